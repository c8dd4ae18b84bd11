import type { ImportDeps } from "../imports/import-row.ts";
import type { Text } from "../language.ts";
import type { PartnerSession } from "../partner-session.ts";
import type { Runtime } from "../runtime.ts";

/**
 * The acts of the product, as every front end performs them: the command line, the server, an
 * assistant. An act takes values and answers with values; how it was asked for, and how its answer is shown, is the
 * front end's.
 */

/** Who acts, when, with what. */
export interface Acting {
  readonly runtime: Runtime;
  readonly now: Date;
  /** Noted beside a decision: a user's name. */
  readonly by: string;
  /** Told of the steps of long work. */
  readonly onProgress: (about: Text, done: number, total: number) => void;
  /** Told of what a person should know, though nothing failed. */
  readonly onNote: (note: Text) => void;
}

/** What writing rows works with, for a partner that was applied. */
export const importDeps = (
  { runtime: { store }, now, onProgress }: Acting,
  { workspace, spec, databases }: PartnerSession,
): ImportDeps => ({
  workspace,
  store,
  spec,
  databases,
  now,
  onProgress: (done, total) => onProgress({ ja: "書き込んでいます", en: "Writing" }, done, total),
});
