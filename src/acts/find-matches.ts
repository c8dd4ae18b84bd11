import { matchIssues, type MatchedIssue } from "../match/match.ts";
import type { Audience } from "../model/entry.ts";
import type { Spec } from "../model/spec.ts";
import type { Reader } from "../release/reader.ts";
import { rolloutsOf } from "./follow-rollouts.ts";
import type { Acting } from "./acting.ts";

export interface MatchesWanted {
  readonly audience: Audience;
  readonly limit: number;
  readonly reader: Reader;
  /** Only this issue; `not_found` if the reader has no such issue. */
  readonly issue?: string | undefined;
}

/** Other units' cases for the open issues of the units that the reader reads in full. */
export async function findMatches(
  { runtime }: Pick<Acting, "runtime">,
  spec: Spec,
  { audience, limit, reader, issue }: MatchesWanted,
): Promise<readonly MatchedIssue[]> {
  const { store } = runtime;
  const { key } = spec.partner;
  return matchIssues({
    spec,
    entries: await store.records.all(key, "entry"),
    items: await store.released.all(key),
    people: (await store.records.all(key, "person")).map((row) => row.value),
    rollouts: await rolloutsOf({ runtime }, spec),
    told: await store.told.all(key),
    feedback: await store.feedback.all(key),
    audience,
    limit,
    lexicon: await runtime.lexicon(),
    reader,
    ...(issue === undefined ? {} : { issueId: issue }),
  }).issues;
}
