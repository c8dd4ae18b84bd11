import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { simulate } from "../test/jobs/schedule-world.ts";

/**
 * Ten years of weekly digests of seven partners in seven zones, by four processes that die at any moment and whose
 * clocks differ. Ends with 1 unless every digest was published once, whole and in time.
 */

const FROM = "2017-W40";
const WEEKS = Number(process.argv[2] ?? 520);
const SEED = 20_261_125;

const dir = await mkdtemp(join(tmpdir(), "kakehashi-sim-"));
const startedAt = performance.now();
const outcome = await simulate({
  from: FROM,
  weeks: WEEKS,
  seed: SEED,
  openStore: () => openSqliteStore({ dataDir: dir }),
});
await rm(dir, { recursive: true, force: true });
const { wanted, published, again, changed, latestMinutes, deaths } = outcome;
console.log(
  `${published} of ${wanted} digests published, ${again} again, ${changed} not whole; the latest ${latestMinutes} min late; ` +
    `${deaths} deaths; seed ${SEED}, ${Math.round((performance.now() - startedAt) / 1_000)} s`,
);
if (published !== wanted || again > 0 || changed > 0 || latestMinutes > 15) process.exitCode = 1;
