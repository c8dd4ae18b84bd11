/**
 * A world as sorted lines, one for each thing in it: pages, databases, their properties, rows and views, and what
 * the store knows of them. Ids differ from run to run, so each stands as the place of the thing that it names. Two
 * worlds are alike if their lines are: a twin is a line too many, a loss one too few. The order of siblings is
 * that in which requests came through, and does not count.
 */
export type Portrait = readonly string[];

/** Puts names of things for their ids, wherever in a text they stand. */
export type Rename = (text: string) => string;

/** One thing, or what is known of one. */
export const line = (what: string, facts: unknown, rename: Rename): string =>
  rename(`${what} ${JSON.stringify(facts, inOneOrder)}`);

/** Members of an object have no order. */
function inOneOrder(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What one has and the other lacks, as a sentence; null if they are alike. */
export function difference(wanted: Portrait, found: Portrait): string | null {
  const missing = without(wanted, found);
  const extra = without(found, wanted);
  if (missing.length + extra.length === 0) return null;
  const some = (lines: readonly string[], others: readonly string[]) =>
    lines.slice(0, 3).map((text) => `\n    ${excerpt(text, others)}`);
  return [
    ...(missing.length > 0 ? [`${missing.length} missing:${some(missing, extra).join("")}`] : []),
    ...(extra.length > 0 ? [`${extra.length} too many:${some(extra, missing).join("")}`] : []),
  ].join("\n  ");
}

/** The beginning of a line, and what in it is in no line of the others. */
function excerpt(text: string, others: readonly string[]): string {
  const shared = Math.max(0, ...others.map((other) => sharedLength(text, other)));
  const head = text.slice(0, 80);
  return shared < head.length ? text.slice(0, 160) : `${head} … ${text.slice(shared - 20, shared + 100)}`;
}

function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return lines.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
