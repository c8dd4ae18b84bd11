import type { ErrorCode } from "../errors.ts";

/** The exit codes of every command; part of the contract with scripts. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Failed, or some step failed. */
  failed: 1,
  /** `plan --check`: changes are pending. */
  pending: 2,
  /** Refused: needs `--confirm` or `--yes`, a conflict, a held lock, a newer store. */
  refused: 3,
  /** Wrong command line or invalid input. */
  usage: 64,
  /** Our bug. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_OF = {
  usage: EXIT.usage,
  invalid_input: EXIT.usage,
  invalid_spec: EXIT.usage,
  not_found: EXIT.usage,
  needs_confirm: EXIT.refused,
  locked: EXIT.refused,
  conflict: EXIT.refused,
  newer_schema: EXIT.refused,
  workspace_failed: EXIT.failed,
  store_failed: EXIT.failed,
} as const satisfies Record<ErrorCode, ExitCode>;
