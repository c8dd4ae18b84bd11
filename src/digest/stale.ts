import { isOpenIssue } from "../model/entry.ts";
import type { Matcher } from "../match/matcher.ts";
import type { Spec } from "../model/spec.ts";
import type { StoredRecord } from "../store/store.ts";
import { ownIssue } from "./compose.ts";
import type { Digest, DigestCase, DigestIssue, DigestNews, DigestSource } from "./digest.ts";

export interface StaleContext {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  /** May what somebody typed of an entry still be read? */
  readonly isSafe: (text: string, about: string) => boolean;
}

/**
 * Between composing and publishing, things are revoked, narrowed, edited and deleted. What is published is the
 * snapshot without everything that is no longer exactly so: nothing stale is sent, and nothing is added that
 * the approver did not see. Returns the very same digest if nothing is stale.
 */
export function withoutStale(
  digest: Digest,
  matcher: Matcher,
  { spec, entries, isSafe }: StaleContext,
): Digest {
  const records = new Map(entries.map((record) => [record.id, record]));
  const holds = (source: DigestSource) => isCurrent(source, matcher);
  const asks = (issue: DigestIssue) => {
    const record = records.get(issue.id);
    return record !== undefined && isStillAsked(record, digest.unit)
      ? ownIssue(matcher, record, spec)?.title === issue.title
      : false;
  };
  const isSaid = ({ id, reason, isEdited }: DigestCase) => isEdited !== true || isSafe(reason.ja, id);
  const news = ({ sources, more }: DigestNews): DigestNews => ({ sources: sources.filter(holds), more });
  const fresh: Digest = {
    ...digest,
    items: digest.items
      .filter((item) => asks(item.issue))
      .map((item) => ({ ...item, cases: item.cases.filter((one) => holds(one) && isSaid(one)) }))
      .filter((item) => item.cases.length > 0),
    newCases: news(digest.newCases),
    newIssues: news(digest.newIssues),
    peers: digest.peers.filter((peer) => asks(peer.issue) && holds(peer.source)),
    rollouts: digest.rollouts.filter(({ source }) => holds(source)),
  };
  return JSON.stringify(fresh) === JSON.stringify(digest) ? digest : fresh;
}

/** Still released to this audience, with the same text, under the same name. */
function isCurrent(source: DigestSource, matcher: Matcher): boolean {
  const visible = matcher.copies.get(source.id);
  return (
    visible !== undefined &&
    visible.textHash === source.textHash &&
    visible.copy.unitName === source.unitName &&
    visible.copy.title === source.title
  );
}

/** Still an open issue of this unit. */
function isStillAsked({ value, archived, readable }: StoredRecord<"entry">, unit: string): boolean {
  return !archived && readable && value.unit === unit && isOpenIssue(value);
}
