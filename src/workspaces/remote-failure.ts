import { AppError } from "../errors.ts";

/** What is kept of a remote failure. */
export interface RemoteFacts {
  /** null: there was no answer. */
  readonly status: number | null;
  /** The platform's own code, e.g. `object_not_found`; ours (`timeout`) where there was no answer. */
  readonly code: string | null;
  /** What the platform's support asks for. */
  readonly requestId: string | null;
  /** The plan holds no more of what was to be made: neither a right nor waiting helps. */
  readonly isPlanLimit: boolean;
}

/**
 * The cause of an AppError from a remote workspace. It keeps these facts and nothing else: the errors of an SDK
 * carry headers and bodies, and with them the token, entry texts and people's names.
 */
export class RemoteFailure extends Error implements RemoteFacts {
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
  readonly isPlanLimit: boolean;

  constructor({ status, code, requestId, isPlanLimit }: RemoteFacts) {
    super([status, code, requestId && `request ${requestId}`].filter((part) => part !== null).join(" "));
    this.name = "RemoteFailure";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.isPlanLimit = isPlanLimit;
  }
}

/**
 * A create whose end nobody knows: it must be looked for before it is made again. `committedIds` are the ids that
 * the platform said it saved, mostly none. Who cannot look throws `cause` on, which has the sentence for people.
 */
export class UnclearOutcome extends Error {
  readonly committedIds: readonly string[];
  override readonly cause: AppError;

  constructor(committedIds: readonly string[], cause: AppError) {
    super(`it is not known whether this was done: ${cause.message}`, { cause });
    this.name = "UnclearOutcome";
    this.committedIds = committedIds;
    this.cause = cause;
  }
}

/** The facts behind an error, however it is wrapped; null if it is not a remote one. */
export function remoteFacts(error: unknown): RemoteFacts | null {
  if (error instanceof RemoteFailure) return error;
  if (error instanceof AppError || error instanceof UnclearOutcome) return remoteFacts(error.cause);
  return null;
}

/** The HTTP status behind an error; null if there was no answer or it is another error. */
export function statusOf(error: unknown): number | null {
  return remoteFacts(error)?.status ?? null;
}

/**
 * The platform's own 404: missing, or not shared with us; the two cannot be told apart, so absence must not be
 * concluded from it alone. A 404 without a code comes from a proxy and says nothing about the thing.
 */
export function isNotFound(error: unknown): boolean {
  const facts = remoteFacts(error);
  return facts?.status === 404 && facts.code !== null;
}
