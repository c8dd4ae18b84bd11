import type { AppError } from "../../errors.ts";
import { remoteError } from "../remote-error.ts";
import { wordsFor } from "./failure-words.ts";
import type { NotionFailure } from "./read-failure.ts";

/** A failed request as the error that people see. */
export function toAppError(failure: NotionFailure, what: string): AppError {
  const { outcome, requestId, isBlockLimit, place, names } = failure;
  const isAnswer = outcome.type === "answer";
  const facts = {
    status: isAnswer ? outcome.status : null,
    code: isAnswer ? outcome.code : outcome.reason,
    requestId,
    isPlanLimit: isBlockLimit,
  };
  return remoteError(wordsFor(failure), facts, { what, place, names });
}
