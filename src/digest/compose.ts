import { openIssues } from "../match/match.ts";
import { type FoundMatch, type Matcher, openMatcher, type VisibleCopy } from "../match/matcher.ts";
import type { Audience } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";
import type { ReleaseItem, StoredFeedback, StoredRecord, StoredTold } from "../store/store.ts";
import { coverageOf, questionsToAsk } from "./coverage.ts";
import type { Digest, DigestIssue, DigestNews, DigestPeer, DigestRollout, DigestSource } from "./digest.ts";
import { measureOf } from "./measure.ts";
import { chooseItems } from "./proposals.ts";
import { shownBefore, type WasShown } from "./shown.ts";
import { addDays, lastDayOf } from "./week.ts";

/** Everything a digest is made of. Nothing else is read: no store, no clock. */
export interface ComposeInput {
  readonly spec: Spec;
  /** Key of a unit of the spec. */
  readonly unit: string;
  readonly audience: Audience;
  readonly week: string;
  /** All entries of the partner; with a `matcher`, those of the unit are enough. */
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly rollouts: readonly Rollout[];
  readonly told?: readonly StoredTold[];
  readonly feedback?: readonly StoredFeedback[];
  readonly people: readonly Person[];
  /** Published digests of the same unit and audience. */
  readonly history: readonly Digest[];
  /** What this audience was shown the week before, whatever the unit. */
  readonly elsewhere?: readonly Digest[];
  /** The date up to which things count as heard, in the partner's zone. */
  readonly asOf: string;
  /** Already opened for this audience, where several units are composed of the same records. */
  readonly matcher?: Matcher;
}

/** How far back a thing is new, and how many lines of one sort a page of one minute bears. */
const NEWS_DAYS = 28;
const LINES = 4;
/** More than are shown, because some were shown before. */
const MATCHES_PER_ISSUE = 12;
const PEERS_PER_ISSUE = 2;

/**
 * The week's digest of one unit for one audience. Pure: equal input gives an equal value. Of other units it
 * holds released copies only; of its own unit, issues by the title that this audience may read — for the
 * partner's people, only issues that were themselves released to them.
 */
export function composeDigest(input: ComposeInput): Digest {
  const { spec, audience, week } = input;
  const unit = spec.units.find(({ key }) => key === input.unit);
  if (unit === undefined) throw new Error("a digest needs a unit of the spec");
  const matcher = input.matcher ?? openMatcher(input);
  const wasShown = shownBefore(input.history, week, spec.digest.repeat_weeks);
  const toSource = sourceMaker(input);
  const issues = ownIssues(input, matcher);

  const isNew = ({ copy, textHash, isSettledHere }: FoundMatch) =>
    !isSettledHere && !wasShown(copy.id, textHash);
  const found = function* () {
    for (const { issue, record } of issues) {
      const matches = matcher.matches(record, MATCHES_PER_ISSUE);
      const fresh = new Set(matches.filter(isNew).map(({ copy }) => copy.id));
      // A known success beside the failure that was heard since is another proposal than the success alone.
      const wanted = matches.filter(
        ({ copy, pairedWith = "", isSettledHere }) =>
          fresh.has(copy.id) || (fresh.has(pairedWith) && !isSettledHere),
      );
      yield { issue, matches: wanted, best: matches[0]?.score ?? 0 };
    }
  };
  const { items: limit, without_product: withoutProduct } = spec.digest;
  const items = chooseItems(found(), { limit, withoutProduct }, toSource);
  const peers = peersOf(issues, matcher, wasShown, toSource);
  const rollouts = rolloutsOf(input, matcher, toSource);
  const mentioned = new Set([
    ...rollouts.map(({ source }) => source.id),
    ...items.flatMap(({ cases }) => cases.map(({ id }) => id)),
    ...peers.map(({ source }) => source.id),
  ]);
  const news = newsOf(input, matcher, (id, hash) => mentioned.has(id) || wasShown(id, hash), toSource);
  return {
    version: 1,
    partner: spec.partner.key,
    unit: unit.key,
    unitName: unit.name,
    week,
    audience,
    hasIssues: issues.length > 0,
    items,
    newCases: news.cases,
    newIssues: news.issues,
    peers,
    rollouts,
    thanks: thanksFor(input),
    questions: issues.length > 0 || audience === "partner" ? null : questionsOf(input),
  };
}

/** How the digest calls an own issue; null if this audience may not read of it. */
export function ownIssue(matcher: Matcher, record: StoredRecord<"entry">, spec: Spec): DigestIssue | null {
  const { id, value } = record;
  const level = value.level ?? null;
  const unit = spec.units.find(({ key }) => key === value.unit);
  const measure = unit === undefined ? null : measureOf(unit, level);
  if (matcher.audience === "partner") {
    const visible = matcher.copies.get(id);
    return visible === undefined ? null : { id, title: visible.copy.title, level, measure, linked: false };
  }
  const title = matcher.titleOnOwnPage(record);
  return { id, title, level, measure, linked: title === value.title };
}

