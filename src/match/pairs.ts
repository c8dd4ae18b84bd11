import type { EntryKind } from "../model/entry.ts";

/**
 * A success beside a failure of the same idea shows the reader where the border runs. Each case belongs to at
 * most one pair; the most alike find each other first.
 */
export function pairCases(
  cases: readonly { readonly id: string; readonly kind: EntryKind }[],
  likeness: (a: string, b: string) => number,
  threshold: number,
): Map<string, string> {
  const successes = cases.filter(({ kind }) => kind === "success");
  const failures = cases.filter(({ kind }) => kind === "failure");
  const candidates = successes
    .flatMap((a) => failures.map((b) => ({ a: a.id, b: b.id, alike: likeness(a.id, b.id) })))
    .filter(({ alike }) => alike >= threshold)
    .sort((x, y) => y.alike - x.alike || compare(x.a, y.a) || compare(x.b, y.b));
  const pairs = new Map<string, string>();
  for (const { a, b } of candidates) {
    if (pairs.has(a) || pairs.has(b)) continue;
    pairs.set(a, b);
    pairs.set(b, a);
  }
  return pairs;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
