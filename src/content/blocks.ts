/**
 * The neutral block tree: what a page says, before any workspace's own format. Small on purpose: only
 * what the templates and digests use, so that every workspace can show all of it.
 */

/** Where a link leads. Nodes and entries are named by what never changes; the workspace finds the address. */
export type LinkTarget = { readonly node: string } | { readonly entry: string } | { readonly url: string };

export type Inline =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly text: string; readonly link: LinkTarget };

export type Block =
  | { readonly type: "heading"; readonly level: 2 | 3; readonly text: string }
  | { readonly type: "paragraph"; readonly content: readonly Inline[] }
  | { readonly type: "list"; readonly ordered?: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly type: "table";
      readonly header: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: "callout"; readonly content: readonly Inline[] }
  | { readonly type: "code"; readonly language: string; readonly text: string }
  | { readonly type: "divider" }
  /** A block that the product owns and rewrites; everything else on a page belongs to people. */
  | { readonly type: "managed"; readonly id: string; readonly blocks: readonly Block[] };

export type ManagedBlock = Extract<Block, { type: "managed" }>;

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ type: "heading", level, text });
export const paragraph = (...content: Inline[]): Block => ({ type: "paragraph", content });
export const list = (items: readonly (readonly Inline[])[]): Block => ({ type: "list", items });
export const callout = (...content: Inline[]): Block => ({ type: "callout", content });
export const managed = (id: string, blocks: readonly Block[]): ManagedBlock => ({
  type: "managed",
  id,
  blocks,
});
export const table = (
  header: readonly string[],
  rows: readonly (readonly (readonly Inline[])[])[],
): Block => ({ type: "table", header, rows });
/** A table whose cells are plain text. */
export const textTable = (header: readonly string[], rows: readonly (readonly string[])[]): Block =>
  table(
    header,
    rows.map((row) => row.map((cell) => [cell])),
  );
export const linkTo = (text: string, link: LinkTarget): Inline => ({ text, link });

/** The managed blocks of a page, in order. Managed blocks are never nested. */
export function managedBlocks(blocks: readonly Block[]): ManagedBlock[] {
  return blocks.filter((block) => block.type === "managed");
}