/** Who shares is to hear that it was of use; who it was of use to is not said. */
function thanksFor({ unit, entries, elsewhere = [] }: ComposeInput): Digest["thanks"] {
  const own = new Set(entries.filter(({ value }) => value.unit === unit).map(({ id }) => id));
  const shown = elsewhere
    .filter((digest) => digest.unit !== unit)
    .map(({ items }) => items.flatMap(({ cases }) => cases.map(({ id }) => id).filter((id) => own.has(id))));
  const cases = new Set(shown.flat()).size;
  const units = shown.filter((ids) => ids.length > 0).length;
  return cases === 0 ? null : { cases, units };
}

type MakeSource = (visible: VisibleCopy) => DigestSource;

interface OwnIssue {
  readonly issue: DigestIssue;
  readonly record: StoredRecord<"entry">;
}

function ownIssues(input: ComposeInput, matcher: Matcher): OwnIssue[] {
  return openIssues(input.entries, input.unit).flatMap((record) => {
    const issue = ownIssue(matcher, record, input.spec);
    return issue === null ? [] : [{ issue, record }];
  });
}

/**
 * A link shows the source's own title in its target — a file name, a slug — so it is only set where nothing in
 * that title had to be masked.
 */
function sourceMaker({ audience }: ComposeInput): MakeSource {
  return ({ copy, textHash, unit, hasOwnTitle }) => ({
    id: copy.id,
    textHash,
    unit,
    unitName: copy.unitName,
    kind: copy.kind,
    title: copy.title,
    linked: audience === "vendor" && hasOwnTitle,
  });
}

function peersOf(
  issues: readonly OwnIssue[],
  matcher: Matcher,
  wasShown: WasShown,
  toSource: MakeSource,
): DigestPeer[] {
  const used = new Set<string>();
  const peers: DigestPeer[] = [];
  for (const { issue, record } of issues) {
    for (const peer of matcher.peers(record, PEERS_PER_ISSUE)) {
      if (used.has(peer.copy.id) || wasShown(peer.copy.id, peer.textHash)) continue;
      used.add(peer.copy.id);
      peers.push({ issue, source: toSource(peer) });
      if (peers.length === LINES) return peers;
    }
  }
  return peers;
}

/** Released cases and issues of other units that were heard within four weeks before the week's end. */
function newsOf(
  { unit, week, asOf }: ComposeInput,
  matcher: Matcher,
  isKnown: WasShown,
  toSource: MakeSource,
): { cases: DigestNews; issues: DigestNews } {
  const after = addDays(lastDayOf(week), -NEWS_DAYS);
  const fresh: VisibleCopy[] = [];
  for (const visible of matcher.newest) {
    const { copy, textHash } = visible;
    const heard = copy.heardOn ?? "";
    if (heard <= after) break;
    if (copy.unit !== unit && heard <= asOf && !isKnown(copy.id, textHash)) fresh.push(visible);
  }
  const lines = (wanted: readonly VisibleCopy[]): DigestNews => ({
    sources: wanted.slice(0, LINES).map(toSource),
    more: Math.max(0, wanted.length - LINES),
  });
  return {
    cases: lines(fresh.filter(({ copy }) => copy.kind !== "issue")),
    issues: lines(fresh.filter(({ copy }) => copy.kind === "issue")),
  };
}

const UNDER_WAY = ["in_progress", "considering", "proposed", "done", "declined"] as const;

/**
 * Attempts that touch the unit: under way, or ended within the news window. Only state and outcome are told:
 * what people wrote about them was never masked.
 */
function rolloutsOf(input: ComposeInput, matcher: Matcher, toSource: MakeSource): DigestRollout[] {
  const names = new Map(input.spec.units.map((unit) => [unit.key, unit.name]));
  const after = addDays(lastDayOf(input.week), -NEWS_DAYS);
  return input.rollouts
    .filter(({ state, ended_on = "" }) => {
      // What we mean to propose, or what was turned down, is not news for the partner's people.
      if (input.audience === "partner" && (state === "proposed" || state === "declined")) return false;
      return state === "done" || state === "declined" ? ended_on > after : true;
    })
    .flatMap((rollout): DigestRollout[] => {
      const visible = matcher.copies.get(rollout.source);
      const targetName = names.get(rollout.target);
      if (visible === undefined || targetName === undefined || visible.copy.kind === "issue") return [];
      const isHere = rollout.target === input.unit;
      const isThere = visible.copy.unit === input.unit;
      if (isHere === isThere) return [];
      return [
        {
          id: rollout.id,
          where: isHere ? "here" : "there",
          source: toSource(visible),
          targetName: isHere || input.audience === "vendor" ? targetName : null,
          state: rollout.state,
          outcome: rollout.outcome ?? null,
        },
      ];
    })
    .sort((a, b) => UNDER_WAY.indexOf(a.state) - UNDER_WAY.indexOf(b.state) || (a.id < b.id ? -1 : 1))
    .slice(0, LINES);
}

function questionsOf(input: ComposeInput): Digest["questions"] {
  const unit = input.spec.units.find(({ key }) => key === input.unit);
  const coverage = coverageOf(input).find((row) => row.unit === input.unit);
  if (unit === undefined || coverage === undefined) return null;
  const { level, questions } = questionsToAsk(coverage, unit);
  return { level, questions: questions.map((text) => ({ ...text })) };
}
