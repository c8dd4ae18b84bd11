import type { Text } from "../language.ts";
import type { Spec } from "../model/spec.ts";
import type { BrokenRecord, RecordOf, StoredRecord, StoredType } from "../store/store.ts";
import type { BrokenRow, ReadRow, RemoteId, Values } from "../workspaces/workspace.ts";
import type { DatabaseReading } from "./reading.ts";
import { keptValues } from "./kept-values.ts";
import { recordFromRow, rowFromRecord, storedTypeOf } from "./record-row.ts";
import { lostProperties, NO_ID_PROPERTY, TWIN } from "./row-problems.ts";

/**
 * What a reading of the workspace means for the store. Pure. A row is known by its 管理ID wherever it stands,
 * so a row in another unit's database is a moved entry, not a deletion and a new one. Absence is believed only
 * where everything could be listed.
 */
export interface ChangesInput {
  readonly spec: Spec;
  /** Everything the store knows of the partner, of all types. */
  readonly stored: readonly StoredRecord[];
  readonly brokenBefore: readonly BrokenRecord[];
  readonly readings: readonly DatabaseReading[];
  /** ISO instant. */
  readonly now: string;
  /** A 管理ID that nothing has yet. */
  readonly newId: () => string;
  /**
   * The caller asks for each missing row itself before it removes it. If not, one database that cannot be read keeps
   * all the others' rows, because a missing one may have been moved there.
   */
  readonly eachIsConfirmed?: boolean;
}

/** A row to be written: one that people made by hand gets its 管理ID, one that lost values gets them back, and
 * one that was moved is put in order where it is now. */
export interface Completion {
  readonly database: string;
  readonly row: ReadRow;
  readonly record: StoredRecord;
  /** By field name, as the row shows them. */
  readonly values: Values;
}

export interface Changes {
  readonly upserts: readonly StoredRecord[];
  readonly removals: readonly { readonly type: StoredType; readonly id: string }[];
  readonly completions: readonly Completion[];
  /** All rows that cannot be taken, per database that was read. */
  readonly broken: ReadonlyMap<string, readonly BrokenRecord[]>;
  /** What was read, but not as it was written. */
  readonly notices: readonly { readonly location: string; readonly message: Text }[];
  /** Rows that must be there but were not read, by database: to be read, and decided on again. */
  readonly unread: ReadonlyMap<string, readonly RemoteId[]>;
  readonly unchanged: number;
}

export function decideChanges(given: ChangesInput): Changes {
  const input = { ...given, readings: withKnownIds(given) };
  const view = openView(input);
  for (const reading of input.readings) {
    for (const row of reading.broken) takeBroken(view, reading, row);
    for (const row of reading.rows) takeRow(view, reading, row);
    view.notices.push(...lostProperties(reading));
    view.broken.set(reading.key, [...(view.broken.get(reading.key) ?? []), ...stillBroken(view, reading)]);
  }
  followArchive(view);
  const failed = new Set(input.readings.filter(({ failure }) => failure !== undefined).map(({ key }) => key));
  const whole = input.readings.filter(({ complete }) => complete);
  const mayRemove = input.eachIsConfirmed === true || whole.length === input.readings.length;
  const removals = mayRemove ? missing(view, whole) : [];
  const completed = view.completions.map(({ record }) => keyOf(record.type, record.id));
  const changed = new Set([...view.upserts.keys(), ...completed]).size;
  return {
    upserts: [...view.upserts.values()],
    removals,
    completions: view.completions,
    broken: new Map([...view.broken].filter(([key]) => !failed.has(key))),
    notices: view.notices,
    unread: new Map(
      input.readings
        .map((reading) => [reading.key, unreadRows(view, reading)] as const)
        .filter(([, rows]) => rows.length > 0),
    ),
    unchanged: Math.max(0, view.present.size - changed),
  };
}

/**
 * A row that stands where one stood that is nowhere else, and says that it is one that nobody knows, is that one: a person
 * typed over its 管理ID, which is put right again. Only the numbers of orders are theirs. Where rows are known by their
 * names alone, another name is another row.
 */
