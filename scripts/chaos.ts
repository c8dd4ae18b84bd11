import type { Choice, Outcome } from "./chaos/outcome.ts";
import { runRemoteChaos } from "./chaos/remote-chaos.ts";
import { runVaultChaos } from "./chaos/vault-chaos.ts";

/**
 * Disturbs the product in every way that is known to happen, runs it once more, and compares what is there with what
 * an undisturbed run leaves: nothing twice, nothing missing, nothing left over. Exits with 1 on a miss.
 *
 *   npm run chaos                    everything: every kill, every fault at every request, 1,800 runs at random
 *   npm run chaos -- --sample 30     so many kills of each command on the vault, chosen by a seed, and of the rest
 *                                    a third as many
 *   npm run chaos -- --only Notion   only the parts whose name contains this: a workspace, a command, "kill"
 *   npm run chaos -- --seed 7        another choice
 */

/** Remote workspaces have more parts. */
const SHARE = 3;
const SEED = 20261124;
const PROGRESS_MS = 10_000;
/** Failures that are printed of one part. */
const SHOWN = 20;

const valueOf = (option: string): string | undefined => {
  const at = process.argv.indexOf(option);
  return at === -1 ? undefined : process.argv[at + 1];
};

let lastAt = 0;
const choice: Choice = {
  sample: Number(valueOf("--sample") ?? 0),
  seed: Number(valueOf("--seed") ?? SEED),
  only: valueOf("--only") ?? "",
  onProgress: (name, done, total) => {
    if (Date.now() - lastAt < PROGRESS_MS && done !== total) return;
    lastAt = Date.now();
    console.error(`${name}: ${done}/${total}`);
  },
};

const startedAt = Date.now();
for await (const outcome of chaos()) {
  const { name, places, tried, failures, about } = outcome;
  const more = about === undefined ? "" : `; ${about}`;
  console.log(`${name}: ${tried} runs, ${places} places, ${failures.length} failed${more}`);
  for (const failure of failures.slice(0, SHOWN)) console.log(`  ${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
console.log(`seed ${choice.seed}, ${Math.round((Date.now() - startedAt) / 1000)} s`);

async function* chaos(): AsyncGenerator<Outcome> {
  yield* runVaultChaos(choice);
  const share = { ...choice, sample: Math.ceil(choice.sample / SHARE) };
  yield* runRemoteChaos("notion", share);
  yield* runRemoteChaos("confluence", share);
}
