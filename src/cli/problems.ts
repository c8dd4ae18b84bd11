import type { AppError } from "../errors.ts";
import type { Language } from "../language.ts";

/** Located problems with their texts in one language, as `validate --json` prints them too. */
export function problemsIn(error: AppError, language: Language) {
  return error.problems.map((problem) => ({
    ...problem,
    message: problem.message[language],
    hint: problem.hint[language],
  }));
}

/** The same as lines that an editor or terminal can jump to. */
export function problemLines(error: AppError, language: Language): string[] {
  return problemsIn(error, language).flatMap((problem) => [
    `${problem.file}:${problem.line}:${problem.column} ${problem.path ? `${problem.path}: ` : ""}${problem.message}`,
    `  → ${problem.hint}`,
  ]);
}
