import type { ManagedBlock } from "../../../content/blocks.ts";
import { fingerprint, meansTheSame } from "./canonical.ts";
import { carryMarkers } from "./comment-markers.ts";
import { managedContent, managedName, type WriteOptions } from "./page-blocks.ts";
import { elementsIn, rewrite } from "./rewrite.ts";
import { type Element, el, isElement, macroName, parameterOf, richBody, type StorageNode } from "./tree.ts";

/**
 * Blocks that the product owns on a page that people own. Each is a Page Properties macro, which shows no frame and
 * which the editor keeps, called
 *
 *     kakehashi-figures-1a2b3c4d
 *
 * `1a2b3c4d` is the fingerprint of what it said when the product wrote it. Other content = a person's edit, and then it
 * is theirs.
 */
export interface FoundManaged {
  readonly id: string;
  readonly edited: boolean;
}

/** The managed blocks of a page, wherever people put them; of an id that is there twice, the first. */
export function findManaged(nodes: readonly StorageNode[]): FoundManaged[] {
  return [...firstOfEach(nodes).values()].map(({ id, edited }) => ({ id, edited }));
}

/**
 * The page with these blocks rewritten where they are there and unedited. Everything else stays the same nodes; where
 * nothing says anything else than before, the very same array comes back. Comments stay with words that stay.
 */
export function replaceManaged(
  nodes: readonly StorageNode[],
  blocks: readonly ManagedBlock[],
  options: WriteOptions,
): readonly StorageNode[] {
  const wanted = new Map(blocks.map((block) => [block.id, block]));
  const found = new Map([...firstOfEach(nodes).values()].map((one) => [one.element, one]));
  return rewrite(nodes, (element) => {
    const one = found.get(element);
    const block = one === undefined || one.edited ? undefined : wanted.get(one.id);
    return block === undefined ? null : rewritten(element, block, options);
  });
}

interface Found extends FoundManaged {
  readonly element: Element;
}

function firstOfEach(nodes: readonly StorageNode[]): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const element of elementsIn(nodes, (one) => read(one) === null)) {
    const one = read(element);
    if (one !== null && !found.has(one.id)) found.set(one.id, one);
  }
  return found;
}

function read(element: Element): Found | null {
  if (macroName(element) !== "details") return null;
  const [, id, sha] = NAME.exec(parameterOf(element, "id")) ?? [];
  if (id === undefined) return null;
  const content = richBody(element)?.children ?? [];
  return { id, element, edited: fingerprint(content, { ignoreAddresses: true }) !== sha };
}

const NAME = /^kakehashi-(.+)-([0-9a-f]{8})$/su;

/** The macro itself stays, with whatever else it has; so does all of it if it says the same, addresses included. */
function rewritten(element: Element, block: ManagedBlock, options: WriteOptions): Element {
  const content = managedContent(block, options);
  const old = richBody(element)?.children ?? [];
  if (meansTheSame(old, content)) return element;
  const name = managedName(block, options);
  const children = element.children.map((child): StorageNode => {
    if (isElement(child, "ac:rich-text-body")) return { ...child, children: carryMarkers(old, content) };
    const isName = isElement(child, "ac:parameter") && child.attributes["ac:name"] === "id";
    return isName ? el("ac:parameter", { "ac:name": "id" }, name) : child;
  });
  return { ...element, children };
}
