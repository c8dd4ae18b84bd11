import { AppError } from "../errors.ts";
import type { Spec } from "../model/spec.ts";
import type { RecordOf, StoredRecord, StoredType } from "../store/store.ts";
import { isRowType, recordFromRow, rowFromRecord, storedTypeOf } from "../sync/record-row.ts";
import type { DatabaseRef } from "../workspaces/workspace.ts";
import {
  type ImportDeps,
  importRow,
  type Outcome,
  placeOf,
  type Present,
  type ReadFound,
  type WantedRow,
} from "./import-row.ts";
import type { Rejected } from "./parsed.ts";

export interface RowsImported {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejected[];
}

/** Rows per store commit: a killed run repeats at most these, and finds their rows already there. */
const BATCH = 25;

/**
 * Brings rows of one type into the workspace and the store. Identity is the 管理ID over all the databases
 * that can hold such a row, so a row that a person moved is changed where it is, and one that a killed run
 * left behind is adopted. A row that a person deleted stays deleted until the file itself says something new.
 */
export async function importRows<T extends StoredType>(
  deps: ImportDeps,
  type: T,
  wanted: readonly WantedRow<T>[],
): Promise<RowsImported> {
  const { workspace, store, spec } = deps;
  const partner = spec.partner.key;
  const stored = new Map((await store.records.all(partner, type)).map((record) => [record.id, record]));
  const deleted = await store.records.deletedImports(partner, type);
  const present = await presentRows(deps, type, stored);
  const read = rowReader(deps);

  const counts = { created: 0, updated: 0, unchanged: 0 };
  const rejected: Rejected[] = [];
  let batch: StoredRecord[] = [];
  const commit = async () => {
    if (batch.length === 0) return;
    const changes = { upserts: batch, removals: [], cursors: new Map(), broken: new Map() };
    await store.records.commit(partner, workspace.kind, changes);
    batch = [];
  };

  try {
    for (const [index, row] of wanted.entries()) {
      const known = stored.get(row.id);
      const outcome = await importRow(deps, type, canonical(row, spec), {
        known,
        place: present.get(row.id),
        before: known?.imported ?? (known === undefined ? deleted.get(row.id) : undefined),
        read,
      }).catch(refusal);
      if (outcome.count !== undefined) counts[outcome.count]++;
      if (outcome.reason !== undefined) rejected.push({ id: row.id, reason: outcome.reason });
      if (outcome.record !== undefined) batch.push(outcome.record);
      if (batch.length >= BATCH) await commit();
      deps.onProgress?.(index + 1, wanted.length);
    }
  } finally {
    // Rows written before a failure are in the workspace; the store must know what was imported into them.
    await commit();
  }
  return { ...counts, rejected };
}

/** What the workspace cannot hold is that row's matter, not the file's. */
function refusal(error: unknown): Outcome {
  if (error instanceof AppError && error.code === "invalid_input") return { reason: error.text };
  throw error;
}

/** The value as it will be read back, so that the next sync does not take our own writing for a change. */
function canonical<T extends StoredType>(row: WantedRow<T>, spec: Spec): WantedRow<T> {
  const read = recordFromRow(
    placeOf(row.database, row.record),
    row.id,
    rowFromRecord(row.record, row.value, spec),
    { spec, known: row.value },
  );
  // A record that cannot be read back as one would be quarantined by the next sync; the reader of the file
  // has checked what people can get wrong, so this is ours.
  if ("problem" in read) throw new Error(`an imported ${row.record} does not read back: ${read.problem.en}`);
  return { ...row, value: read.value as RecordOf[T] };
}

/**
 * Every row with a 管理ID in the databases that can hold rows of this type, archived units included. Where listing
 * costs, the store's word is taken: a row that a killed run left behind is found when its id is written again.
 */
async function presentRows(
  deps: ImportDeps,
  type: StoredType,
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<Map<string, Present>> {
  if (!deps.workspace.capabilities.freeListing) return new Map(stored);
  const present = new Map<string, Present>();
  for (const [database, ref] of deps.databases) {
    if (!isRowType(ref.schema.record) || storedTypeOf(ref.schema.record) !== type) continue;
    const { ids, complete } = await deps.workspace.entryIds(ref);
    if (!complete) throw unlisted(ref, deps.spec);
    for (const { id, remoteId } of ids) {
      if (id !== null && !present.has(id)) present.set(id, { database, remoteId });
    }
  }
  return present;
}

/** Reads rows where they stand. */
function rowReader({ workspace, databases }: ImportDeps): ReadFound {
  return async ({ database, remoteId }) => {
    const ref = databases.get(database);
    if (ref === undefined) throw new Error(`${database} is not bound`);
    const { rows, broken } = await workspace.readRows(ref, [remoteId]);
    return rows[0] ?? broken[0] ?? null;
  };
}

function unlisted(ref: DatabaseRef, spec: Spec): AppError {
  return new AppError(
    "workspace_failed",
    {
      ja: `${spec.partner.name} の行を最後まで一覧できないため、取り込みません(${ref.remoteId})`,
      en: `The rows of ${spec.partner.name} could not all be listed, so nothing is imported (${ref.remoteId})`,
    },
    {
      hint: {
        ja: "フォルダーの権限を確かめて、もう一度実行してください",
        en: "Check the permissions of the folder, then run it again.",
      },
    },
  );
}
