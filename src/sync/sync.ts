import { createHash, randomInt } from "node:crypto";

import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { isLargeRemoval } from "../model/removal-guard.ts";
import type { Spec } from "../model/spec.ts";
import type { BrokenRecord, RecordChanges, Store, StoredRecord, StoredType } from "../store/store.ts";
import type { DatabaseRef, RowFate, Workspace } from "../workspaces/workspace.ts";
import { type Changes, decideChanges } from "./changes.ts";
import { completeRows } from "./complete-rows.ts";
import { assumeThere, type DatabaseReading, placeOf, readDatabases, withRows } from "./reading.ts";
import { storedTypeOf } from "./record-row.ts";

export interface SyncInput {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly spec: Spec;
  /** Databases by node key, and which of them belong to units that left the spec. */
  readonly databases: ReadonlyMap<string, DatabaseRef>;
  readonly archived: ReadonlySet<string>;
  readonly now: Date;
  /** Read everything, not only what changed since the last time. */
  readonly full: boolean;
  /** Remove rows even if they are many. */
  readonly confirm: boolean;
  readonly onRead?: (done: number, total: number) => void;
}

export interface Synced {
  readonly upserted: number;
  readonly removed: number;
  readonly unchanged: number;
  /** 管理ID of the removed rows, and what became of each. */
  readonly gone: readonly { readonly id: string; readonly fate: RowFate }[];
  /** Removals that wait for `--confirm`. */
  readonly unconfirmed: number;
  /** Rows that cannot be read, each with its place. */
  readonly quarantined: readonly BrokenRecord[];
  /** Databases that could not be read, and values that could not be taken. */
  readonly notices: readonly Text[];
}

const TYPES = ["entry", "person", "rollout", "order", "target"] as const satisfies readonly StoredType[];

/**
 * Takes in what people did in the workspace. Rows without a 管理ID get one; nothing else of theirs is written.
 * Many removals at once are more often a mistake than a wish: they wait until they are confirmed, while
 * everything else is taken in. Callers hold the partner's run lock.
 */
export async function syncRecords(input: SyncInput): Promise<Synced> {
  const { store, spec, workspace } = input;
  const partner = spec.partner.key;
  const { readings, changes } = await readAndDecide(input);
  await refuseUnreadable(workspace, readings);
  const missing = await stillGone(input, changes.removals);
  const { gone, notices } = await apartFromTwins(input, missing.gone);
  const { completed, refused, skipped } = await completeRows(input, changes.completions);
  const total = (await allRecords(store, partner)).length;
  const waits = isLargeRemoval(gone.length, total) && !input.confirm;
  const removals = waits ? [] : gone;
  const upserts = new Map([...changes.upserts, ...completed].map((one) => [`${one.type} ${one.id}`, one]));
  const committed: RecordChanges = {
    upserts: [...upserts.values()],
    removals,
    cursors: new Map(
      readings.flatMap(({ key, cursor }) => (cursor === undefined ? [] : [[key, namesOf(spec) + cursor()]])),
    ),
    broken: withRefused(changes.broken, refused),
  };
  await store.records.commit(partner, workspace.kind, committed);
  await closeRefills(input, readings, skipped);
  return {
    upserted: committed.upserts.length,
    removed: removals.length,
    unchanged: changes.unchanged,
    unconfirmed: gone.length - removals.length,
    quarantined: await store.records.broken(partner),
    gone: removals.map(({ id, fate }) => ({ id, fate })),
    notices: [...missing.notices, ...notices, ...noticesOf(readings, changes)],
  };
}

/**
 * One database that cannot be read is named beside what was taken in from the others; all of them are a failure, and
 * so is a token that is accepted no more.
 */
async function refuseUnreadable(workspace: Workspace, readings: readonly DatabaseReading[]): Promise<void> {
  if (readings.some(({ isRefused }) => isRefused === true)) {
    const [way] = await workspace.check();
    if (way?.ok === false) throw new AppError("workspace_failed", way.detail);
  }
  const [first] = readings.flatMap(({ failure }) => failure ?? []);
  if (first === undefined || readings.some(({ failure }) => failure === undefined)) return;
  throw new AppError("workspace_failed", {
    ja: `どのデータベースも読めないため、何も取り込んでいません: ${first.ja}`,
    en: `no database can be read, so nothing was taken in: ${first.en}`,
  });
}

/** The refusal of a sync whose removals wait; everything else was done. */
export function removalsWait({ unconfirmed }: Synced, spec: Spec): AppError {
  return new AppError(
    "needs_confirm",
    {
      ja: `${spec.partner.name}: ${unconfirmed} 件の記録がワークスペースから無くなっています。ほかの変更は取り込みましたが、この削除はまだ反映していません`,
      en: `${spec.partner.name}: ${unconfirmed} records are gone from the workspace; everything else was taken in, these removals were not`,
    },
    {
      hint: {
        ja: "消したつもりがなければフォルダーや共有設定を確かめ、よければ --confirm を付けて実行してください",
        en: "If that is not meant, check folders and sharing; if it is, add --confirm.",
      },
    },
  );
}

