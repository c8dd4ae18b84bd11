import { z } from "zod";

import { Audience, EntryKind, Level } from "../model/entry.ts";
import { RolloutOutcome, RolloutState } from "../model/rollout.ts";

/**
 * A composed digest: the snapshot that is stored, approved and rendered. Plain data without a clock, so that
 * any past week renders again to the same bytes. Its texts come from released copies, the spec, and the unit's
 * own issues; what may be said to whom was decided when it was composed.
 */

const Text = z.object({ ja: z.string(), en: z.string() });

/** A released copy as the digest names it. */
export const DigestSource = z.object({
  id: z.string(),
  /** Hash of the copy's text when it was taken; another hash later means that it is stale. */
  textHash: z.string(),
  /** Key of the source unit; null where the audience may not learn it. */
  unit: z.string().nullable(),
  unitName: z.string(),
  kind: EntryKind,
  title: z.string(),
  /** May the page lead to the source? Never for the partner's people. */
  linked: z.boolean(),
});
export type DigestSource = z.infer<typeof DigestSource>;

export const DigestCase = DigestSource.extend({
  /** What came of it, in the copy's words. */
  gist: z.string().nullable(),
  reason: Text,
  /** Somebody put the reason otherwise: his words are looked at again whenever they are sent. */
  isEdited: z.literal(true).optional(),
  differences: Text,
});
export type DigestCase = z.infer<typeof DigestCase>;

/** An issue of the digest's own unit. */
export const DigestIssue = z.object({
  id: z.string(),
  title: z.string(),
  level: Level.nullable(),
  /** What people of this level are measured by in this unit; null if the spec does not say. */
  measure: z.string().nullable(),
  linked: z.boolean(),
});
export type DigestIssue = z.infer<typeof DigestIssue>;

/** One proposal: a case, or a success beside the failure of the same idea. */
export const DigestItem = z.object({ issue: DigestIssue, cases: z.array(DigestCase).min(1).max(2) });
export type DigestItem = z.infer<typeof DigestItem>;

export const DigestRollout = z.object({
  id: z.string(),
  /** `here`: another unit's case tried in this unit. `there`: this unit's case tried in another. */
  where: z.enum(["here", "there"]),
  source: DigestSource,
  /** The unit that tries it; null where the audience may not learn it. */
  targetName: z.string().nullable(),
  state: RolloutState,
  outcome: RolloutOutcome.nullable(),
});
export type DigestRollout = z.infer<typeof DigestRollout>;

export const DigestPeer = z.object({ issue: DigestIssue, source: DigestSource });
export type DigestPeer = z.infer<typeof DigestPeer>;

/** New things elsewhere: the first few, and how many more there are. */
const News = z.object({ sources: z.array(DigestSource), more: z.int().nonnegative() });
export type DigestNews = z.infer<typeof News>;

export const Digest = z.object({
  version: z.literal(1),
  partner: z.string(),
  unit: z.string(),
  unitName: z.string(),
  week: z.string(),
  audience: Audience,
  /** Whether the unit has open issues that this audience may read of. */
  hasIssues: z.boolean(),
  items: z.array(DigestItem),
  newCases: News,
  newIssues: News,
  peers: z.array(DigestPeer),
  rollouts: z.array(DigestRollout),
  /** Cases of this unit that the digests of the week before showed to others, and to how many units. */
  thanks: z.object({ cases: z.int().positive(), units: z.int().positive() }).nullable(),
  /** What to ask on the next visit, where the unit has no open issue. */
  questions: z.object({ level: Level, questions: z.array(Text) }).nullable(),
});
export type Digest = z.infer<typeof Digest>;

/** Everything of other units that the digest shows, in the order of the page. */
export function sourcesOf(digest: Digest): DigestSource[] {
  return [
    ...digest.items.flatMap((item) => item.cases),
    ...digest.newCases.sources,
    ...digest.newIssues.sources,
    ...digest.peers.map((peer) => peer.source),
  ];
}

/** The proposals under their issues, in the order of the page. */
export function itemsByIssue(digest: Digest): { issue: DigestIssue; cases: DigestCase[] }[] {
  const byIssue = Map.groupBy(digest.items, ({ issue }) => issue.id);
  return [...byIssue.values()].flatMap((items) => {
    const issue = items[0]?.issue;
    return issue === undefined ? [] : [{ issue, cases: items.flatMap(({ cases }) => cases) }];
  });
}
