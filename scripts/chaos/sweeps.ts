import { type Kind, KINDS, type PlainFault } from "./faults.ts";
import type { Choice } from "./outcome.ts";
import { seeded } from "./random.ts";
import type { Trial } from "./trial.ts";

/** Every kind of fault at every request, one in each run; in a sample, every kind in turn at some request. */
export function singleFaults(scenario: string, requests: number, choice: Choice): Trial[] {
  return places(KINDS, requests, choice).map((fault) => ({ scenario, faults: [fault] }));
}

/** The same with what leaves doubts, on a Notion that shows late what was made. */
export function lateFaults(scenario: string, requests: number, choice: Choice): Trial[] {
  return places(DOUBTS, requests, choice).map((fault, at) => ({
    scenario,
    faults: [fault],
    ...lagOf(at % LAGS.length),
  }));
}

/** A death after the work of every request, and a second run before Notion shows what was made. */
export function deaths(scenario: string, requests: number, { sample, seed }: Choice): Trial[] {
  const random = seeded(seed);
  const all =
    sample === 0 ? numbers(requests) : numbers(sample).map(() => 1 + Math.floor(random() * requests));
  return all.map((diesAt) => ({ scenario, faults: [], diesAt, lag: { visibilityLagMs: 20_000 } }));
}

function places(kinds: readonly Kind[], requests: number, { sample, seed }: Choice): PlainFault[] {
  if (sample === 0) {
    return numbers(requests).flatMap((nth) => kinds.map((kind) => ({ ...kind, nth })));
  }
  const random = seeded(seed);
  return numbers(sample).flatMap((at) => {
    const kind = kinds[at % kinds.length];
    return kind === undefined ? [] : [{ ...kind, nth: 1 + Math.floor(random() * requests) }];
  });
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Those after which nobody knows whether the work was done. */
const DOUBTS: readonly Kind[] = [
  { what: "lost-answer" },
  { what: "stalled-body" },
  { what: "truncated-json" },
  { what: "503-committed" },
  { what: "500", handled: true },
  { what: "html-502", handled: true },
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
      return numbers(length).map((at) => ({ ...kind, nth: first + at - 1 }));
    });
    return { scenario, seed, faults, ...lagOf(upTo(LAGS.length * 3)) };
  });
}

const LAGS: readonly NonNullable<Trial["lag"]>[] = [
  { visibilityLagRequests: 3 },
  { visibilityLagMs: 2_000 },
  { visibilityLagMs: 20_000 },
];

/** None where there is none of this number. */
function lagOf(at: number): Pick<Trial, "lag"> {
  const lag = LAGS[at];
  return lag === undefined ? {} : { lag };
}
