import type { Engine } from "./engine.ts";
import type { BenchQuery } from "./queries.ts";

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Of values in any order; of none, all are 0. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export interface Timing {
  readonly engine: string;
  readonly all: Percentiles;
  readonly byType: ReadonlyMap<string, Percentiles>;
}

/**
 * Asks every engine every query, query by query and each time in another order, so that whatever else the machine
 * does meets all of them alike. A first round, which is not counted, fills the caches.
 */
export async function timeQueries(
  engines: readonly Engine[],
  queries: readonly BenchQuery[],
  onProgress: (done: number, total: number) => void,
): Promise<Timing[]> {
  const times = new Map(engines.map(({ name }) => [name, [] as { type: string; ms: number }[]]));
  const warmUp = queries.slice(0, Math.ceil(queries.length / 10));
  for (const [at, { type, text, filter }] of [...warmUp, ...queries].entries()) {
    for (let turn = 0; turn < engines.length; turn += 1) {
      const engine = engines[(at + turn) % engines.length];
      if (engine === undefined) continue;
      const startedAt = performance.now();
      await engine.search(text, { limit: 10, ...(filter && { filter }) });
      const ms = performance.now() - startedAt;
      if (at >= warmUp.length) times.get(engine.name)?.push({ type, ms });
    }
    onProgress(at + 1, warmUp.length + queries.length);
  }
  return engines.map(({ name }) => {
    const measured = times.get(name) ?? [];
    const groups = Map.groupBy(measured, ({ type }) => type);
    return {
      engine: name,
      all: percentiles(measured.map(({ ms }) => ms)),
      byType: new Map([...groups].map(([type, of]) => [type, percentiles(of.map(({ ms }) => ms))])),
    };
  });
}
