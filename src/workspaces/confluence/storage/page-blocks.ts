import type { Block, Inline, ManagedBlock } from "../../../content/blocks.ts";
import type { Language } from "../../../language.ts";
import { fingerprint } from "./canonical.ts";
import { inlineNodes, type LinkAddress } from "./inline.ts";
import { codeMacro, el, type Element, elementOf, macro, p, type StorageNode, table } from "./tree.ts";

/** How blocks are written: where links lead, and the language of words that we add. */
export interface WriteOptions {
  readonly link: LinkAddress;
  readonly language: Language;
}

/** What a page says → storage format, in constructs that an editor keeps. Nothing in it fails a save. */
export function toStorage(blocks: readonly Block[], options: WriteOptions): StorageNode[] {
  return blocks.map((block) => blockNode(block, options));
}

function blockNode(block: Block, options: WriteOptions): StorageNode {
  const inline = (content: readonly Inline[]) => inlineNodes(content, options.link);
  switch (block.type) {
    case "heading":
      return elementOf(`h${block.level}`, {}, inline([block.text]));
    case "paragraph":
      return elementOf("p", {}, inline(block.content));
    case "list":
      return elementOf(
        block.ordered === true ? "ol" : "ul",
        {},
        block.items.map((item) => el("li", {}, elementOf("p", {}, inline(item)))),
      );
    case "table":
      return table([
        row(
          "th",
          block.header.map((name) => inline([name])),
        ),
        ...block.rows.map((cells) => row("td", cells.map(inline))),
      ]);
    case "callout":
      return macro("info", {}, [elementOf("p", {}, inline(block.content))]);
    case "code":
      return codeMacro(block.language, block.text);
    case "divider":
      return el("hr");
    case "managed":
      return macro("details", { id: managedName(block, options) }, managedContent(block, options));
    default:
      throw new Error(`unhandled block ${JSON.stringify(block satisfies never)}`);
  }
}

const row = (tag: "th" | "td", cells: readonly (readonly StorageNode[])[]): Element =>
  elementOf(
    "tr",
    {},
    cells.map((cell) => el(tag, {}, elementOf("p", {}, cell))),
  );

/** What is in a managed block; a frame with nothing in it looks like a mistake. */
export function managedContent(block: ManagedBlock, options: WriteOptions): StorageNode[] {
  return block.blocks.length > 0 ? toStorage(block.blocks, options) : [p(NOTHING_YET[options.language])];
}

/**
 * The name of a managed block: its id, and what it said when it was written. Addresses do not count, since pages
 * move.
 */
export const managedName = (block: ManagedBlock, options: WriteOptions): string =>
  `kakehashi-${block.id}-${fingerprint(managedContent(block, options), { ignoreAddresses: true })}`;

const NOTHING_YET = { ja: "まだありません", en: "Nothing yet" } as const satisfies Record<Language, string>;
