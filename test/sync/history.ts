import type { Spec } from "../../src/model/spec.ts";
import type { BrokenRecord, StoredRecord } from "../../src/store/store.ts";
import { type Changes, decideChanges } from "../../src/sync/changes.ts";
import type { DatabaseReading } from "../../src/sync/reading.ts";
import { placeOf } from "../../src/sync/reading.ts";
import { parseEntriesKey } from "../../src/spec/keys.ts";
import { SCHEMAS } from "../../src/spec/schemas.ts";
import type { BrokenRow, ReadRow, RecordType } from "../../src/workspaces/workspace.ts";
import { buildSpec } from "../builders.ts";

/** Readings of a workspace one after the other, each decided against what the ones before left in the store. */
export interface History {
  read(...readings: readonly DatabaseReading[]): Changes;
  readonly stored: () => readonly StoredRecord[];
  readonly record: (id: string) => StoredRecord | undefined;
  readonly broken: () => readonly BrokenRecord[];
}

export const SPEC = buildSpec({
  units: [
    { key: "div-os", name: "オフィス事業部", kind: "division" },
    { key: "br-osk", name: "大阪支店", kind: "branch", aliases: ["関西"] },
    { key: "br-fuk", name: "福岡支店", kind: "branch" },
  ],
});

export function history(spec: Spec = SPEC): History {
  const stored = new Map<string, StoredRecord>();
  const broken = new Map<string, readonly BrokenRecord[]>();
  let made = 0;
  let day = 0;
  return {
    stored: () => [...stored.values()],
    record: (id) => [...stored.values()].find((record) => record.id === id),
    broken: () => [...broken.values()].flat(),
    read: (...readings) => {
      day += 1;
      const changes = decideChanges({
        spec,
        stored: [...stored.values()],
        brokenBefore: [...broken.values()].flat(),
        readings,
        now: `2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`,
        newId: () => `new-${(made += 1)}`,
      });
      for (const { type, id } of changes.removals) stored.delete(`${type} ${id}`);
      for (const record of changes.upserts) stored.set(`${record.type} ${record.id}`, record);
      for (const { record } of changes.completions) stored.set(`${record.type} ${record.id}`, record);
      for (const [key, rows] of changes.broken) broken.set(key, rows);
      return changes;
    },
  };
}

/** A row as a workspace shows it; `at` is where it lies. */
export function row(at: string, id: string | null, more: Partial<ReadRow> = {}): ReadRow {
  const title = more.values?.["title"] ?? `件名 ${at}`;
  return {
    remoteId: at,
    id,
    body: "",
    revision: `r-${id}`,
    updatedAt: "2026-10-01T00:00:00.000Z",
    location: at,
    url: `file:///${at}`,
    ...more,
    values: { title, ...more.values, ...(id === null ? {} : { id }) },
  };
}

export const brokenRow = (at: string, id: string | null, line = 3): BrokenRow => ({
  remoteId: at,
  id,
  location: at,
  line,
  reason: { ja: "読めません", en: "unreadable" },
});

type Listed = readonly (readonly [remoteId: string, id: string | null])[];

/** One database as read: rows that changed, and what is listed beside them. */
export function reading(
  key: string,
  {
    rows = [],
    broken = [],
    also = [],
    ...more
  }: Partial<DatabaseReading> & { also?: Listed; record?: RecordType } = {},
): DatabaseReading {
  const schema = SCHEMAS[more.record ?? parseEntriesKey(key)?.kind ?? "order"];
  const place = placeOf(key, { remoteId: key, schema, language: "ja" });
  if (place === null) throw new Error(`${key} is never read`);
  return {
    key,
    place,
    archived: false,
    rows,
    broken,
    ids: [
      ...[...rows, ...broken].map(({ remoteId, id }) => ({ remoteId, id })),
      ...also.map(([remoteId, id]) => ({ remoteId, id })),
    ],
    complete: true,
    cursor: () => "c",
    ...more,
  };
}
