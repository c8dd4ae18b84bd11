import type { Text } from "../language.ts";
import { type Audience, type Issue, isOpenIssue, type Scope } from "../model/entry.ts";
import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { fold } from "../search/normalize.ts";
import type { ReleasedCopy, ReleaseItem, StoredRecord } from "../store/store.ts";
import { explainDifferences, explainReason, sharedThemes } from "./explain.ts";
import { pairCases } from "./pairs.ts";
import {
  idfOf,
  indexDocuments,
  type RankDocument,
  type RankIndex,
  type RankQuery,
  rankDocuments,
} from "./rank.ts";
import { sharedTerms } from "./shared-terms.ts";
import { knownPeople } from "../release/known-people.ts";
import { joinTerms, termsOf } from "./terms.ts";

/**
 * Answers for one audience over what that audience may see, and nothing else: candidates, statistics and words
 * all come from its released copies. Opened once, asked once per issue.
 */
export interface Matcher {
  readonly audience: Audience;
  /** Cases of other units that help with the issue, best first. */
  matches(issue: StoredRecord<"entry">, limit: number): FoundMatch[];
  /** Open issues of other units that are the same problem, most alike first. */
  peers(issue: StoredRecord<"entry">, limit: number): FoundPeer[];
  /** Copies of this audience that may be shown now, by entry id. */
  readonly copies: ReadonlyMap<string, VisibleCopy>;
  /** Everyone who may not be named, listed in the spec or by hand. */
  readonly people: readonly Person[];
  /** The gate's word on an entry, released or held. */
  itemOf(id: string): ReleaseItem | undefined;
}

export interface VisibleCopy {
  readonly copy: ReleasedCopy;
  /** Changes whenever the copy's text does. */
  readonly textHash: string;
  /** Key of the source unit; null where the audience may not learn it. */
  readonly unit: string | null;
}

export interface FoundMatch extends VisibleCopy {
  readonly score: number;
  readonly reason: Text;
  readonly differences: Text;
  readonly pairedWith?: string;
  /** An attempt to repeat this case in the issue's own unit. */
  readonly rollout?: Rollout;
}

interface FoundPeer extends VisibleCopy {
  readonly score: number;
}

export interface MatcherInput {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly rollouts: readonly Rollout[];
  /** The 担当者カルテ, beside the people of the spec. */
  readonly people: readonly Person[];
  readonly audience: Audience;
}

/** Share of what an issue asks for below which a case is chance; no answer is better than a bad one. */
const LEAST_SCORE = 0.02;
/** And below this part of the best answer's score, a case only fills the page. */
const LEAST_PART_OF_BEST = 0.25;
const LEAST_PEER_SCORE = 0.05;
const LEAST_LIKENESS = 0.035;
/** The same theme, chosen by a person, says more than any single word. */
const THEME_BONUS = 0.03;

/** Reads the released copies once. Pure: equal input, equal answers. */
export function openMatcher(input: MatcherInput): Matcher {
  const { spec, audience } = input;
  const units = new Map(spec.units.map((unit) => [unit.key, unit]));
  const items = new Map(
    input.items.filter((item) => item.audience === audience).map((item) => [item.id, item]),
  );
  const copies = visibleCopies(input, items);
  const all = [...copies.values()].map(({ copy }) => copy);
  const cases = indexDocuments(all.filter(({ kind }) => kind !== "issue").map(toDocument));
  const issues = indexDocuments(all.filter(({ kind }) => kind === "issue").map(toDocument));

  const ofOthers = (record: StoredRecord<"entry">, index: RankIndex) => {
    const issue = asIssue(record);
    return rankDocuments(index, toQuery(issue))
      .flatMap(({ id, score }) => {
        const visible = copies.get(id);
        if (visible === undefined || visible.copy.unit === issue.unit) return [];
        const bonus = sharedThemes(issue, visible.copy).length > 0 ? THEME_BONUS : 0;
        return [{ ...visible, score: rounded(score + bonus) }];
      })
      .sort((a, b) => b.score - a.score || (a.copy.id < b.copy.id ? -1 : 1));
  };

  return {
    audience,
    people: knownPeople(spec, input.people),
    copies,
    itemOf: (id) => items.get(id),
    matches(record, limit) {
      const issue = asIssue(record);
      const ranked = ofOthers(record, cases);
      const least = Math.max(LEAST_SCORE, LEAST_PART_OF_BEST * (ranked[0]?.score ?? 0));
      const found: FoundMatch[] = [];
      for (const candidate of ranked) {
        if (candidate.score < least || found.length >= limit) break;
        const explained = explain(issue, candidate, { ...input, units, index: cases });
        if (explained !== null) found.push(explained);
      }
      return withPairs(found, cases);
    },
    peers: (record, limit) =>
      ofOthers(record, issues)
        .filter(({ score }) => score >= LEAST_PEER_SCORE)
        .slice(0, limit),
  };
}