/** Rows that moved between reading and listing, or were moved by people, are read one by one. */
async function readAndDecide(
  input: SyncInput,
): Promise<{ readings: readonly DatabaseReading[]; changes: Changes }> {
  const { store, spec, workspace, databases, now } = input;
  const partner = spec.partner.key;
  const { freeListing, bulkReading } = workspace.capabilities;
  const list = input.full || freeListing;
  const cursors =
    input.full && bulkReading
      ? new Map<string, string>()
      : usableCursors(await store.records.cursors(partner, workspace.kind), spec);
  const stored = await allRecords(store, partner);
  const brokenBefore = await store.records.broken(partner);
  const decide = (readings: readonly DatabaseReading[]) =>
    decideChanges({
      spec,
      stored,
      brokenBefore,
      readings,
      now: now.toISOString(),
      newId,
      eachIsConfirmed: workspace.rowFate !== undefined,
    });
  const read = await readDatabases({ ...input, cursors, list });
  const readings = list ? read : assumeThere(read, stored, brokenBefore);
  const changes = decide(readings);
  if (changes.unread.size === 0) return { readings, changes };
  const completed: DatabaseReading[] = [];
  for (const reading of readings) {
    const rows = changes.unread.get(reading.key);
    const ref = databases.get(reading.key);
    completed.push(
      rows === undefined || ref === undefined ? reading : await withRows(workspace, reading, { ref, rows }),
    );
  }
  return { readings: completed, changes: decide(completed) };
}

/**
 * A row that moves, while we read, into a database that was read already is found in neither. So gone is only
 * what a second listing of all of them lacks too; what turns up there is taken in by the next sync.
 */
async function stillGone(input: SyncInput, removals: Changes["removals"]): Promise<Missing> {
  const { workspace, databases } = input;
  if (removals.length === 0) return NOTHING_MISSING;
  if (workspace.rowFate !== undefined) return confirmedOneByOne(input, removals);
  const there = new Set<string>();
  for (const [key, ref] of databases) {
    const place = placeOf(key, ref);
    if (place === null) continue;
    const { ids, complete } = await workspace.entryIds(ref);
    if (!complete) return NOTHING_MISSING;
    for (const { id } of ids) there.add(`${storedTypeOf(place.record)} ${id}`);
  }
  const gone = removals
    .filter(({ type, id }) => !there.has(`${type} ${id}`))
    .map((removal) => ({ ...removal, fate: "gone" as const }));
  return { gone, notices: [] };
}

interface Missing {
  readonly gone: readonly Removal[];
  readonly notices: readonly Text[];
}

const NOTHING_MISSING: Missing = { gone: [], notices: [] };

/** A removal that the workspace confirmed, with what became of the row. */
interface Removal {
  readonly type: StoredType;
  readonly id: string;
  readonly fate: Exclude<RowFate, "there" | "hidden">;
}

/**
 * A row that a listing lacks is asked for itself before it counts as gone. Where one of them turns out to be there, the
 * listing of its database came back short, and nothing of that database is gone. So many that they wait for a person
 * anyway are not all asked for.
 */
async function confirmedOneByOne(
  { workspace, databases, store, spec, confirm }: SyncInput,
  removals: Changes["removals"],
): Promise<Missing> {
  const all = await allRecords(store, spec.partner.key);
  const records = new Map(all.map((record) => [`${record.type} ${record.id}`, record]));
  const waits = isLargeRemoval(removals.length, all.length) && !confirm;
  const byDatabase = Map.groupBy(removals, ({ type, id }) => records.get(`${type} ${id}`)?.database ?? "");
  const gone: Removal[] = [];
  const notices: Text[] = [];
  for (const [database, some] of byDatabase) {
    const ref = databases.get(database);
    const own: Removal[] = [];
    for (const [at, removal] of some.entries()) {
      const record = records.get(`${removal.type} ${removal.id}`);
      if (ref === undefined || record === undefined) break;
      const isAsked = !waits || at < ASKED_OF_MANY;
      const fate = isAsked ? await fateOrNotice(workspace, ref, record, notices) : "gone";
      if (fate === null) {
        own.length = 0;
        break;
      }
      if (fate === "there" || fate === "hidden") {
        notices.push(fate === "there" ? cameBackShort(database) : isInTrash(database));
        own.length = 0;
        break;
      }
      own.push({ ...removal, fate });
    }
    gone.push(...own);
  }
  return { gone, notices };
}

/** Null, and a notice: a row that cannot be asked for says nothing, and hinders no other. */
async function fateOrNotice(
  workspace: Workspace,
  ref: DatabaseRef,
  { database, remoteId }: StoredRecord,
  notices: Text[],
): Promise<RowFate | null> {
  try {
    return (await workspace.rowFate?.(ref, remoteId)) ?? null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    notices.push({
      ja: `${database} の、一覧に無い行を確かめられないため、この分の削除は反映していません: ${error.text.ja}`,
      en: `${database}: a row missing from its listing cannot be asked for, so nothing was removed: ${error.text.en}`,
    });
    return null;
  }
}

const ASKED_OF_MANY = 3;

