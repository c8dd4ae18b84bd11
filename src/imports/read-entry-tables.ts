import { createHash } from "node:crypto";

import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { Entry, ENTRY_SCHEMAS, type EntryKind, MAIN_HEADING } from "../model/entry.ts";
import { fieldsOf, findOption, foldLabel, type NamedField } from "../model/fields.ts";
import { ENTRY_KINDS } from "../model/options.ts";
import { readRecord } from "../model/record.ts";
import { resolveUnit } from "../model/resolve-unit.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { importedLine, importedText } from "./imported-text.ts";
import { cellUnder, type LabelledRow, labelledRows } from "./labelled-rows.ts";
import { duplicateText, type ParsedEntries, type Rejected, unknownUnitText } from "./parsed.ts";
import type { Table } from "./table.ts";

/**
 * Entries from a list with one row each. Columns are told by the labels of the fields in either language;
 * 件名, 種別 and 事業部・拠点 are needed, the sheet's name standing in for the last two.
 */
export function readEntryTables(file: string, tables: readonly Table[], spec: Spec): ParsedEntries {
  const rows = labelledRows(file, tables, isHeader);
  if (rows === undefined) throw noHeader(file);
  const entries: Entry[] = [];
  const rejected: Rejected[] = [];
  const seen = new Map<string, { where: string; content: string }>();
  for (const row of rows) {
    const read = readRow(row, spec);
    if ("reason" in read) {
      rejected.push({ id: read.id ?? row.where, reason: read.reason });
      continue;
    }
    const entry = read.id === undefined ? withStableId(read.entry, seen) : { ...read.entry, id: read.id };
    const before = seen.get(entry.id);
    if (before !== undefined) {
      rejected.push({ id: entry.id, reason: duplicateText(row.where, before.where) });
      continue;
    }
    seen.set(entry.id, { where: row.where, content: contentOf(read.entry) });
    entries.push(entry);
  }
  return { entries, rollouts: [], rejected, warnings: [] };
}

const UNIT = "unit";
const KIND = "kind";

/** Column names besides the labels of the fields that people's own lists use. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  [UNIT]: ["事業部・拠点", "事業部/拠点", "事業部", "拠点", "部署", "支店", "Unit", "unit_id"],
  [KIND]: ["種別", "種類", "区分", "Kind", "Type"],
  id: ["管理ID", "Bridge ID", "ID"],
  title: ["件名", "タイトル", "題名", "Title"],
  main: ["内容", "本文", "詳細", "Text", "Body"],
  customer: ["顧客名", "顧客", "お客様", "お客さま", "Customer"],
  called: ["呼び名"],
  mask: ["伏せる語", "Mask list", "Mask"],
  private_notes: ["非共有メモ", "Private notes"],
  heard_on: ["聞いた日", "日付", "記入日", "Heard on", "Date", "recorded_on"],
  theme: ["分類", "タグ", "Theme", "Tags"],
  scope: ["共有範囲", "Scope"],
  segment: ["業種・規模", "業種", "規模", "Segment"],
  products: ["商材", "製品", "Product", "Products"],
};

const FIELDS = {
  issue: fieldsOf(ENTRY_SCHEMAS.issue),
  success: fieldsOf(ENTRY_SCHEMAS.success),
  failure: fieldsOf(ENTRY_SCHEMAS.failure),
} as const satisfies Record<EntryKind, readonly NamedField[]>;

const labelsOf = (field: NamedField): string[] => [field.ja, field.en, field.name].map(foldLabel);
const KNOWN_LABELS = new Set([
  ...Object.values(FIELDS).flatMap((fields) => fields.flatMap(labelsOf)),
  ...Object.entries(SYNONYMS).flatMap(([name, labels]) => [name, ...labels].map(foldLabel)),
]);
const TITLES = new Set((SYNONYMS["title"] ?? []).map(foldLabel));

/** A row that names 件名 and at least one more column. */
function isHeader(labels: readonly string[]): boolean {
  const known = labels.filter((label) => KNOWN_LABELS.has(label));
  return known.length >= 2 && known.some((label) => TITLES.has(label));
}

type RowRead = { entry: Entry; id: string | undefined } | { id: string | undefined; reason: Text };

