import type { Kind, PlainFault } from "./faults.ts";
import type { Choice } from "./outcome.ts";
import { PLATFORMS } from "./platforms.ts";
import { seeded } from "./random.ts";
import type { Course, Trial } from "./trial.ts";

/** Every kind of fault at every request, one in each run; in a sample, every kind in turn at some request. */
export function singleFaults(course: Course, requests: number, choice: Choice): Trial[] {
  return places(PLATFORMS[course.platform].kinds, requests, choice).map((fault) => ({
    ...course,
    faults: [fault],
  }));
}

/** The same with what leaves doubts, on a platform that shows late what was made. */
export function lateFaults(course: Course, requests: number, choice: Choice): Trial[] {
  return places(PLATFORMS[course.platform].doubts, requests, choice).map((fault, at) => ({
    ...course,
    faults: [fault],
    ...lagOf(at % LAGS.length),
  }));
}

/** A death after the work of every request, and a second run before the platform shows what was made. */
export function deaths(course: Course, requests: number, { sample, seed }: Choice): Trial[] {
  const random = seeded(seed);
  const all =
    sample === 0 ? numbers(requests) : numbers(sample).map(() => 1 + Math.floor(random() * requests));
  return all.map((diesAt) => ({ ...course, faults: [], diesAt, lag: { visibilityLagMs: 20_000 } }));
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

/** Several faults at once, outages among them, on a platform that is late in every third run. */
export function randomFaults(course: Course, requests: number, seeds: readonly number[]): Trial[] {
  const { kinds } = PLATFORMS[course.platform];
  return seeds.map((seed) => {
    const random = seeded(seed);
    const upTo = (count: number) => Math.floor(random() * count);
    const faults = numbers(2 + upTo(6)).flatMap((): PlainFault[] => {
      const kind = kinds[upTo(kinds.length)] ?? { what: "500" };
      const first = 1 + upTo(Math.ceil(requests * 1.2));
      const length = upTo(4) === 0 ? 2 + upTo(10) : 1;
      return numbers(length).map((at) => ({ ...kind, nth: first + at - 1 }));
    });
    return { ...course, seed, faults, ...lagOf(upTo(LAGS.length * 3)) };
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
