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

type LocatedProblem = ReturnType<typeof problemsIn>[number];

/** The same as lines that an editor or terminal can jump to. */
export function problemLines(error: AppError, language: Language): string[] {
  return problemsIn(error, language).flatMap((problem) => [placeLine(problem), ...hintLines(problem.hint)]);
}

/**
 * What is wrong, with every place: the sentence of the error, then a line for each problem that the sentence
 * does not name already. This is also the `message` of `--json`, so that a script that prints only that
 * still says where.
 */
export function locatedMessage(error: AppError, language: Language): string[] {
  return [error.text[language], ...unnamed(error, language).map(placeLine)];
}

/** The whole error for people: each hint stands below what it is about, and none stands twice. */
export function errorLines(error: AppError, language: Language): string[] {
  const hint = error.hint?.[language];
  const lines = unnamed(error, language).flatMap((problem) => [
    placeLine(problem),
    ...(problem.hint === hint ? [] : hintLines(problem.hint)),
  ]);
  return [
    `${language === "ja" ? "エラー" : "error"}: ${error.text[language]}`,
    ...lines,
    ...hintLines(hint ?? ""),
  ];
}

/** An error about a single place often names it in its own sentence. */
function unnamed(error: AppError, language: Language): LocatedProblem[] {
  return problemsIn(error, language).filter(({ file, line, column }) => {
    const place = `${file}:${line}:${column} `;
    return !error.text[language].startsWith(place);
  });
}

const placeLine = ({ file, line, column, path, message }: LocatedProblem): string =>
  `${file}:${line}:${column} ${path ? `${path}: ` : ""}${message}`;

const hintLines = (hint: string): string[] => (hint === "" ? [] : [`  → ${hint}`]);
