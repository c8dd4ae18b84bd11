import { expect, test } from "vitest";

import type { Outcome } from "../../scripts/chaos/outcome.ts";
import { runVaultChaos } from "../../scripts/chaos/vault-chaos.ts";

test(
  "a run that is killed at a write boundary is finished by the next one, without twin or loss",
  { timeout: 240_000 },
  async () => {
    const outcomes: Outcome[] = [];
    for await (const outcome of runVaultChaos({ sample: 6, seed: 7 })) {
      const { name, places, tried } = outcome;
      process.stdout.write(`${name}: ${tried} of ${places} boundaries tried\n`);
      outcomes.push(outcome);
    }
    expect(outcomes).toMatchObject([
      { name: "vault, apply: kill", failures: [] },
      { name: "vault, apply of a changed spec: kill", failures: [] },
      { name: "vault, import entries: kill", failures: [] },
    ]);
    expect(Math.min(...outcomes.map(({ tried }) => tried))).toBeGreaterThanOrEqual(6);
    expect(Math.min(...outcomes.map(({ places }) => places))).toBeGreaterThan(50);
  },
);