function withKnownIds({ readings, stored, eachIsConfirmed }: ChangesInput): readonly DatabaseReading[] {
  if (eachIsConfirmed !== true) return readings;
  const known = new Set(stored.map(({ type, id }) => keyOf(type, id)));
  const seen = new Set(
    readings.flatMap((reading) => reading.ids.map(({ id }) => keyOf(typeOf(reading), id ?? ""))),
  );
  const byRemote = new Map(stored.map((record) => [`${record.type} ${record.remoteId}`, record]));
  const idOf = (type: StoredType, { id, remoteId }: { id: string | null; remoteId: RemoteId }) => {
    const stood = byRemote.get(`${type} ${remoteId}`);
    if (id === null || type === "order" || stood === undefined || known.has(keyOf(type, id))) return id;
    return seen.has(keyOf(type, stood.id)) ? id : stood.id;
  };
  return readings.map((reading) => {
    const type = typeOf(reading);
    return {
      ...reading,
      ids: reading.ids.map((row) => ({ ...row, id: idOf(type, row) })),
      rows: reading.rows.map((row): ReadRow => {
        const id = idOf(type, row);
        return id === row.id ? row : { ...row, id, dropped: [...(row.dropped ?? []), ID_FIELD[type]] };
      }),
    };
  });
}

interface Owner {
  readonly reading: DatabaseReading;
  readonly remoteId: RemoteId;
}

interface View extends ChangesInput {
  /** By type and 管理ID. */
  readonly known: ReadonlyMap<string, StoredRecord>;
  /** By type, database and remote id. */
  readonly byPlace: ReadonlyMap<string, StoredRecord>;
  /** By type and remote id, wherever it stood. */
  readonly byRemote: ReadonlyMap<string, StoredRecord>;
  /** The one row that bears a 管理ID; further ones are copies. */
  readonly owners: ReadonlyMap<string, Owner>;
  readonly upserts: Map<string, StoredRecord>;
  readonly completions: Completion[];
  readonly broken: Map<string, BrokenRecord[]>;
  readonly notices: { location: string; message: Text }[];
  /** Records that are there in some form. */
  readonly present: Set<string>;
}

const keyOf = (type: StoredType, id: string): string => `${type}\n${id}`;
const placeKey = (type: StoredType, database: string, remoteId: RemoteId): string =>
  `${type}\n${database}\n${remoteId}`;
const typeOf = ({ place }: DatabaseReading): StoredType => storedTypeOf(place.record);

function openView(input: ChangesInput): View {
  const known = new Map(input.stored.map((record) => [keyOf(record.type, record.id), record]));
  const byPlace = new Map(
    input.stored.map((record) => [placeKey(record.type, record.database, record.remoteId), record]),
  );
  const owners = findOwners(input.readings, { known, byPlace });
  return {
    ...input,
    known,
    byPlace,
    byRemote: new Map(input.stored.map((record) => [`${record.type} ${record.remoteId}`, record])),
    owners,
    upserts: new Map(),
    completions: [],
    broken: new Map(),
    notices: [],
    present: new Set(owners.keys()),
  };
}

/**
 * Of several rows with one 管理ID, the one where the store last saw it; else the first that is listed. A row without
 * one is what it was, if nothing else is that now.
 */
function findOwners(
  readings: readonly DatabaseReading[],
  { known, byPlace }: Pick<View, "known" | "byPlace">,
): Map<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const reading of readings) {
    for (const { id, remoteId } of reading.ids) {
      if (id === null) continue;
      const key = keyOf(typeOf(reading), id);
      const before = known.get(key);
      const isHome = before?.database === reading.key && before.remoteId === remoteId;
      if (isHome || !owners.has(key)) owners.set(key, { reading, remoteId });
    }
  }
  for (const reading of readings) {
    for (const { id, remoteId } of reading.ids) {
      const stood = id === null ? byPlace.get(placeKey(typeOf(reading), reading.key, remoteId)) : undefined;
      const key = stood && keyOf(stood.type, stood.id);
      if (key !== undefined && !owners.has(key)) owners.set(key, { reading, remoteId });
    }
  }
  return owners;
}

function isOwner(view: View, reading: DatabaseReading, id: string, remoteId: RemoteId): boolean {
  const owner = view.owners.get(keyOf(typeOf(reading), id));
  return owner === undefined || (owner.reading === reading && owner.remoteId === remoteId);
}

