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

test.each(["the same concepts", "means that answer", "the same words", "themes and tags"])(
  "%s: without them some partner is answered worse by far",
  (ingredient) => {
    const losses = benches.map(({ ndcg, without }) => ndcg.product - (without[ingredient] ?? ndcg.product));
    expect(Math.max(...losses)).toBeGreaterThan(0.1);
  },
);

test("a partner on which nothing was tuned is among them", () => {
  expect(benches.filter(({ isHeldOut }) => isHeldOut)).not.toEqual([]);
});
