import type { Config } from "../config.ts";
import type { Language, Text } from "../language.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { Report } from "./report.ts";

/** What every command is handed. */
export interface CommandContext {
  readonly config: Config;
  readonly report: Report;
  readonly cwd: string;
  readonly now: () => Date;
  /** Reads all of standard input; empty if it is a terminal. */
  readonly readStdin: () => Promise<string>;
  /** Asks yes or no; without a terminal the answer is no. */
  readonly ask: (question: Text) => Promise<boolean>;
}

/** What a command has to say: a document for programs, lines for people, and how it ended. */
export interface Answer {
  readonly exit: ExitCode;
  readonly json: unknown;
  readonly lines: readonly string[];
}

/** Picks a language once: `const say = speaker(language); say({ja, en})`. */
export function speaker(language: Language): (text: Text) => string {
  return (text) => text[language];
}
