import { z } from "zod";

import type { Engine } from "./engine.ts";
import { percentiles } from "./measure.ts";

/** Documents, and questions with the documents that answer them. */
export const RelevanceFile = z.object({
  documents: z.array(z.object({ id: z.string(), title: z.string(), body: z.string() })).min(1),
  queries: z
    .array(z.object({ id: z.string(), text: z.string(), answers: z.array(z.string()).min(1) }))
    .min(1),
});
export type RelevanceFile = z.infer<typeof RelevanceFile>;

export interface Relevance {
  /** Mean of 1 / rank of the first answer, 0 where none is among the first ten. */
  readonly mrr10: number;
  /** Share of queries with an answer among the first five. */
  readonly hit5: number;
  /** Mean share of a query's answers that are among the first ten. */
  readonly recall10: number;
  /** Milliseconds of a query. */
  readonly p50: number;
  readonly p95: number;
}

export interface Ranked {
  readonly found: readonly string[];
  readonly answers: readonly string[];
  readonly ms: number;
}

/** What lists of results are worth. */
export function judge(ranked: readonly Ranked[]): Relevance {
  const mean = (of: (one: Ranked) => number): number =>
    ranked.reduce((sum, one) => sum + of(one), 0) / Math.max(1, ranked.length);
  const rankOf = ({ found, answers }: Ranked): number =>
    found.slice(0, 10).findIndex((id) => answers.includes(id)) + 1;
  const { p50, p95 } = percentiles(ranked.map(({ ms }) => ms));
  return {
    mrr10: mean((one) => (rankOf(one) === 0 ? 0 : 1 / rankOf(one))),
    hit5: mean((one) => (rankOf(one) >= 1 && rankOf(one) <= 5 ? 1 : 0)),
    recall10: mean(
      ({ found, answers }) => answers.filter((id) => found.slice(0, 10).includes(id)).length / answers.length,
    ),
    p50,
    p95,
  };
}

export async function askAll(
  engine: Engine,
  { queries }: Pick<RelevanceFile, "queries">,
  onProgress: (done: number) => void,
): Promise<Relevance> {
  const ranked: Ranked[] = [];
  for (const { text, answers } of queries) {
    const startedAt = performance.now();
    const found = await engine.search(text, { limit: 10 });
    ranked.push({ found, answers, ms: performance.now() - startedAt });
    onProgress(ranked.length);
  }
  return judge(ranked);
}
