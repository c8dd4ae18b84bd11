import type { Text } from "../language.ts";
import { type Audience, type Issue, isOpenIssue, type Scope } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Rollout } from "../model/rollout.ts";
import type { Spec, Unit } from "../model/spec.ts";
import type { ReleasedCopy, ReleaseItem, StoredFeedback, StoredRecord, StoredTold } from "../store/store.ts";
import { explainDifferences, explainReason } from "./explain.ts";
import { openExperience } from "./experience.ts";
import { openCompared } from "./compared.ts";
import { describeCopy, describeIssue, type Features } from "./features.ts";
import { builtInLexicon, type Lexicon } from "./lexicon/lexicon.ts";
import { openOwnTitles } from "./own-title.ts";
import { pairCases } from "./pairs.ts";
import type { Ranking } from "./rank.ts";
import { sharedConcepts } from "./shared-concepts.ts";
import { openSharedTerms } from "./shared-terms.ts";
import { usefulness } from "./usefulness.ts";
import { type MatchWeights, WEIGHTS } from "./weights.ts";

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
  /** The same copies, the latest heard first. */
  readonly newest: readonly VisibleCopy[];
  /** What an entry is called on a page of its own unit. */
  titleOnOwnPage(record: StoredRecord<"entry">): string;
  /** The gate's word on an entry, released or held. */
  itemOf(id: string): ReleaseItem | undefined;
}

export interface VisibleCopy {
  readonly copy: ReleasedCopy;
  /** Changes whenever the copy's text does. */
  readonly textHash: string;
  /** Key of the source unit; null where the audience may not learn it. */
  readonly unit: string | null;
  /** The copy's title is the record's own: nothing in it had to be masked. */
  readonly hasOwnTitle: boolean;
}

export interface FoundMatch extends VisibleCopy {
  readonly score: number;
  readonly reason: Text;
  readonly differences: Text;
  readonly pairedWith?: string;
  /** An attempt to repeat this case in the issue's own unit. */
  readonly rollout?: Rollout;
  /** The unit has tried or declined it, or found it of no use: nothing to propose again. */
  readonly isSettledHere: boolean;
}

interface FoundPeer extends VisibleCopy {
  readonly score: number;
  readonly isSettledHere: boolean;
}

export interface MatcherInput {
  readonly spec: Spec;
  readonly entries: readonly StoredRecord<"entry">[];
  readonly items: readonly ReleaseItem[];
  readonly rollouts: readonly Rollout[];
  readonly told?: readonly StoredTold[];
  readonly feedback?: readonly StoredFeedback[];
  /** The 担当者カルテ, beside the people of the spec. */
  readonly people: readonly Person[];
  readonly audience: Audience;
  /** What situations and means are recognised by; the built-in one where none is given. */
  readonly lexicon?: Lexicon;
  readonly weights?: MatchWeights;
}

/** Below this part of the best answer's score a case only fills the page. */
const LEAST_PART_OF_BEST = 0.25;
const LEAST_PEER_SCORE = 0.5;
const LEAST_LIKENESS = 0.25;

