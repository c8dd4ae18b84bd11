import { type Digest, sourcesOf } from "./digest.ts";
import { weeksBetween } from "./week.ts";

/** Was this exact text already shown to the unit within the weeks that nothing is repeated? */
export type WasShown = (id: string, textHash: string) => boolean;

/** What earlier digests of the same unit and audience showed. A text that changed since may be shown again. */
export function shownBefore(history: readonly Digest[], week: string, repeatWeeks: number): WasShown {
  const hashes = new Map<string, string>();
  const earlier = history
    .filter((digest) => {
      const age = weeksBetween(digest.week, week);
      return age > 0 && age <= repeatWeeks;
    })
    .sort((a, b) => (a.week < b.week ? -1 : 1));
  for (const digest of earlier) {
    for (const source of sourcesOf(digest)) hashes.set(source.id, source.textHash);
  }
  return (id, textHash) => hashes.get(id) === textHash;
}
