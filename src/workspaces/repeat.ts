import type { AppError } from "../errors.ts";
import type { Limiter, Slot } from "./limiter.ts";
import { obeyPause } from "./obey-pause.ts";
import { UnclearOutcome } from "./remote-failure.ts";
import { decideNext, type Outcome, type RequestKind, type Sort, sortOf } from "./retry.ts";

/** One request and how its platform's errors are read. */
export interface Attempts<T, F extends { readonly outcome: Outcome }> {
  /** Makes exactly one request. */
  readonly send: () => Promise<T>;
  /** What failed; null for anything that is no failure of the platform's, which is our own bug. */
  readonly read: (error: unknown) => F | null;
  readonly toError: (failure: F) => AppError;
}

/**
 * Sends until it worked, the policy gives up, or nobody knows. Throws what `toError` gives, or {@link UnclearOutcome}
 * for a create whose end is not known. A bug in `send` passes through.
 */
export async function repeat<T, F extends { readonly outcome: Outcome }>(
  request: {
    readonly kind: RequestKind;
    readonly platform: string;
    /** A status that says that too much was asked for: the caller asks for less instead of the same again. */
    readonly tooMuchOn?: number;
  },
  { limiter, slot, random }: { limiter: Limiter; slot: Slot; random: () => number },
  { send, read, toError }: Attempts<T, F>,
): Promise<T> {
  const attempts = new Map<Sort, number>();
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const failure = read(error);
      if (failure === null) throw error;
      const { outcome } = failure;
      const sort = sortOf(outcome);
      const attempt = (attempts.get(sort) ?? 0) + 1;
      attempts.set(sort, attempt);
      // Before anything is decided: the platform told everyone to wait, not only who will ask again.
      const told = obeyPause({ limiter, platform: request.platform }, outcome, toError(failure));
      const decision = decideNext(outcome, { kind: request.kind, attempt, random });
      const isTooMuch = request.tooMuchOn !== undefined && isStatus(outcome, request.tooMuchOn);
      if (decision.action !== "retry" || isTooMuch) {
        // oxlint-disable-next-line preserve-caught-error -- the SDK's error carries the token and the body
        throw decision.action === "unclear" ? new UnclearOutcome(decision.committedIds, told) : told;
      }
      await slot.again(decision.afterMs);
    }
  }
}

const isStatus = (outcome: Outcome, status: number): boolean =>
  outcome.type === "answer" && outcome.status === status;
