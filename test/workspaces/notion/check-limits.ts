import { expect } from "vitest";

/** Notion's limits on what a request may hold, written down a second time: developers.notion.com/reference/request-limits. */
const LIMITS = { text: 2_000, link: 2_000, richText: 100, children: 100, elements: 1_000, bytes: 500_000 };

/** Fails on any breach of a limit in blocks that go out in one request. `levels`: of children below the first. */
export function checkLimits(blocks: readonly object[], levels = 2): void {
  expect(blocks.length).toBeLessThanOrEqual(LIMITS.children);
  expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(LIMITS.bytes);
  expect(blocks.reduce<number>((sum, block) => sum + checkBlock(block, levels), 0)).toBeLessThanOrEqual(
    LIMITS.elements,
  );
}

/** Checks blocks that may need several requests, one by one: each fits into one. */
export function checkEach(blocks: readonly object[], levels = 2): void {
  for (const block of blocks) checkLimits([block], levels);
}

/** Returns how many blocks there are in it. */
function checkBlock(block: object, levels: number): number {
  let count = 1;
  for (const content of Object.values(block) as unknown[]) {
    if (typeof content !== "object" || content === null) continue;
    if ("rich_text" in content) checkText(content.rich_text);
    if ("cells" in content) for (const cell of content.cells as unknown[]) checkText(cell);
    if ("table_width" in content) checkTable(content);
    if (!("children" in content)) continue;
    const children = content.children as object[];
    if (levels === 0) throw new Error("too deep for one request");
    if (children.length > LIMITS.children) throw new Error(`${children.length} children`);
    count += children.reduce((sum, child) => sum + checkBlock(child, levels - 1), 0);
  }
  return count;
}

function checkTable(table: object): void {
  const { table_width, children } = table as {
    table_width: number;
    children: { table_row: { cells: unknown[] } }[];
  };
  if (table_width < 1 || children.length === 0) throw new Error("a table without rows or columns");
  if (children.some(({ table_row }) => table_row.cells.length !== table_width))
    throw new Error("a ragged table");
}

export function checkText(items: unknown): void {
  if (!Array.isArray(items) || items.length > LIMITS.richText) throw new Error("too many segments");
  for (const item of items as { text: { content: string; link?: { url: string } } }[]) {
    const { content, link } = item.text;
    if (content === "" || content.length > LIMITS.text) throw new Error(`a segment of ${content.length}`);
    if (!content.isWellFormed() || content.includes("\0")) throw new Error("a segment that is no text");
    if (link === undefined) continue;
    if (link.url.length > LIMITS.link || !URL.canParse(link.url)) throw new Error(`no link: ${link.url}`);
    if (!/^(https?|mailto):/u.test(link.url)) throw new Error(`a link to nowhere: ${link.url}`);
  }
}
