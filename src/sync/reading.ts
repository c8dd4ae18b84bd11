import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { inParallel } from "../parallel.ts";
import { parseEntriesKey } from "../spec/keys.ts";
import { statusOf } from "../workspaces/remote-failure.ts";
import type {
  BrokenRow,
  DatabaseRef,
  ReadRow,
  RemoteId,
  RowIds,
  Workspace,
} from "../workspaces/workspace.ts";
import type { BrokenRecord, StoredRecord } from "../store/store.ts";
import { isRowType, type RowPlace, type RowType } from "./record-row.ts";

/** One database as it was read: what changed, what is there at all, and whether that is everything. */
export interface DatabaseReading {
  /** Key of the database's node. */
  readonly key: string;
  readonly place: RowPlace;
  readonly archived: boolean;
  readonly rows: readonly ReadRow[];
  readonly broken: readonly BrokenRow[];
  readonly ids: RowIds["ids"];
  /** False: what is missing from `ids` may be there all the same. */
  readonly complete: boolean;
  /** Fields whose property was made anew: a row that says nothing there says what it said before. */
  readonly refill?: readonly string[];
  /** Where the next reading starts, asked for when all are read; absent if this one failed. */
  readonly cursor?: () => string;
  /** Why the database could not be read. */
  readonly failure?: Text;
  /** The workspace did not let us in: that is seldom about this one database. */
  readonly isRefused?: true;
}

export interface ReadInput {
  readonly workspace: Workspace;
  /** By node key. */
  readonly databases: ReadonlyMap<string, DatabaseRef>;
  readonly archived: ReadonlySet<string>;
  /** By node key; a database without one is read whole. */
  readonly cursors: ReadonlyMap<string, string>;
  /** List every row as well: only then can one be missed. */
  readonly list: boolean;
  readonly onRead?: (done: number, total: number) => void;
}

/** Reads every database whose rows belong to people. One that fails is reported and hinders no other. */
export async function readDatabases(input: ReadInput): Promise<DatabaseReading[]> {
  const own = [...input.databases].flatMap(([key, ref]) => {
    const place = placeOf(key, ref);
    return place === null ? [] : [{ key, ref, place }];
  });
  const readings = new Map<string, DatabaseReading>();
  await inParallel(own, input.workspace.capabilities.parallel, async ({ key, ref, place }) => {
    const { refill } = ref;
    const base = {
      key,
      place,
      archived: input.archived.has(key),
      ...(refill === undefined ? {} : { refill }),
    };
    readings.set(key, { ...base, ...(await readOne(input, ref, input.cursors.get(key) ?? null)) });
    input.onRead?.(readings.size, own.length);
  });
  return own.flatMap(({ key }) => readings.get(key) ?? []);
}

/**
 * Readings without a listing: every row that the store knows is taken to stand where it stood, except one that
 * was just read elsewhere.
 */
export function assumeThere(
  readings: readonly DatabaseReading[],
  stored: readonly StoredRecord[],
  brokenBefore: readonly BrokenRecord[],
): DatabaseReading[] {
  const seen = new Set(readings.flatMap(({ ids }) => ids.map(({ remoteId }) => remoteId)));
  const known = Map.groupBy(
    [...stored, ...brokenBefore].filter(({ remoteId }) => !seen.has(remoteId)),
    ({ database }) => database,
  );
  return readings.map((reading) => {
    const more = (known.get(reading.key) ?? []).map(({ remoteId, id }) => ({ remoteId, id }));
    return { ...reading, ids: [...reading.ids, ...uniqueRows(more)] };
  });
}

/** A quarantined row may be known as a record, too. */
const uniqueRows = (rows: RowIds["ids"]): RowIds["ids"] => [
  ...new Map(rows.toReversed().map((row) => [row.remoteId, row])).values(),
];

/** What rows of this database are; null for generated ones, which are never read back. */
export function placeOf(key: string, { schema }: DatabaseRef): RowPlace | null {
  if (!isRowType(schema.record)) return null;
  const record: RowType = schema.record;
  const unit = parseEntriesKey(key)?.unit;
  return unit === undefined ? { record } : { record, unit };
}

type Contents = Omit<DatabaseReading, "key" | "place" | "archived" | "refill">;

async function readOne(
  { workspace, list }: ReadInput,
  ref: DatabaseRef,
  since: string | null,
): Promise<Contents> {
  try {
    const { rows, broken, cursor, complete: isWhole = true } = await workspace.changedEntries(ref, since);
    // What could not be listed must be read another time.
    const read = { rows, broken, ...(isWhole ? { cursor } : {}) };
    if (!list) return { ...read, ids: [...rows, ...broken], complete: isWhole };
    const { ids, complete } = await workspace.entryIds(ref);
    return { ...read, ids, complete: complete && isWhole };
  } catch (error) {
    return { rows: [], broken: [], ids: [], ...unread(error) };
  }
}

/** A failure of the world; whatever else it is, is our bug and must not pass for an empty database. */
function unread(error: unknown): Pick<DatabaseReading, "complete" | "failure" | "isRefused"> {
  if (!(error instanceof AppError)) throw error;
  return { complete: false, failure: error.text, ...(statusOf(error) === 401 ? { isRefused: true } : {}) };
}

/** The same reading with these rows as well, read where they stand. */
export async function withRows(
  workspace: Workspace,
  reading: DatabaseReading,
  { ref, rows }: { ref: DatabaseRef; rows: readonly RemoteId[] },
): Promise<DatabaseReading> {
  try {
    const more = await workspace.readRows(ref, rows);
    return {
      ...reading,
      rows: [...reading.rows, ...more.rows],
      broken: [...reading.broken, ...more.broken],
    };
  } catch (error) {
    const { cursor: _, ...others } = reading;
    return { ...others, ...unread(error) };
  }
}
