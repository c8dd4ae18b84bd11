import type { FoundMatch, Matcher, VisibleCopy } from "../match/matcher.ts";
import type { StoredDigest, StoredRecord } from "../store/store.ts";
import {
  type Digest,
  type DigestCase,
  type DigestIssue,
  type DigestItem,
  type DigestSource,
  sourcesOf,
} from "./digest.ts";
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
const shownIn = (digest: Digest): DigestSource[] => [
  ...sourcesOf(digest),
  ...digest.rollouts.map(({ source }) => source),
];

export interface CorrectionContext {
  readonly matcher: Matcher;
  readonly issues: ReadonlyMap<string, StoredRecord<"entry">>;
  /** May what somebody typed of an entry still be read? */
  readonly isSafe: (text: string, about: string) => boolean;
}

/** What an own issue of a digest is called today; null if its readers may not be told of it any more. */
function titleOf({ id }: DigestIssue, { matcher, issues }: CorrectionContext): string | null {
  const record = issues.get(id);
  if (record === undefined) return null;
  if (matcher.audience === "vendor") return matcher.titleOnOwnPage(record);
  // One that was solved since may still be read of.
  const item = matcher.itemOf(id);
  return item?.state === "released" ? item.copy.title : null;
}

/** Does something in it read otherwise by now, or may not be read any more? */
function isDoubtful(digest: Digest, context: CorrectionContext): boolean {
  const { copies } = context.matcher;
  return (
    shownIn(digest).some(({ id, textHash }) => copies.get(id)?.textHash !== textHash) ||
    [...digest.items, ...digest.peers].some(({ issue }) => titleOf(issue, context) !== issue.title) ||
    digest.items.some(({ cases }) => cases.some((one) => !isSaid(one, context)))
  );
}

const isSaid = ({ id, reason, isEdited }: DigestCase, { isSafe }: CorrectionContext): boolean =>
  isEdited !== true || isSafe(reason.ja, id);

/**
 * A published digest without what may not be read any more, and with today's words of what changed since: a name
 * that was masked later must not stay on an old page. The very same digest where all of it still stands. Nothing is
 * added that was not there.
 */
export function corrected(digest: Digest, context: CorrectionContext): Digest {
  if (!isDoubtful(digest, context)) return digest;
  const { copies } = context.matcher;
  const keep = <T extends DigestSource>(source: T): T[] => {
    const visible = copies.get(source.id);
    return visible === undefined ? [] : [{ ...source, ...named(visible, source) }];
  };
  return {
    ...digest,
    items: digest.items.flatMap((item) => correctedItem(item, context)),
    newCases: { ...digest.newCases, sources: digest.newCases.sources.flatMap(keep) },
    newIssues: { ...digest.newIssues, sources: digest.newIssues.sources.flatMap(keep) },
    peers: digest.peers.flatMap((peer) =>
      keep(peer.source).flatMap((source) => renamed(peer.issue, context).map((issue) => ({ issue, source }))),
    ),
    rollouts: digest.rollouts.flatMap((one) => keep(one.source).map((source) => ({ ...one, source }))),
  };
}

/** The issue by today's title; none if its readers may not be told of it. */
function renamed(issue: DigestIssue, context: CorrectionContext): DigestIssue[] {
  const title = titleOf(issue, context);
  if (title === null) return [];
  const record = context.issues.get(issue.id);
  return [
    title === issue.title
      ? issue
      : { ...issue, title, linked: issue.linked && record?.value.title === title },
  ];
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
function correctedItem(item: DigestItem, context: CorrectionContext): DigestItem[] {
  const { matcher, issues } = context;
  const issue = issues.get(item.issue.id);
  let found: readonly FoundMatch[] | undefined;
  const cases = item.cases.flatMap((shown): DigestCase[] => {
    const visible = matcher.copies.get(shown.id);
    if (visible === undefined) return [];
    if (visible.textHash === shown.textHash && isSaid(shown, context)) return [shown];
    found ??= issue === undefined ? [] : matcher.matches(issue, MANY);
    const match = found.find(({ copy }) => copy.id === shown.id);
    return match === undefined ? [] : [caseOf(match, { ...shown, ...named(visible, shown) })];
  });
  return cases.length === 0 ? [] : renamed(item.issue, context).map((named) => ({ issue: named, cases }));
}

const MANY = 50;
