import type { Column } from "./columns.ts";

/**
 * How far the names of a column are indented, where that shows what belongs to what: by leading spaces or by
 * the lines of a tree (└). Undefined where it does not: a single space before one name is a slip, no level.
 */
export function indentDepths(
  raw: readonly (readonly string[])[],
  column: Column,
  from: number,
): (number | undefined)[] | undefined {
  const depths = raw.map((row, index) => (index < from ? undefined : depthOf(row[column.index] ?? "")));
  const found = depths.filter((depth) => depth !== undefined);
  return found.includes(0) && found.filter((depth) => depth >= 2).length >= 2 ? depths : undefined;
}

/** Half-width columns before the text; a tree's corner counts like two. */
function depthOf(raw: string): number | undefined {
  const lead = /^[\s│┃|└├┗┣─━]*/u.exec(raw)?.[0] ?? "";
  if (raw.slice(lead.length) === "") return undefined;
  return Array.from(lead).reduce((sum, letter) => sum + (letter === " " ? 1 : letter === "\t" ? 4 : 2), 0);
}
