import type { FoundMatch, Matcher, VisibleCopy } from "../match/matcher.ts";
import type { StoredDigest, StoredRecord } from "../store/store.ts";
import { type Digest, type DigestCase, type DigestItem, type DigestSource, sourcesOf } from "./digest.ts";
import { caseOf } from "./proposals.ts";

/** Where a digest that showed an entry went, for whoever has to tell its readers. */
export interface SentDigest {
  readonly unit: string;
  readonly week: string;
  readonly audience: StoredDigest["audience"];
  readonly state: StoredDigest["state"];
  readonly publishedAt: string | null;
  readonly url: string | null;
}

/** The digests that are out and showed this entry when they were sent, the latest week first. */
export function sentOf(entryId: string, digests: readonly StoredDigest[]): SentDigest[] {
  return digests
    .filter(({ publishedAt, sent, snapshot }) => {
      const read = (sent ?? snapshot) as Digest;
      return publishedAt !== undefined && shownIn(read).some(({ id }) => id === entryId);
    })
    .map(({ unit, week, audience, state, publishedAt, url }) => ({
      unit,
      week,
      audience,
      state,
      publishedAt: publishedAt ?? null,
      url: url ?? null,
    }));
}

/** Everything of other units that a digest names. */
export const shownIn = (digest: Digest): DigestSource[] => [
  ...sourcesOf(digest),
  ...digest.rollouts.map(({ source }) => source),
];

export interface CorrectionContext {
  readonly matcher: Matcher;
  readonly issues: ReadonlyMap<string, StoredRecord<"entry">>;
}

/**
 * A published digest without what may not be read any more, and with today's words of what changed since: a name
 * that was masked later must not stay on an old page. The very same digest where all of it still stands. Nothing is
 * added that was not there.
 */
export function corrected(digest: Digest, context: CorrectionContext): Digest {
  const { copies } = context.matcher;
  if (shownIn(digest).every((source) => copies.get(source.id)?.textHash === source.textHash)) return digest;
  const keep = <T extends DigestSource>(source: T): T[] => {
    const visible = copies.get(source.id);
    return visible === undefined ? [] : [{ ...source, ...named(visible, source) }];
  };
  return {
    ...digest,
    items: digest.items.flatMap((item) => correctedItem(item, context)),
    newCases: { ...digest.newCases, sources: digest.newCases.sources.flatMap(keep) },
    newIssues: { ...digest.newIssues, sources: digest.newIssues.sources.flatMap(keep) },
    peers: digest.peers.flatMap((peer) => keep(peer.source).map((source) => ({ ...peer, source }))),
    rollouts: digest.rollouts.flatMap((one) => keep(one.source).map((source) => ({ ...one, source }))),
  };
}

/** Nothing is left that a reader could use. */
export const isEmptied = ({ items, newCases, newIssues, peers, rollouts, questions }: Digest): boolean =>
  items.length === 0 &&
  newCases.sources.length === 0 &&
  newIssues.sources.length === 0 &&
  peers.length === 0 &&
  rollouts.length === 0 &&
  questions === null;

const named = (visible: VisibleCopy, { linked }: DigestSource): Partial<DigestSource> => ({
  textHash: visible.textHash,
  unit: visible.unit,
  unitName: visible.copy.unitName,
  title: visible.copy.title,
  linked: linked && visible.hasOwnTitle,
});

/** A case whose text changed is explained anew, or left out where it does not answer the issue any more. */
function correctedItem(item: DigestItem, { matcher, issues }: CorrectionContext): DigestItem[] {
  const issue = issues.get(item.issue.id);
  let found: readonly FoundMatch[] | undefined;
  const cases = item.cases.flatMap((shown): DigestCase[] => {
    const visible = matcher.copies.get(shown.id);
    if (visible === undefined) return [];
    if (visible.textHash === shown.textHash) return [shown];
    found ??= issue === undefined ? [] : matcher.matches(issue, MANY);
    const match = found.find(({ copy }) => copy.id === shown.id);
    return match === undefined ? [] : [caseOf(match, { ...shown, ...named(visible, shown) })];
  });
  return cases.length === 0 ? [] : [{ ...item, cases }];
}

const MANY = 50;
