import { openMatcher } from "../src/match/matcher.ts";
import { type MatchWeights, WEIGHTS } from "../src/match/weights.ts";
import { isOpenIssue } from "../src/model/entry.ts";
import type { StoredRecord } from "../src/store/store.ts";
import { type GradedPartner, type GradedQuery, loadGradedPartner } from "./match-bench/graded-partner.ts";
import { mean, plainBm25, seededRandom, shuffled } from "./match-bench/plain-peers.ts";

/**
 * How good are the matches? nDCG@5 on the graded issues of several partners, for audience vendor: the product beside
 * plain BM25 over character pairs and beside chance, and the product without one ingredient at a time. All rank the
 * same released copies. Issues that no case helps with have no nDCG; there, the right answer is none.
 */

const AT = 5;
const RANDOM_RUNS = 500;

/**
 * The sample that the product ships, and partners of other trades. Those held out were written, graded and first
 * matched when everything was tuned: nothing may ever be tuned on them, or they say no more about partners that nobody
 * has seen. `tateyama` is the hardest: who wrote it knew nothing of how matching works, and told problem and case in
 * different words.
 */
const PARTNERS = [
  { name: "sorei", folder: "../sample", isHeldOut: false },
  { name: "minato", folder: ".", isHeldOut: false },
  { name: "kaishin", folder: ".", isHeldOut: true },
  { name: "tateyama", folder: ".", isHeldOut: true },
] as const;

/** The product without one of its ingredients. */
const WITHOUT = {
  "the same concepts": { concepts: 0, leastBest: 0, least: 0 },
  "near situations": { near: 0 },
  "means that answer": { answers: 0 },
  "the same words": { words: 0 },
  "themes and tags": { theme: 0, tags: 0 },
  "titles counting more": { title: 1 },
  "rarity of expressions": { expressionRarity: 0 },
  "product, segment, evidence, age": { product: 0, segment: 0, evidence: 0, freshness: 0 },
} as const satisfies Record<string, Partial<MatchWeights>>;

export interface MatchBench {
  readonly partner: string;
  /** Nothing was tuned on it. */
  readonly isHeldOut: boolean;
  /** Graded issues that some case helps with. */
  readonly issues: number;
  readonly ndcg: { readonly product: number; readonly bm25: number; readonly random: number };
  /** Issues that no case helps with, and how many of them are answered with nothing. */
  readonly hopeless: number;
  readonly leftAlone: number;
  /** Answers that must never be given: own unit, unit_only, an issue, or one that the grades forbid. */
  readonly hardFailures: readonly string[];
  /** nDCG of each issue, for the product. */
  readonly byIssue: Readonly<Record<string, number>>;
  /** nDCG without one ingredient. */
  readonly without: Readonly<Record<string, number>>;
}

/** Runs the benchmark; the same figures on every run. */
export async function benchMatch(): Promise<MatchBench[]> {
  const benches: MatchBench[] = [];
  for (const { name, folder, isHeldOut } of PARTNERS)
    benches.push({ isHeldOut, ...benchPartner(await loadGradedPartner(name, folder)) });
  return benches;
}

function benchPartner(partner: GradedPartner): Omit<MatchBench, "isHeldOut"> {
  const { name, entries, queries } = partner;
  const answers = answersOf(partner, WEIGHTS);
  const helped = queries.filter(({ relevant }) => Object.keys(relevant).length > 0);
  const hopeless = queries.filter(({ relevant }) => Object.keys(relevant).length === 0);
  const score = (given: ReadonlyMap<string, readonly string[]>) =>
    mean(helped.map(({ query_id, relevant }) => ndcg(given.get(query_id) ?? [], relevant)));
  const peers = peersOf(partner, helped);
  return {
    partner: name,
    issues: helped.length,
    ndcg: { product: score(answers), ...peers },
    hopeless: hopeless.length,
    leftAlone: hopeless.filter(({ query_id }) => answers.get(query_id)?.length === 0).length,
    hardFailures: queries.flatMap(({ query_id, must_not_surface }) =>
      (answers.get(query_id) ?? [])
        .filter((id) => must_not_surface.includes(id) || isForbidden(id, issueOf(partner, query_id), entries))
        .map((id) => `${query_id}: ${id}`),
    ),
    byIssue: Object.fromEntries(
      helped.map(({ query_id, relevant }) => [query_id, ndcg(answers.get(query_id) ?? [], relevant)]),
    ),
    without: Object.fromEntries(
      Object.entries(WITHOUT).map(([ingredient, change]) => [
        ingredient,
        score(answersOf(partner, { ...WEIGHTS, ...change })),
      ]),
    ),
  };
}