function takeRow(view: View, reading: DatabaseReading, row: ReadRow): void {
  const { id } = row;
  if (id === null) return takeHandmade(view, reading, row);
  if (!isOwner(view, reading, id, row.remoteId)) return;
  const read = readAs(view, reading, row, id);
  if (read === undefined) return;
  const { record, values } = read;
  const before = view.known.get(keyOf(record.type, id));
  // It may carry marks of the database that it came from.
  const isMoved = before !== undefined && before.database !== record.database;
  keep(view, record);
  const isNameless = row.dropped?.includes(ID_FIELD[typeOf(reading)]) === true;
  if (Object.keys(values).length > 0 || isNameless || isMoved)
    view.completions.push({ database: reading.key, row, record, values: { ...places(row), ...values } });
}

/** A row that is written anyway gets back the place of each field that a person took out. */
const places = ({ dropped = [] }: ReadRow): Values => Object.fromEntries(dropped.map((field) => [field, ""]));

/** Into the store, if it is not there like this. */
function keep(view: View, record: StoredRecord): void {
  const key = keyOf(record.type, record.id);
  if (JSON.stringify(view.known.get(key)) !== JSON.stringify(record)) view.upserts.set(key, record);
}

/** A row whose 管理ID a person removed is still the one that stood there; any other is new. */
function takeHandmade(view: View, reading: DatabaseReading, row: ReadRow): void {
  const type = typeOf(reading);
  // A row that was moved to another database may lose its 管理ID on the way, and is still the same row.
  const stood =
    view.byPlace.get(placeKey(type, reading.key, row.remoteId)) ??
    view.byRemote.get(`${type} ${row.remoteId}`);
  const isSame =
    stood !== undefined &&
    (!view.present.has(keyOf(type, stood.id)) ||
      view.owners.get(keyOf(type, stood.id))?.remoteId === row.remoteId);
  const id = isSame ? stood.id : (ownNumber(reading, row) ?? view.newId());
  const read = readAs(view, reading, row, id);
  if (read === undefined) return;
  if (!isSame && view.present.has(keyOf(type, id))) {
    return quarantine(view, reading, { ...row, id, reason: TWIN });
  }
  view.present.add(keyOf(type, id));
  const hasPlace = row.lacks?.includes(ID_FIELD[type]) !== true;
  if (isSame) keep(view, read.record);
  const values = { ...places(row), ...read.values };
  if (hasPlace) view.completions.push({ database: reading.key, row, record: read.record, values });
  else if (!isSame) quarantine(view, reading, { ...row, id: null, reason: NO_ID_PROPERTY, again: true });
}

/** The field that shows the 管理ID. */
const ID_FIELD = {
  entry: "id",
  person: "key",
  rollout: "id",
  order: "id",
  target: "id",
} as const satisfies Record<StoredType, string>;

/** An order's 管理ID is its number, which people give. */
function ownNumber({ place }: DatabaseReading, { values }: ReadRow): string | undefined {
  const number = place.record === "order" ? values["id"] : undefined;
  return number === undefined || String(number).trim() === "" ? undefined : String(number).trim();
}

/** The row as a record; quarantined, with its former record kept, where it cannot be one. */
function readAs(
  view: View,
  reading: DatabaseReading,
  row: ReadRow,
  id: string,
): Pick<Completion, "record" | "values"> | undefined {
  const before = view.known.get(keyOf(typeOf(reading), id));
  const known = before?.revision === row.revision ? before.value : undefined;
  const kept = keptValues(row, before?.value, reading.refill);
  const read = recordFromRow(reading.place, id, row, { spec: view.spec, known, kept: kept.values });
  if ("problem" in read) {
    takeBroken(view, reading, { ...row, id, reason: read.problem });
    return undefined;
  }
  for (const message of read.notices) view.notices.push({ location: row.location, message });
  const shown = rowFromRecord(reading.place.record, kept.values, view.spec).values;
  return {
    record: recordOf(view, reading, row, id, read.value),
    values: Object.fromEntries(Object.entries(shown).filter(([field]) => kept.fields.includes(field))),
  };
}

function recordOf(
  view: View,
  reading: DatabaseReading,
  row: ReadRow,
  id: string,
  value: RecordOf[StoredType],
): StoredRecord {
  const type = typeOf(reading);
  const before = view.known.get(keyOf(type, id));
  return {
    type,
    id,
    value,
    database: reading.key,
    remoteId: row.remoteId,
    revision: row.revision,
    url: row.url,
    location: row.location,
    // The product's own writing sets the time too; what reads the same was not changed.
    updatedAt: before?.revision === row.revision ? before.updatedAt : row.updatedAt,
    firstSeen: before?.firstSeen ?? view.now,
    archived: reading.archived,
    readable: true,
    ...(before?.imported === undefined ? {} : { imported: before.imported }),
  };
}

