import { type Kind, KINDS, type PlainFault } from "./faults.ts";
import { seeded } from "./random.ts";
import type { Trial } from "./trial.ts";

/** Which trials to play: all of them, or so many that a seed chooses. */
export interface Choice {
  /** 0 = all. */
  readonly sample: number;
  readonly seed: number;
}

/** Every kind of fault at every request, one in each run; in a sample, every kind at some request. */
export function singleFaults(
  scenario: string,
  requests: number,
  choice: Choice,
  lag?: Trial["lag"],
): Trial[] {
  const kinds = lag === undefined ? KINDS : DOUBTS;
  const at = (kind: Kind, nth: number): Trial => ({
    scenario,
    faults: [{ ...kind, nth }],
    ...(lag === undefined ? {} : { lag }),
  });
  const { sample, seed } = choice;
  if (sample === 0) {
    return numbers(requests).flatMap((nth) => kinds.map((kind) => at(kind, nth)));
  }
  const random = seeded(seed);
  return numbers(sample).map((index) =>
    at(kinds[index % kinds.length] ?? { what: "500" }, 1 + Math.floor(random() * requests)),
  );
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Those after which nobody knows whether the work was done, and it was. */
const DOUBTS: readonly Kind[] = [
  { what: "lost-answer" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "503-committed" },
  { what: "500", handled: true },
  { what: "lost-request" },
];

/** Several faults at once, outages among them, on a Notion that is late in every third run. */
export function randomFaults(scenario: string, requests: number, seeds: readonly number[]): Trial[] {
  return seeds.map((seed) => {
    const random = seeded(seed);
    const upTo = (count: number) => Math.floor(random() * count);
    const faults = numbers(2 + upTo(6)).flatMap((): PlainFault[] => {
      const kind = KINDS[upTo(KINDS.length)] ?? { what: "500" };
      const first = 1 + upTo(Math.ceil(requests * 1.2));
      const length = upTo(4) === 0 ? 2 + upTo(10) : 1;
      return numbers(length).map((index) => ({ ...kind, nth: first + index - 1 }));
    });
    const lag = LAGS[upTo(LAGS.length * 3)];
    return { scenario, seed, faults, ...(lag === undefined ? {} : { lag }) };
  });
}

const LAGS: readonly NonNullable<Trial["lag"]>[] = [
  { visibilityLagRequests: 3 },
  { visibilityLagMs: 2_000 },
  { visibilityLagMs: 20_000 },
];
