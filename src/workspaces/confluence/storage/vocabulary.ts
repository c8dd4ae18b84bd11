import { type Element, isElement, macroName, richBody, type StorageNode } from "./tree.ts";

/** Which elements stand by themselves, and which within a line of text. */

export const named = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/u));

const BLOCKS = named(
  `p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr div
   ac:task-list ac:layout ac:layout-section ac:layout-cell ac:adf-extension ac:image`,
);

/** Macros without a body that are shown as a block of their own. */
const BLOCK_MACROS = named(
  `toc children pagetree detailssummary contentbylabel create-from-template gallery recently-updated livesearch
   attachments include excerpt-include tasks-report-macro`,
);

export function isBlock(node: StorageNode): node is Element {
  if (!isElement(node)) return false;
  const name = macroName(node);
  if (name === null) return BLOCKS.has(node.name);
  return BLOCK_MACROS.has(name) || richBody(node) !== null || plainBody(node) !== null;
}

/** The code or other plain text inside a macro; null for a macro that has none. */
export const plainBody = ({ children }: Element): Element | null =>
  children.find((child) => isElement(child, "ac:plain-text-body")) ?? null;

/** Only space that XML is laid out with; a no-break space is text. */
export const isSpace = (node: StorageNode): boolean =>
  node.type !== "element" && /^[ \t\r\n]*$/u.test(node.text);

/** Blocks, and what stands loose between them: each run of that as the one paragraph that it is shown as. */
export function inParagraphs(nodes: readonly StorageNode[]): StorageNode[][] {
  const groups: StorageNode[][] = [];
  let run: StorageNode[] = [];
  const close = () => {
    if (!run.every(isSpace)) groups.push(run);
    run = [];
  };
  for (const node of nodes) {
    if (isBlock(node)) {
      close();
      groups.push([node]);
    } else run.push(node);
  }
  close();
  return groups;
}
