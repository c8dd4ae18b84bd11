import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";

/** A file that cannot be read at all, with the place where reading it failed and what to do about it. */
export function invalidFile(
  file: string,
  place: { line: number; column: number },
  message: Text,
  hint: Text,
  cause?: unknown,
): AppError {
  const at = `${file}:${place.line}:${place.column}`;
  return new AppError(
    "invalid_input",
    { ja: `${at} ${message.ja}`, en: `${at} ${message.en}` },
    {
      hint,
      problems: [{ file, ...place, path: "", message, hint }],
      ...(cause !== undefined && { cause }),
    },
  );
}
