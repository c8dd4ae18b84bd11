import { expect, test } from "vitest";

import { benchMatch } from "../../scripts/bench-match.ts";

test("matches of the sample partner beat plain BM25 and chance, and none is one that must never be given", async () => {
  const { ndcg, hardFailures, issues } = await benchMatch();
  expect(issues).toBe(15);
  expect(hardFailures).toEqual([]);
  expect(ndcg.product).toBeGreaterThan(ndcg.bm25);
  expect(ndcg.bm25).toBeGreaterThan(ndcg.random);
});