/** A row that cannot be read keeps its last value, but leaves its unit in no form until it can be read again. */
function takeBroken(view: View, reading: DatabaseReading, row: BrokenRow): void {
  const type = typeOf(reading);
  const stood =
    row.id === null
      ? view.byPlace.get(placeKey(type, reading.key, row.remoteId))
      : view.known.get(keyOf(type, row.id));
  if (row.id !== null && !isOwner(view, reading, row.id, row.remoteId)) return;
  quarantine(view, reading, row);
  if (stood === undefined) return;
  view.present.add(keyOf(type, stood.id));
  if (stood.readable) view.upserts.set(keyOf(type, stood.id), { ...stood, readable: false });
}

function quarantine(view: View, reading: DatabaseReading, row: BrokenRow): void {
  const { remoteId, id, location, line, reason, again } = row;
  const record: BrokenRecord = {
    database: reading.key,
    remoteId,
    id,
    location,
    ...(line === undefined ? {} : { line }),
    reason,
    ...(again === undefined ? {} : { again }),
  };
  view.broken.set(reading.key, [...(view.broken.get(reading.key) ?? []), record]);
}

/** Copies of a 管理ID, and what was quarantined before and not read again since. */
function stillBroken(view: View, reading: DatabaseReading): BrokenRecord[] {
  const twins = reading.ids.flatMap(({ id, remoteId }): BrokenRecord[] =>
    id === null || isOwner(view, reading, id, remoteId)
      ? []
      : [{ database: reading.key, remoteId, id, location: remoteId, reason: TWIN }],
  );
  const handled = new Set([
    ...reading.rows.map(({ remoteId }) => remoteId),
    ...reading.broken.map(({ remoteId }) => remoteId),
    ...twins.map(({ remoteId }) => remoteId),
  ]);
  const listed = new Set(reading.ids.map(({ remoteId }) => remoteId));
  const kept = view.brokenBefore.filter(
    ({ database, remoteId, reason }) =>
      database === reading.key && listed.has(remoteId) && !handled.has(remoteId) && reason.en !== TWIN.en,
  );
  return [...twins, ...kept];
}

/** A unit that left the spec, or came back, takes its rows along, read again or not. */
function followArchive(view: View): void {
  const archived = new Map(view.readings.map((reading) => [reading.key, reading.archived]));
  for (const [key, record] of view.known) {
    const isArchived = archived.get(record.database);
    if (isArchived === undefined || isArchived === record.archived || view.upserts.has(key)) continue;
    view.upserts.set(key, { ...record, archived: isArchived });
  }
}

function missing(view: View, whole: readonly DatabaseReading[]): { type: StoredType; id: string }[] {
  const read = new Set(whole.map(({ key }) => key));
  return view.stored
    .filter(({ type, id, database }) => read.has(database) && !view.present.has(keyOf(type, id)))
    .map(({ type, id }) => ({ type, id }));
}

/** What a row without a 管理ID was and still is. */
function stoodHere(view: View, reading: DatabaseReading, remoteId: RemoteId): StoredRecord | undefined {
  const type = typeOf(reading);
  const stood = view.byPlace.get(placeKey(type, reading.key, remoteId));
  const isSame = stood && view.owners.get(keyOf(type, stood.id))?.remoteId === remoteId;
  return isSame ? stood : undefined;
}

/** Rows that are listed and neither known to stand there, nor were read now, nor are known to be broken for good. */
function unreadRows(view: View, reading: DatabaseReading): RemoteId[] {
  const type = typeOf(reading);
  const broken = view.broken.get(reading.key) ?? [];
  const seen = new Set(
    [...reading.rows, ...reading.broken, ...broken.filter(({ again }) => again !== true)].map(
      ({ remoteId }) => remoteId,
    ),
  );
  const waiting = new Set(broken.map(({ remoteId }) => remoteId));
  return reading.ids.flatMap(({ id, remoteId }) => {
    if (seen.has(remoteId)) return [];
    if (waiting.has(remoteId)) return [remoteId];
    const record = id === null ? stoodHere(view, reading, remoteId) : view.known.get(keyOf(type, id));
    const isKnown = record?.database === reading.key && record.remoteId === remoteId && record.readable;
    return isKnown ? [] : [remoteId];
  });
}
