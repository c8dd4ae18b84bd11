import type { Engine } from "./engine.ts";
import { type Percentiles, percentiles } from "./measure.ts";

/** How long a rare query takes, alone and while others keep the engine busy. */
export interface UnderLoad {
  readonly alone: Percentiles;
  readonly beside: Percentiles;
}

const OTHERS = 20;
const ROUNDS = 100;
const RARE = "ZZ9999-99";
/** Two characters that most of the texts have. */
const COMMON = "した";

export async function underLoad(engine: Engine): Promise<UnderLoad> {
  const alone = await timeRare(engine);
  const over = new AbortController();
  const others = Array.from({ length: OTHERS }, async () => {
    while (!over.signal.aborted) {
      await engine.search(COMMON, { limit: 10 });
      // As if each had come over a connection of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  const beside = await timeRare(engine);
  over.abort();
  await Promise.all(others);
  return { alone, beside };
}

async function timeRare(engine: Engine): Promise<Percentiles> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const startedAt = performance.now();
    await engine.search(RARE, { limit: 10 });
    times.push(performance.now() - startedAt);
  }
  return percentiles(times);
}