/** What may be shown now: released, of a unit of the spec, and still as live and as widely shared as its record says. */
function visibleCopies(
  { spec, entries, audience }: MatcherInput,
  items: ReadonlyMap<string, ReleaseItem>,
): Map<string, VisibleCopy> {
  const units = new Map(spec.units.map((unit) => [unit.key, unit]));
  const visible = new Map<string, VisibleCopy>();
  for (const record of entries.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const item = items.get(record.id);
    const unit = units.get(record.value.unit);
    if (item?.state !== "released" || unit === undefined || record.archived || !record.readable) continue;
    // A copy older than its record's move or narrowing must not outlive it until the next sync.
    if (item.copy.unit !== unit.key || item.copy.kind !== record.value.kind) continue;
    if (!reaches(record.value.scope ?? spec.sharing.default_scope, audience)) continue;
    if (record.value.kind === "issue" && !isOpenIssue(record.value)) continue;
    const isNamed = audience === "vendor" || item.copy.unitName === unit.name;
    visible.set(record.id, {
      copy: item.copy,
      textHash: item.textHash,
      unit: isNamed ? unit.key : null,
    });
  }
  return visible;
}

function reaches(scope: Scope, audience: Audience): boolean {
  switch (scope) {
    case "partner_all_units":
      return true;
    case "vendor_only":
      return audience === "vendor";
    case "unit_only":
      return false;
    default:
      throw new Error(`unhandled ${scope satisfies never}`);
  }
}

function asIssue({ value }: StoredRecord<"entry">): Issue {
  if (value.kind !== "issue") throw new Error("only an issue can be matched");
  return value;
}

/** A case for which no shared thing can be named is left out: a reader could not see why it is there. */
function explain(
  issue: Issue,
  found: VisibleCopy & { readonly score: number },
  context: MatcherInput & { readonly units: ReadonlyMap<string, Unit>; readonly index: RankIndex },
): FoundMatch | null {
  const { copy } = found;
  const unit = context.units.get(issue.unit);
  if (unit === undefined) return null;
  const anonymous = (text: string) => withoutNames(text, context.spec);
  const copyText = [copy.title, ...contentOf(copy)].join("\n");
  const terms = sharedTerms(anonymous(issueText(issue)), anonymous(copyText), {
    limit: 3,
    weigh: (word) => idfOf(context.index, "words", fold(word)),
    // Said anyway, or said of everything.
    skip: [
      ...sharedThemes(issue, copy).flatMap(({ ja, en }) => [ja, en]),
      ...copy.products,
      ...context.spec.vendor.products,
      context.spec.vendor.name ?? "",
    ],
  });
  const reason = explainReason(issue, copy, terms);
  if (reason === null) return null;
  const source = found.unit === null ? undefined : context.units.get(found.unit);
  const differences = explainDifferences({ unit, source, copy, audience: context.audience });
  const rollout = context.rollouts.find(({ source, target }) => source === copy.id && target === issue.unit);
  return { ...found, reason, differences, ...(rollout === undefined ? {} : { rollout }) };
}

function withPairs(found: readonly FoundMatch[], index: RankIndex): FoundMatch[] {
  const byId = new Map(found.map((match) => [match.copy.id, match.copy]));
  const likeness = new Map<string, number>();
  for (const copy of byId.values()) {
    for (const { id, score } of rankDocuments(index, toDocument(copy))) {
      if (byId.has(id)) likeness.set(`${copy.id}\n${id}`, score);
    }
  }
  const pairs = pairCases(
    [...byId.values()],
    (a, b) => Math.max(likeness.get(`${a}\n${b}`) ?? 0, likeness.get(`${b}\n${a}`) ?? 0),
    LEAST_LIKENESS,
  );
  return found.map((match) => {
    const pairedWith = pairs.get(match.copy.id);
    return pairedWith === undefined ? match : { ...match, pairedWith };
  });
}

function toDocument(copy: ReleasedCopy): RankDocument {
  return {
    id: copy.id,
    title: termsOf(copy.title),
    text: joinTerms([...contentOf(copy), ...labels(copy.theme), ...copy.segment].map(termsOf)),
  };
}

function toQuery(issue: Issue): RankQuery {
  return {
    title: termsOf(issue.title),
    text: joinTerms([bodyOf(issue), ...labels(issue.theme), ...issue.segment].map(termsOf)),
  };
}

/** That two texts mention the same unit says nothing of their problem. */
function withoutNames(text: string, { units }: Spec): string {
  return units
    .flatMap(({ name, aliases, former_names }) => [name, ...aliases, ...former_names])
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, "\n"), text);
}

/** Who said it is no content. */
const contentOf = (copy: ReleasedCopy): string[] =>
  Object.entries(copy.texts)
    .filter(([name]) => name !== "speaker_role")
    .map(([, text]) => text);

/** The issue's own words; its private notes stay out even of the comparison. */
const bodyOf = (issue: Issue): string =>
  [issue.situation, issue.impact, issue.tried, issue.wanted].filter(Boolean).join("\n");

const issueText = (issue: Issue): string => `${issue.title}\n${bodyOf(issue)}`;

/** A theme counts in both languages, so that an English issue meets a Japanese case. */
const labels = (themes: readonly string[]): string[] =>
  themes.flatMap((theme) => {
    const option = findOption(THEMES, theme);
    return option === undefined ? [theme] : [option.ja, option.en];
  });

/** Three digits are what a reader can use, and the same on every machine. */
const rounded = (score: number): number => Math.round(score * 1000) / 1000;
