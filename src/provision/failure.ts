import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";

/**
 * What to tell people about a failed step. Failures of the world end the step; anything else is our bug and is
 * thrown on, because going on after it would build on something unknown.
 */
export function describeFailure(error: unknown): Text {
  if (error instanceof AppError) {
    const { text, hint } = error;
    return hint === undefined ? text : { ja: `${text.ja}。${hint.ja}`, en: `${text.en}. ${hint.en}` };
  }
  if (isSystemError(error)) {
    return { ja: `書き込めませんでした(${error.message})`, en: `it could not be written (${error.message})` };
  }
  throw error;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