/** Reads the released copies once. Pure: equal input, equal answers. */
export function openMatcher(input: MatcherInput): Matcher {
  const { spec, audience, lexicon = builtInLexicon(), weights = WEIGHTS } = input;
  const units = new Map(spec.units.map((unit) => [unit.key, unit]));
  const items = new Map(
    input.items.filter((item) => item.audience === audience).map((item) => [item.id, item]),
  );
  const copies = visibleCopies(input, items);
  const readable = [...copies.keys()].flatMap((id) => items.get(id) ?? []);
  const { features, cases, issues, ofIssue } = openCompared(readable, { lexicon, weights });

  const ownTitle = openOwnTitles(input);
  const { rollouts, told = [], feedback = [] } = input;
  const experienceOf = openExperience({ rollouts, told, feedback });

  const ofOthers = (issue: Issue, asked: Features, ranking: Ranking) =>
    ranking
      .rank(asked, issue.unit)
      .flatMap(({ id, score }) => {
        const visible = copies.get(id);
        if (visible === undefined) return [];
        const { standing, isSettledHere } = experienceOf(id, issue.unit);
        const useful = usefulness(issue, visible.copy, weights) + weights.experience * standing;
        return [{ ...visible, score: rounded(score + useful), isSettledHere }];
      })
      .sort((a, b) => b.score - a.score || (a.copy.id < b.copy.id ? -1 : 1));

  return {
    audience,
    titleOnOwnPage: (record) => ownTitle(record, items.get(record.id)),
    copies,
    newest: newestFirst(copies.values()),
    itemOf: (id) => items.get(id),
    matches(record, limit) {
      const issue = asIssue(record);
      const asked = ofIssue(issue);
      const ranked = ofOthers(issue, asked, cases);
      const best = ranked[0]?.score ?? 0;
      if (best < weights.leastBest) return [];
      const least = Math.max(weights.least, LEAST_PART_OF_BEST * best);
      const termsIn = openSharedTerms(withoutNames(`${issue.title}\n${describeIssue(issue).body}`, spec));
      const found: FoundMatch[] = [];
      for (const candidate of ranked) {
        if (candidate.score < least || found.length >= limit) break;
        const of = features.get(candidate.copy.id) ?? asked;
        const explained = explain(
          { issue, asked, termsIn },
          { ...candidate, features: of },
          { ...input, units, lexicon },
        );
        if (explained !== null) found.push(explained);
      }
      return withPairs(found, features, cases);
    },
    peers(record, limit) {
      const issue = asIssue(record);
      const asked = ofIssue(issue);
      // To tell a unit that another has the same problem, it must be one that can be named.
      const isSameProblem = ({ score, copy }: FoundPeer): boolean => {
        const other = features.get(copy.id);
        if (score < LEAST_PEER_SCORE || other === undefined) return false;
        return sharedConcepts(asked, other, lexicon).situations.length > 0;
      };
      return ofOthers(issue, asked, issues).filter(isSameProblem).slice(0, limit);
    },
  };
}

/** The latest heard first; of one day in their own order. There are many copies and few days. */
function newestFirst(copies: Iterable<VisibleCopy>): VisibleCopy[] {
  return [...Map.groupBy(copies, ({ copy }) => copy.heardOn ?? "")]
    .sort(([a], [b]) => (a > b ? -1 : 1))
    .flatMap(([, ofDay]) => ofDay);
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
      hasOwnTitle: record.value.title === item.copy.title,
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
  own: {
    readonly issue: Issue;
    readonly asked: Features;
    readonly termsIn: ReturnType<typeof openSharedTerms>;
  },
  found: FoundPeer & { readonly features: Features },
  context: MatcherInput & { readonly units: ReadonlyMap<string, Unit>; readonly lexicon: Lexicon },
): FoundMatch | null {
  const { issue, asked, termsIn } = own;
  const { features, ...match } = found;
  const { copy } = match;
  const unit = context.units.get(issue.unit);
  if (unit === undefined) return null;
  const { lexicon, spec, audience } = context;
  const { title, body } = describeCopy(copy);
  const concepts = sharedConcepts(asked, features, lexicon);
  // Words are named only where no situation can be; to find them takes longer than all the rest.
  const terms =
    concepts.situations.length > 0
      ? []
      : termsIn(withoutNames(`${title}\n${body}`, spec), {
          limit: 3,
          // Said of everything.
          skip: [...copy.products, ...spec.vendor.products, spec.vendor.name ?? ""],
        });
  const reason = explainReason(issue, copy, { ...concepts, terms });
  if (reason === null) return null;
  const source = match.unit === null ? undefined : context.units.get(match.unit);
  const differences = explainDifferences({ unit, source, copy, audience });
  const rollout = context.rollouts.find(({ source, target }) => source === copy.id && target === issue.unit);
  return { ...match, reason, differences, ...(rollout === undefined ? {} : { rollout }) };
}

/** The success and the failure of one idea, where both were found. */
function withPairs(
  found: readonly FoundMatch[],
  features: ReadonlyMap<string, Features>,
  ranking: Ranking,
): FoundMatch[] {
  const likeness = (a: string, b: string) => {
    const [one, other] = [features.get(a), features.get(b)];
    if (one === undefined || other === undefined) return 0;
    return Math.max(ranking.likeness(one, other), ranking.likeness(other, one));
  };
  const pairs = pairCases(
    found.map(({ copy }) => copy),
    likeness,
    LEAST_LIKENESS,
  );
  return found.map((match) => {
    const pairedWith = pairs.get(match.copy.id);
    return pairedWith === undefined ? match : { ...match, pairedWith };
  });
}

/** That two texts mention the same unit says nothing of their problem. */
function withoutNames(text: string, { units }: Spec): string {
  return units
    .flatMap(({ name, aliases, former_names }) => [name, ...aliases, ...former_names])
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, "\n"), text);
}

/** Three digits are what a reader can use, and the same on every machine. */
const rounded = (score: number): number => Math.round(score * 1000) / 1000;