function readRow(row: LabelledRow, spec: Spec): RowRead {
  const cell = (name: string) => cellUnder(row, [name, ...(SYNONYMS[name] ?? [])]);
  const id = importedLine(cell("id"));
  const kind = ENTRY_KINDS.find((each) => each === findOption(ENTRY_KINDS, cell(KIND) ?? row.sheet))?.id;
  if (kind === undefined) return { id, reason: noKind(row.where, cell(KIND)) };
  const named = cell(UNIT);
  const unit = resolveUnit(spec, named ?? row.sheet);
  if (unit === undefined) {
    return { id, reason: named === undefined ? noUnit(row.where) : unknownUnitText(row.where, named, spec) };
  }
  return readFields(row, kind, unit, id, cell);
}

function readFields(
  row: LabelledRow,
  kind: EntryKind,
  unit: Unit,
  id: string | undefined,
  cell: (name: string) => string | undefined,
): RowRead {
  const values: Record<string, string> = {};
  const texts: Record<string, string> = {};
  for (const field of FIELDS[kind]) {
    if (field.name === "id") continue;
    const text = cell(field.name) ?? cellUnder(row, labelsOf(field));
    if (text === undefined) continue;
    const taken = field.place === "heading" ? importedText(text) : fieldText(text, field);
    if (taken !== undefined) (field.place === "heading" ? texts : values)[field.name] = taken;
  }
  const main = importedText(cell("main"));
  if (main !== undefined) texts[MAIN_HEADING[kind]] = joined(texts[MAIN_HEADING[kind]], main);
  const title = values["title"] ?? firstLine(texts[MAIN_HEADING[kind]]);
  if (title === undefined) return { id, reason: noTitle(row.where) };

  const { record, problems } = readRecord(values, "", FIELDS[kind], { closed: CLOSED });
  if (problems.length > 0)
    return {
      id,
      reason: located(
        row.where,
        problems.map(({ message }) => message),
      ),
    };
  const entry = Entry.parse({ ...record, ...texts, title, kind, unit: unit.key, id: id ?? "-" });
  return { id, entry };
}

const CLOSED: ReadonlySet<string> = new Set(["level", "scope"]);

/** A mask list has one term per line; other properties are one line. */
function fieldText(text: string, field: NamedField): string | undefined {
  if (field.type === "mask") return text;
  if (field.type === "multi") return importedLine(text.replace(/[\n;；]/gu, "、"));
  return importedLine(text);
}

const joined = (before: string | undefined, more: string): string =>
  before === undefined ? more : `${before}\n\n${more}`;

function firstLine(text: string | undefined): string | undefined {
  const line = importedLine(text?.split("\n").find((each) => each.trim() !== ""));
  return line === undefined ? undefined : Array.from(line).slice(0, 60).join("");
}

/**
 * Lists without ids are corrected and imported again. So the id comes from what stays when a text is
 * corrected — unit, kind and title — and rows that share all three are counted; a row that is wholly equal to
 * an earlier one gets that one's id, and is refused as its duplicate.
 */
function withStableId(entry: Entry, seen: ReadonlyMap<string, { where: string; content: string }>): Entry {
  const content = contentOf(entry);
  for (let nth = 1; ; nth++) {
    const text = JSON.stringify([entry.unit, entry.kind, foldLabel(entry.title), nth]);
    const id = `x-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
    const taken = seen.get(id);
    if (taken === undefined || taken.content === content) return { ...entry, id };
  }
}

const contentOf = (entry: Entry): string => JSON.stringify({ ...entry, id: "" });

function noHeader(file: string): AppError {
  return new AppError(
    "invalid_input",
    {
      ja: `${file}:1:1 見出しの行が見つかりません`,
      en: `${file}:1:1 no header row was found`,
    },
    {
      hint: {
        ja: "「件名」「種別」「事業部・拠点」の列がある行を入れてください",
        en: "Put in a row that names the columns Title, Kind and Unit",
      },
    },
  );
}

const located = (where: string, messages: readonly Text[]): Text => ({
  ja: `${where}: ${messages.map(({ ja }) => ja).join(" / ")}`,
  en: `${where}: ${messages.map(({ en }) => en).join(" / ")}`,
});

const noKind = (where: string, found: string | undefined): Text => ({
  ja: `${where}: 種別を「課題」「成功事例」「失敗事例」のどれかにしてください${found ? `(いまは「${found}」)` : ""}`,
  en: `${where}: the kind must be Issue, Success or Failure${found ? `, not "${found}"` : ""}`,
});

const noUnit = (where: string): Text => ({
  ja: `${where}: 事業部・拠点が空です`,
  en: `${where}: the unit is empty`,
});

const noTitle = (where: string): Text => ({
  ja: `${where}: 件名が空です`,
  en: `${where}: the title is empty`,
});