const cameBackShort = (database: string): Text => ({
  ja: `${database} の一覧に無い行が、実際にはありました。一覧が途中までだったと見なし、この分の削除は反映していません`,
  en: `${database}: rows missing from its listing are there, so the listing came back short and nothing was removed`,
});

const isInTrash = (database: string): Text => ({
  ja: `${database} はデータベースごとゴミ箱にあるため、この分の削除は反映していません。kakehashi apply で元に戻せます`,
  en: `${database} is in the trash as a whole, so nothing of it was removed. \`kakehashi apply\` takes it back`,
});

/**
 * Where a second page carries the marker of a unit or of its database, its rows may lie there: a folder that
 * was put back out of a bin after `apply` had made a new one. Then nothing of that unit is gone yet.
 */
async function apartFromTwins(
  { workspace, store, spec }: SyncInput,
  removals: readonly Removal[],
): Promise<{ gone: readonly Removal[]; notices: Text[] }> {
  // Where each row was asked for itself, it is known not to lie anywhere else.
  if (removals.length === 0 || workspace.rowFate !== undefined) return { gone: removals, notices: [] };
  const { nodes } = await workspace.readTree();
  const twins = [...Map.groupBy(nodes, ({ key }) => key)].flatMap(([key, some]) =>
    key !== null && some.length > 1 ? [{ key, places: some.map(({ location }) => location) }] : [],
  );
  const places = new Map(
    (await allRecords(store, spec.partner.key)).map(({ type, id, database }) => [`${type} ${id}`, database]),
  );
  const twinOf = ({ type, id }: Removal) =>
    twins.find(({ key }) => `${places.get(`${type} ${id}`) ?? ""}/`.startsWith(`${key}/`));
  const waiting = new Set(removals.map(twinOf).filter((twin) => twin !== undefined));
  return {
    gone: removals.filter((removal) => twinOf(removal) === undefined),
    notices: [...waiting].map(({ places: where }) => ({
      ja: `同じ印を持つページが複数あるため、ここの記録の削除は反映していません: ${where.join("、")}`,
      en: `several pages carry one marker, so no record of theirs was removed: ${where.join(", ")}`,
    })),
  };
}

/** Rows name units as people do. What the spec calls them decides what a row says, so then all are read again. */
const namesOf = ({ units }: Spec): string => {
  const names = units.map((unit) => [
    unit.key,
    unit.name,
    unit.name_ja,
    unit.name_en,
    unit.aliases,
    unit.former_names,
  ]);
  return `${createHash("sha256").update(JSON.stringify(names)).digest("base64url").slice(0, 10)}:`;
};

function usableCursors(cursors: ReadonlyMap<string, string>, spec: Spec): Map<string, string> {
  const names = namesOf(spec);
  return new Map(
    [...cursors].flatMap(([key, cursor]) =>
      cursor.startsWith(names) ? [[key, cursor.slice(names.length)] as const] : [],
    ),
  );
}

async function allRecords(store: Store, partner: string): Promise<StoredRecord[]> {
  return (await Promise.all(TYPES.map((type) => store.records.all(partner, type)))).flat();
}

/** Once every row of a database was read and written, nothing of it is to be filled in any more. */
async function closeRefills(
  { store, spec, workspace }: SyncInput,
  readings: readonly DatabaseReading[],
  skipped: ReadonlySet<string>,
): Promise<void> {
  const partner = spec.partner.key;
  const done = readings.filter(
    ({ key, refill, cursor, broken }) =>
      refill !== undefined && cursor !== undefined && broken.length === 0 && !skipped.has(key),
  );
  if (done.length === 0) return;
  const keys = new Set(done.map(({ key }) => key));
  for (const { refill: _, ...binding } of await store.bindings.all(partner, workspace.kind)) {
    if (keys.has(binding.key)) await store.bindings.save(partner, workspace.kind, binding);
  }
}

function withRefused(
  broken: Changes["broken"],
  refused: readonly BrokenRecord[],
): ReadonlyMap<string, readonly BrokenRecord[]> {
  const more = Map.groupBy(refused, ({ database }) => database);
  return new Map([...broken].map(([key, rows]) => [key, [...rows, ...(more.get(key) ?? [])]]));
}

/** Without letters that are read for each other; ten of them are enough for a million rows a partner. */
const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
export const newId = (): string =>
  `k-${Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")}`;

function noticesOf(readings: readonly DatabaseReading[], { notices }: Changes): Text[] {
  const failed = readings.flatMap(({ key, failure, complete }): Text[] => {
    if (failure !== undefined) {
      return [
        {
          ja: `${key} を読めないため、この分の削除は反映していません: ${failure.ja}`,
          en: `${key} cannot be read, so nothing was removed: ${failure.en}`,
        },
      ];
    }
    if (complete) return [];
    return [
      {
        ja: `${key} を最後まで一覧できないため、削除は反映していません`,
        en: `${key} could not be listed to its end, so nothing was removed`,
      },
    ];
  });
  const values = notices.map(({ location, message }): Text => ({
    ja: `${location}: ${message.ja}`,
    en: `${location}: ${message.en}`,
  }));
  return [...failed, ...values];
}
