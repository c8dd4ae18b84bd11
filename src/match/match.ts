import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { type Audience, type EntryKind, isOpenIssue, Level } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec } from "../model/spec.ts";
import { type Reader, readsInFull } from "../release/reader.ts";
import type { ReleaseItem, StoredFeedback, StoredRecord, StoredTold } from "../store/store.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { type FoundMatch, openMatcher } from "./matcher.ts";

/** What a person asks for: which issues, read by whom, how many cases each. */
export interface MatchRequest {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly rollouts: readonly Rollout[];
  readonly told?: readonly StoredTold[];
  readonly feedback?: readonly StoredFeedback[];
  /** The 担当者カルテ. */
  readonly people: readonly Person[];
  readonly audience: Audience;
  readonly limit: number;
  readonly lexicon?: Lexicon;
  /** Only this issue, open or not; `not_found` if the reader has no such issue. */
  readonly issueId?: string;
  /** Only issues of units that he reads in full; absent = the operator, who reads every unit. */
  readonly reader?: Reader;
}

export interface MatchAnswer {
  readonly issues: readonly MatchedIssue[];
}

export interface MatchedIssue {
  readonly issue: { readonly id: string; readonly unit: string; readonly title: string };
  readonly matches: readonly Match[];
  readonly peers: readonly Peer[];
}

interface Match {
  readonly id: string;
  /** null where the audience may not learn which unit it was. */
  readonly unit: string | null;
  readonly unitName: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly score: number;
  readonly reason: string;
  readonly differences: string;
  /** The success or failure of the same idea in this list. */
  readonly pairedWith?: string;
}

interface Peer {
  readonly id: string;
  readonly unit: string | null;
  readonly unitName: string;
  readonly title: string;
}

/**
 * What other units learned about each open issue, and who else has it. Only released copies of the audience
 * are read of other units; an issue that nothing answers has empty lists. Units in the order of the spec.
 */
export function matchIssues(request: MatchRequest): MatchAnswer {
  const matcher = openMatcher(request);
  const inLanguage = (text: Text) => text[request.spec.partner.language];
  return {
    issues: wantedIssues(request).map((record) => ({
      issue: {
        id: record.id,
        unit: record.value.unit,
        // For the partner's people an issue's own words are masked like everybody else's.
        title: request.audience === "vendor" ? record.value.title : matcher.titleOnOwnPage(record),
      },
      matches: matcher.matches(record, request.limit).map((match) => toAnswer(match, inLanguage)),
      peers: matcher.peers(record, request.limit).map(({ copy, unit }) => ({
        id: copy.id,
        unit,
        unitName: copy.unitName,
        title: copy.title,
      })),
    })),
  };
}

/** The open issues of a unit that anyone can read, most pressing first: urgency, level, then the latest heard. */
export function openIssues(entries: readonly StoredRecord<"entry">[], unit: string): StoredRecord<"entry">[] {
  return entries
    .filter((record) => record.value.unit === unit && isLive(record) && isOpenIssue(record.value))
    .sort(byPressure);
}

function wantedIssues(request: MatchRequest): StoredRecord<"entry">[] {
  const reader = request.reader ?? { kind: "operator" };
  const mayRead = (unit: string) => readsInFull(reader, unit);
  if (request.issueId === undefined) {
    return request.spec.units
      .filter((unit) => mayRead(unit.key))
      .flatMap((unit) => openIssues(request.entries, unit.key));
  }
  const record = request.entries.find(({ id }) => id === request.issueId);
  const isThere = record !== undefined && isLive(record) && mayRead(record.value.unit);
  if (!isThere || record.value.kind !== "issue") {
    throw new AppError(
      "not_found",
      { ja: `課題「${request.issueId}」はありません`, en: `There is no issue "${request.issueId}"` },
      {
        hint: {
          ja: "課題の管理IDを指定してください。手で書いた直後なら先に sync が必要です",
          en: "Give the id of an issue; one that was just written by hand needs a sync first",
        },
      },
    );
  }
  return [record];
}

const isLive = (record: StoredRecord): boolean => record.readable && !record.archived;

function toAnswer(match: FoundMatch, inLanguage: (text: Text) => string): Match {
  const { copy, unit, score, pairedWith } = match;
  return {
    id: copy.id,
    unit,
    unitName: copy.unitName,
    kind: copy.kind,
    title: copy.title,
    score,
    reason: inLanguage(match.reason),
    differences: inLanguage(match.differences),
    ...(pairedWith === undefined ? {} : { pairedWith }),
  };
}

const URGENCY_ORDER = ["high", "medium", undefined, "low"];

function byPressure(a: StoredRecord<"entry">, b: StoredRecord<"entry">): number {
  return (
    urgencyOf(a) - urgencyOf(b) ||
    levelOf(a) - levelOf(b) ||
    compare(b.value.heard_on ?? "", a.value.heard_on ?? "") ||
    compare(a.id, b.id)
  );
}

/** People's own words for an urgency count as none given. */
function urgencyOf({ value }: StoredRecord<"entry">): number {
  const urgency = value.kind === "issue" ? value.urgency : undefined;
  const known = URGENCY_ORDER.indexOf(urgency);
  return known < 0 ? URGENCY_ORDER.indexOf(undefined) : known;
}

const levelOf = ({ value }: StoredRecord<"entry">): number =>
  value.level === undefined ? Level.options.length : Level.options.indexOf(value.level);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
