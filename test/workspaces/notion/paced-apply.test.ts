import { expect, test } from "vitest";

import { perMinute } from "../../../src/workspaces/budget.ts";
import { openLimiter } from "../../../src/workspaces/limiter.ts";
import { buildSpec } from "../../builders.ts";
import { pacedApply } from "./paced-notion.ts";

const fifteen = buildSpec({
  units: Array.from({ length: 15 }, (_, at) => ({
    key: `u${at}`,
    name: `第${at}営業所`,
    kind: at < 5 ? "division" : "branch",
  })),
  people: [{ key: "p1", name: "架空 太郎", unit: "u0", role: "事業部長", level: "head" }],
});

test.each([60, 180])(
  "a whole apply at %d requests a minute is never told to wait, and wastes little",
  async (budget) => {
    const done = await pacedApply(fifteen, {
      perMinute: budget,
      limiter: (pace) => openLimiter({ rate: perMinute(budget), ...pace }),
    });
    expect(done).toMatchObject({ refused: 0, failed: 0, unfinished: 0 });
    expect(done.requests).toBeGreaterThan(budget);
    expect(done.share).toBeGreaterThanOrEqual(0.95);
  },
);

test("without a limiter the same apply is told to wait", async () => {
  const done = await pacedApply(fifteen, {
    perMinute: 180,
    limiter: (pace) => openLimiter({ rate: perMinute(1_000_000), ...pace }),
  });
  expect(done.refused).toBeGreaterThan(0);
});
