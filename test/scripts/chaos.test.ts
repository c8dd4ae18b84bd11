import { expect, test } from "vitest";

import { runChaos } from "../../scripts/chaos.ts";

test("a run that is killed at a write boundary is finished by the next one: no twin, nothing lost", async () => {
  const outcomes = await runChaos({ sample: 6, seed: 7 });
  for (const { command, boundaries, tried } of outcomes) {
    process.stdout.write(`${command}: ${tried} of ${boundaries} boundaries tried\n`);
  }
  expect(outcomes).toMatchObject([
    { command: "apply", failures: [] },
    { command: "apply of a changed spec", failures: [] },
    { command: "import entries", failures: [] },
  ]);
  expect(Math.min(...outcomes.map(({ tried }) => tried))).toBeGreaterThanOrEqual(6);
  expect(Math.min(...outcomes.map(({ boundaries }) => boundaries))).toBeGreaterThan(50);
});
