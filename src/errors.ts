import type { Text } from "./language.ts";

/**
 * The three kinds of failure, and how they are told apart:
 * 1. *Your input* — an {@link AppError} with a sentence and a hint, located where there is a place.
 * 2. *The world* (workspace, disk, another process) — an {@link AppError} whose `cause` is kept.
 * 3. *Our bug* — any other Error: the stack is shown and the process ends with 70.
 *
 * Secrets, entry texts and people's names never go into a message.
 */

/** The closed set of codes. `cli/exit-codes.ts` maps every one of them to an exit code. */
export type ErrorCode =
  /** The command line is wrong: unknown option, missing argument, unknown unit. */
  | "usage"
  /** A file that the user gave cannot be accepted. */
  | "invalid_input"
  /** A spec cannot be accepted; `problems` lists every place. */
  | "invalid_spec"
  /** Something named by the user does not exist. */
  | "not_found"
  /** The act is possible but needs `--yes` or `--confirm`. */
  | "needs_confirm"
  /** Another process holds the partner's run lock. */
  | "locked"
  /** The plan has conflicts that a person must resolve first, or a file would be overwritten. */
  | "conflict"
  /** The store was written by a newer version of the product. */
  | "newer_schema"
  /** The workspace refused or failed. */
  | "workspace_failed"
  /** The store refused or failed. */
  | "store_failed";

/** One located problem of an input file. Lines and columns count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** Dotted path inside the document, e.g. `units[3].parent`; empty for the whole document. */
  path: string;
  message: Text;
  hint: Text;
}

/** `message` (for logs and stacks) is the English text; people read `text` in their language. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly text: Text;
  readonly hint: Text | undefined;
  readonly problems: readonly Problem[];

  constructor(
    code: ErrorCode,
    text: Text,
    options: { hint?: Text; problems?: readonly Problem[]; cause?: unknown } = {},
  ) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.text = text;
    this.hint = options.hint;
    this.problems = options.problems ?? [];
  }
}
