import { expect, test } from "vitest";

import { benchMatch } from "../../scripts/bench-match.ts";

const benches = await benchMatch();

test.each(benches)(
  "matches of $partner beat plain BM25 by far and chance, and none is one that must never be given",
  ({ ndcg, hardFailures, issues }) => {
    expect(issues).toBeGreaterThanOrEqual(15);
    expect(hardFailures).toEqual([]);
    expect(ndcg.product).toBeGreaterThan(ndcg.bm25 + 0.2);
    expect(ndcg.bm25).toBeGreaterThan(ndcg.random);
  },
);

test("each ingredient is worth something: without concepts little is left", () => {
  for (const { ndcg, without } of benches) {
    expect(without["the same concepts"] ?? 1).toBeLessThan(ndcg.product - 0.1);
    expect(without["means that answer"] ?? 1).toBeLessThan(ndcg.product);
  }
});
