import { readFile } from "node:fs/promises";

import { z } from "zod";

import { entryFromBundle } from "../src/imports/entry-from-bundle.ts";
import { matchIssues } from "../src/match/match.ts";
import { Bundle, BundleEntry } from "../src/model/bundle.ts";
import { isOpenIssue } from "../src/model/entry.ts";
import { Spec } from "../src/model/spec.ts";
import { releaseEntries } from "../src/release/gate.ts";
import type { ReleasedCopy, StoredRecord } from "../src/store/store.ts";

/**
 * How good are the matches? nDCG@5 on the graded issues of the sample partner, for audience vendor: the product
 * beside plain BM25 over character bigrams and beside chance. All three rank the same released copies.
 */

const AT = 5;
const RANDOM_RUNS = 500;

const Grades = z.looseObject({
  queries: z.array(
    z.looseObject({
      query_id: z.string(),
      relevant: z.record(z.string(), z.number()),
      must_not_surface: z.array(z.string()),
    }),
  ),
});

export interface MatchBench {
  readonly issues: number;
  readonly ndcg: { readonly product: number; readonly bm25: number; readonly random: number };
  /** Answers that must never be given: own unit, unit_only, an issue, or one that the grades forbid. */
  readonly hardFailures: readonly string[];
  /** nDCG of each issue, for the product. */
  readonly byIssue: Readonly<Record<string, number>>;
}

/** Runs the benchmark; the same figures on every run. */
export async function benchMatch(): Promise<MatchBench> {
  const bundle = Bundle.parse(await readSample("partner-sorei.json"));
  const { queries } = Grades.parse(await readSample("matches-sorei.json"));
  const spec = specOf(bundle);
  const entries = recordsOf(bundle);
  const items = releaseEntries({ spec, entries, people: [], decisions: [] });
  const answers = new Map(
    matchIssues({ spec, entries, items, rollouts: [], people: [], audience: "vendor", limit: AT }).issues.map(
      (row) => [row.issue.id, row.matches.map(({ id }) => id)],
    ),
  );
  const cases = items
    .filter(
      ({ audience, state, copy }) => audience === "vendor" && state === "released" && copy.kind !== "issue",
    )
    .map(({ copy }) => copy);
  const random = seededRandom(2026);
  const rows = queries.map(({ query_id, relevant, must_not_surface }) => {
    const issue = entries.find(({ id }) => id === query_id);
    if (issue === undefined) throw new Error(`the grades name ${query_id}, which the sample does not hold`);
    const candidates = cases.filter(({ unit }) => unit !== issue.value.unit);
    const ids = candidates.map(({ id }) => id);
    const product = answers.get(query_id) ?? [];
    return {
      id: query_id,
      product: ndcg(product, relevant),
      bm25: ndcg(plainBm25(textOf(issue), candidates), relevant),
      random: mean(Array.from({ length: RANDOM_RUNS }, () => ndcg(shuffled(ids, random), relevant))),
      failures: product
        .filter((id) => must_not_surface.includes(id) || isForbidden(id, issue, entries))
        .map((id) => `${query_id}: ${id}`),
    };
  });
  return {
    issues: rows.length,
    ndcg: {
      product: mean(rows.map((row) => row.product)),
      bm25: mean(rows.map((row) => row.bm25)),
      random: mean(rows.map((row) => row.random)),
    },
    hardFailures: rows.flatMap((row) => row.failures),
    byIssue: Object.fromEntries(rows.map((row) => [row.id, row.product])),
  };
}

/** The lines that the benchmark prints. */
export function matchBenchLines({ issues, ndcg, hardFailures, byIssue }: MatchBench): string[] {
  const figure = (value: number) => value.toFixed(3);
  return [
    `nDCG@${AT} on ${issues} graded issues (audience vendor)`,
    `  product     ${figure(ndcg.product)}`,
    `  plain BM25  ${figure(ndcg.bm25)}`,
    `  random      ${figure(ndcg.random)}`,
    `hard failures ${hardFailures.length}${hardFailures.map((failure) => ` · ${failure}`).join("")}`,
    Object.entries(byIssue)
      .map(([id, value]) => `${id} ${value.toFixed(2)}`)
      .join("  "),
  ];
}

async function readSample(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`sample/${name}`, import.meta.url), "utf8"));
}

function specOf(bundle: Bundle): Spec {
  return Spec.parse({
    partner: { key: "sample", name: bundle.partner.name_ja ?? "sample" },
    vendor: { name: bundle.vendor?.name_ja ?? undefined, products: bundle.vendor?.products ?? [] },
    units: (bundle.units ?? []).map(({ id, kind, name_ja, name_en, aliases }) => ({
      key: id,
      kind,
      name: name_ja ?? id,
      ...(name_en ? { name_en } : {}),
      aliases: aliases ?? [],
    })),
    people: (bundle.people ?? []).map(({ id, unit_id, name, role, consent_to_name }) => ({
      key: id,
      unit: unit_id,
      name,
      ...(role ? { role } : {}),
      consent_to_name: consent_to_name ?? false,
    })),
  });
}

function recordsOf(bundle: Bundle): StoredRecord<"entry">[] {
  const roles = new Map((bundle.people ?? []).map(({ id, role }) => [id, role ?? undefined]));
  const units = new Set((bundle.units ?? []).map(({ id }) => id));
  return (bundle.entries ?? []).map((raw) => {
    const value = entryFromBundle(BundleEntry.parse(raw), {
      unitKeyOf: (id) => (units.has(id) ? id : undefined),
      roleOf: (id) => roles.get(id),
    });
    return {
      type: "entry",
      id: value.id,
      value,
      database: "",
      remoteId: value.id,
      revision: "",
      url: "",
      location: "",
      updatedAt: "2026-11-23T00:00:00Z",
      firstSeen: "2026-11-23T00:00:00Z",
      archived: false,
      readable: true,
    };
  });
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

/** The textbook: BM25, k1 1.2, b 0.75, over bigrams of the raw text. */
function plainBm25(query: string, copies: readonly ReleasedCopy[]): string[] {
  const documents = copies.map((copy) => ({
    id: copy.id,
    pairs: pairsOf([copy.title, ...Object.values(copy.texts), ...copy.theme].join("\n")),
  }));
  const average = mean(documents.map(({ pairs }) => pairs.length));
  const frequency = Map.groupBy(
    documents.flatMap(({ pairs }) => [...new Set(pairs)]),
    (pair) => pair,
  );
  const score = (pairs: readonly string[]) =>
    [...new Set(pairsOf(query))].reduce((sum, pair) => {
      const count = pairs.filter((other) => other === pair).length;
      const df = frequency.get(pair)?.length ?? 0;
      const idf = Math.log(1 + (documents.length - df + 0.5) / (df + 0.5));
      return sum + (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * pairs.length) / average));
    }, 0);
  return documents
    .map(({ id, pairs }) => ({ id, score: score(pairs) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function pairsOf(text: string): string[] {
  const characters = [...text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "")];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

function textOf({ value }: StoredRecord<"entry">): string {
  if (!isOpenIssue(value)) throw new Error(`${value.id} is graded but is no open issue`);
  return [value.title, value.situation, value.impact, value.tried, value.wanted, ...value.theme]
    .filter(Boolean)
    .join("\n");
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function shuffled(ids: readonly string[], random: () => number): string[] {
  return ids
    .map((id) => ({ id, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
}

/** mulberry32: small, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