function answersOf(partner: GradedPartner, weights: MatchWeights): Map<string, string[]> {
  const matcher = openMatcher({ ...partner, rollouts: [], people: [], audience: "vendor", weights });
  return new Map(
    partner.queries.map(({ query_id }) => [
      query_id,
      matcher.matches(issueOf(partner, query_id), AT).map(({ copy }) => copy.id),
    ]),
  );
}

function peersOf(partner: GradedPartner, queries: readonly GradedQuery[]): { bm25: number; random: number } {
  const cases = partner.items
    .filter(
      ({ audience, state, copy }) => audience === "vendor" && state === "released" && copy.kind !== "issue",
    )
    .map(({ copy }) => copy);
  const random = seededRandom(2026);
  const rows = queries.map(({ query_id, relevant }) => {
    const issue = issueOf(partner, query_id);
    const candidates = cases.filter(({ unit }) => unit !== issue.value.unit);
    const ids = candidates.map(({ id }) => id);
    return {
      bm25: ndcg(plainBm25(textOf(issue), candidates), relevant),
      random: mean(Array.from({ length: RANDOM_RUNS }, () => ndcg(shuffled(ids, random), relevant))),
    };
  });
  return { bm25: mean(rows.map((row) => row.bm25)), random: mean(rows.map((row) => row.random)) };
}

/** The lines that the benchmark prints. */
export function matchBenchLines(benches: readonly MatchBench[]): string[] {
  return benches.flatMap(({ partner, issues, ndcg: figures, hopeless, leftAlone, ...rest }) => [
    `${partner}: nDCG@${AT} on ${issues} graded issues (audience vendor${rest.isHeldOut ? ", held out" : ""})`,
    `  product     ${figure(figures.product)}`,
    `  plain BM25  ${figure(figures.bm25)}`,
    `  random      ${figure(figures.random)}`,
    `  hard failures ${rest.hardFailures.length}${rest.hardFailures.map((failure) => ` · ${failure}`).join("")}`,
    `  issues that no case helps with: ${leftAlone} of ${hopeless} answered with nothing`,
    `  without ${Object.entries(rest.without)
      .map(([ingredient, value]) => `${ingredient} ${figure(value)}`)
      .join(" · ")}`,
    `  ${Object.entries(rest.byIssue)
      .map(([id, value]) => `${id} ${value.toFixed(2)}`)
      .join("  ")}`,
    "",
  ]);
}

const figure = (value: number): string => value.toFixed(3);

function issueOf({ entries }: GradedPartner, id: string): StoredRecord<"entry"> {
  const issue = entries.find((record) => record.id === id);
  if (issue === undefined) throw new Error(`the grades name ${id}, which the partner does not hold`);
  return issue;
}

function isForbidden(
  id: string,
  issue: StoredRecord<"entry">,
  entries: readonly StoredRecord<"entry">[],
): boolean {
  const found = entries.find((record) => record.id === id)?.value;
  return (
    found === undefined ||
    found.kind === "issue" ||
    found.scope === "unit_only" ||
    found.unit === issue.value.unit
  );
}

function ndcg(ranking: readonly string[], relevant: Readonly<Record<string, number>>): number {
  const dcg = (grades: readonly number[]) =>
    grades.slice(0, AT).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const ideal = dcg(Object.values(relevant).sort((a, b) => b - a));
  return ideal === 0 ? 0 : dcg(ranking.map((id) => relevant[id] ?? 0)) / ideal;
}

function textOf({ value }: StoredRecord<"entry">): string {
  if (!isOpenIssue(value)) throw new Error(`${value.id} is graded but is no open issue`);
  return [value.title, value.situation, value.impact, value.tried, value.wanted, ...value.theme]
    .filter(Boolean)
    .join("\n");
}

if (import.meta.main) for (const line of matchBenchLines(await benchMatch())) console.log(line);
