import { randomUUID } from "node:crypto";

import { AppError } from "../errors.ts";
import { composeBody } from "../model/record.ts";
import type { BrokenRecord, StoredRecord } from "../store/store.ts";
import { statusOf } from "../workspaces/remote-failure.ts";
import type { DatabaseRef, RowWrite, RowWritten, Workspace } from "../workspaces/workspace.ts";
import type { Completion } from "./changes.ts";

export interface Completed {
  readonly completed: readonly StoredRecord[];
  readonly refused: readonly BrokenRecord[];
  /** Databases in which not all could be written. */
  readonly skipped: ReadonlySet<string>;
}

/**
 * Writes the 管理ID into rows that people made, the headings into empty ones, and lost values back. A row that somebody
 * saves at the same moment is left for the next sync; one that cannot be written is set aside, for good if it would
 * come to harm.
 */
export async function completeRows(
  { workspace, databases }: { workspace: Workspace; databases: ReadonlyMap<string, DatabaseRef> },
  completions: readonly Completion[],
): Promise<Completed> {
  const completed: StoredRecord[] = [];
  const refused: BrokenRecord[] = [];
  const skipped = new Set<string>();
  let failures = 0;
  for (const completion of completions) {
    const { database, record } = completion;
    const ref = databases.get(database);
    if (ref === undefined) continue;
    try {
      const { outcome, remoteId, revision, url, location } = await writeRow(workspace, ref, completion);
      if (outcome === "stale") skipped.add(database);
      else completed.push({ ...record, remoteId, revision, url, location });
    } catch (error) {
      if (!(error instanceof AppError) || !isOfRow(error)) throw error;
      if (!isRefusal(error) && (failures += 1) > MANY_FAILURES) throw error;
      refused.push(setAside(completion, error));
      skipped.add(database);
    }
  }
  return { completed, refused, skipped };
}

function writeRow(
  workspace: Workspace,
  ref: DatabaseRef,
  { row, record, values }: Completion,
): Promise<RowWritten> {
  const headings = row.body.trim() === "" ? composeBody({}, ref.schema.fields, ref.language) : "";
  const change: RowWrite = {
    id: record.id,
    remoteId: row.remoteId,
    values,
    ifRevision: row.revision,
    ...(headings === "" ? {} : { body: headings }),
  };
  return workspace.writeEntry(ref, change, randomUUID());
}

/** What would come to harm stays so until a person changes it; anything else may go well the next time. */
function setAside({ database, row }: Completion, { code, text }: AppError): BrokenRecord {
  const { remoteId, id, location } = row;
  const again = code === "invalid_input" ? {} : { again: true as const };
  return { database, remoteId, id, location, reason: text, ...again };
}

/** More failures than this are hardly of single rows. */
const MANY_FAILURES = 5;

/** What is refused or fails for one row, and says nothing about the next. */
const isOfRow = (error: AppError): boolean => isRefusal(error) || (statusOf(error) ?? 0) >= 500;

const isRefusal = (error: AppError): boolean => error.code === "invalid_input" || statusOf(error) === 400;
