import type { Language } from "../../language.ts";
import type { NamedField } from "../../model/fields.ts";
import { revisionOf } from "../row-revision.ts";
import type { DatabaseRef, DatabaseSchema, Value, Values } from "../workspace.ts";
import type { PageChange } from "./change-page.ts";
import { fitsTitle, idInTitle, rowTitle, titleIn } from "./row-title.ts";
import {
  cellOf,
  idField,
  labelOf,
  refuseUnsendable,
  tableFields,
  textOf,
  titleField,
  valueIn,
} from "./row-values.ts";
import { bodyFromStorage, bodyToStorage } from "./storage/body.ts";
import type { PersonName } from "./storage/cell-text.ts";
import { type Cell, textCell } from "./storage/cells.ts";
import { type Label, rowOf } from "./storage/find-table.ts";
import { splitEntry } from "./storage/entry.ts";
import { patchBody } from "./storage/patch-body.ts";
import { entryTable, patchTable, readTable } from "./storage/properties-table.ts";
import { renamedLabels } from "./storage/renamed-labels.ts";
import type { TableRow } from "./storage/table-rows.ts";
import type { StorageNode } from "./storage/tree.ts";

/** A row's page: its title, the table of its properties on top, its free text below. Pure. */

export interface RowPage {
  readonly id: string | null;
  readonly values: Values;
  readonly body: string;
  /** Fields whose place in the table a person took away. */
  readonly dropped: readonly string[];
}

/** What helps to read a page beside the page itself. */
export interface Reading {
  /** Its 管理ID, whatever the table shows. */
  readonly knownId?: string | null;
  readonly personName?: PersonName;
}

/** What a row's page says. */
export function readRowPage(
  db: DatabaseRef,
  pageTitle: string,
  nodes: readonly StorageNode[],
  { knownId = null, personName }: Reading = {},
): RowPage {
  const labels = labelsOn(db, nodes);
  const names = labels.map(({ label }) => label);
  const rows = readTable(nodes, names, personName) ?? [];
  const values: Record<string, Value> = {};
  const dropped: string[] = [];
  for (const { field, label } of labels) {
    const row = rowOf(rows, label);
    const value = row === undefined ? undefined : valueIn(field, row);
    if (value !== undefined) values[field.name] = value;
    if (row === undefined && field.type !== "title") dropped.push(field.name);
  }
  const own = idField(db);
  const shown = own === undefined ? undefined : values[own.name];
  const id = knownId?.normalize("NFC") ?? (shown === undefined ? null : textOf(shown).normalize("NFC"));
  if (own !== undefined && id !== null && own.type !== "title") {
    values[own.name] = id;
    // Emptied, taken out or typed over: whoever else knows it, its row does not.
    const isShown = shown !== undefined && textOf(shown).normalize("NFC") === id;
    if (!isShown && !dropped.includes(own.name)) dropped.push(own.name);
  }
  const title = titleField(db);
  if (title !== undefined) {
    const words = titleOn(pageTitle, id, values[title.name]);
    if (words === "") delete values[title.name];
    else values[title.name] = words;
  }
  return {
    id,
    values,
    body: bodyFromStorage(nodes, {
      skip: splitEntry(nodes, names).own,
      ...(personName && { personName }),
    }),
    dropped: id === null ? dropped.filter((name) => name !== own?.name) : dropped,
  };
}

/**
 * Changes with what the row says. Its 管理ID is no part of that, wherever it was found, except for the number of an order,
 * which is people's.
 */
export function revisionOfRow(db: DatabaseRef, { id, values, body }: RowPage): string {
  const own = idField(db);
  if (own === undefined || db.schema.record === "order") return revisionOf({ id, values }, body);
  const { [own.name]: _, ...others } = values;
  return revisionOf({ id: null, values: others }, body);
}

/** The whole title where the page's own could not hold it; otherwise people may have given the page another. */
function titleOn(pageTitle: string, id: string | null, inTable: Value | undefined): string {
  const own = titleIn(pageTitle, id);
  if (inTable === undefined) return own;
  const whole = textOf(inTable);
  return id !== null && titleIn(rowTitle(whole, id), id) !== own ? own : whole;
}

interface LabelledField {
  readonly field: NamedField;
  readonly label: Label;
}

/** The labels to look for on this very page: people rename rows, which are then known by where they stand. */
function labelsOn(db: DatabaseRef, nodes: readonly StorageNode[]): LabelledField[] {
  const title = titleField(db);
  const fields = [...(title === undefined ? [] : [title]), ...tableFields(db)];
  const labels = fields.map((field) => labelOf(field, db));
  const renamed = renamedLabels(readTable(nodes, labels) ?? [], labels);
  return fields.map((field, at) => ({ field, label: renamed[at] ?? labelOf(field, db) }));
}

interface RowContent {
  readonly id: string;
  readonly values: Values;
  readonly body?: string;
}

/** The body of the page of a new row. Throws `invalid_input` for what Confluence cannot keep. */
export function newRowPage(db: DatabaseRef, { id, values, body = "" }: RowContent): StorageNode[] {
  refuseUnsendable(db, { values, body });
  return [newTable(db, id, values), ...bodyToStorage(body)];
}

/** Every field has its row, also an empty one, for people to fill in. */
function newTable(db: DatabaseRef, id: string, values: Values): StorageNode {
  const own = idField(db);
  const title = titleField(db);
  const words = title === undefined ? "" : textOf(values[title.name] ?? "");
  const rows = tableFields(db).map((field): readonly [string, Cell] => {
    const value = field === own ? id : values[field.name];
    return [field[db.language], value === undefined ? textCell("") : cellOf(field, value, db)];
  });
  const whole =
    title !== undefined && !fitsTitle(words, id) ? [[title[db.language], textCell(words)] as const] : [];
  return entryTable([...whole, ...rows]);
}

/** What the template of a record holds: the empty table, and the headings of the text. */
export function templatePage(schema: DatabaseSchema, language: Language): StorageNode[] {
  const db: DatabaseRef = { remoteId: "", schema, language };
  const rows = tableFields(db)
    .filter((field) => field !== idField(db))
    .map((field): readonly [string, Cell] => [field[language], textCell("")]);
  const headings = schema.fields.filter((field) => field.place === "heading");
  return [entryTable(rows), ...bodyToStorage(headings.map((field) => `## ${field[language]}\n`).join("\n"))];
}

/** A released copy has the title and the 管理ID of what it is a copy of. */
const NOTES: Partial<Record<DatabaseSchema["record"], Record<Language, string>>> = {
  released: { ja: "共有用", en: "shared" },
};

/** The title of a row's page; `note` is a word more, for where the plain one is taken. */
export function titleOf(db: DatabaseRef, { id, values }: RowContent, note = ""): string {
  const title = titleField(db);
  const words = title === undefined ? "" : textOf(values[title.name] ?? "");
  const own = NOTES[db.schema.record]?.[db.language] ?? "";
  return rowTitle(words, id, [own, note].filter((part) => part !== "").join(" "));
}

/** What is to change for the page to say this; null for nothing. Values and body that are absent stay. */
export function patchRowPage(
  db: DatabaseRef,
  page: { readonly title: string; readonly body: readonly StorageNode[] },
  row: RowContent,
  personName?: PersonName,
): PageChange | null {
  refuseUnsendable(db, row);
  const reading = { knownId: row.id, ...(personName && { personName }) };
  const before = readRowPage(db, page.title, page.body, reading);
  const labels = labelsOn(db, page.body);
  const names = labels.map(({ label }) => label);
  const rows = readTable(page.body, names, personName) ?? [];
  const title = newTitle(db, page.title, row, before);
  const changes = cellChanges(db, { row, rows, labels });
  const table = patchTable(page.body, changes, names);
  const body = row.body === undefined ? table : patchBody(table, row.body, names);
  if (title === page.title && body === page.body) return null;
  return { ...(title === page.title ? {} : { title }), ...(body === page.body ? {} : { body }) };
}

function cellChanges(
  db: DatabaseRef,
  {
    row: { id, values },
    rows,
    labels,
  }: { row: RowContent; rows: readonly TableRow[]; labels: readonly LabelledField[] },
): Map<string, Cell | null> {
  const own = idField(db);
  const changes = new Map<string, Cell | null>();
  for (const { field, label } of labels) {
    const name = typeof label === "string" ? label : label[0];
    const value = field === own ? id : values[field.name];
    const row = rowOf(rows, label);
    const isThere = row !== undefined;
    // However people wrote it: a thousands separator or a word for a tick is theirs.
    if (row !== undefined && value !== undefined && says(field, row, value)) continue;
    if (field.type === "title") {
      const isNeeded = value !== undefined && !fitsTitle(textOf(value), id);
      if (isNeeded || (isThere && value !== undefined)) changes.set(name, textCell(textOf(value)));
    } else if (value !== undefined) {
      // A row that people took out comes back only for what it is to say, or where its place is asked for.
      changes.set(name, isEmpty(value) ? emptied(isThere) : cellOf(field, value, db));
    }
  }
  return changes;
}

function says(field: NamedField, row: TableRow, value: Value): boolean {
  const now = valueIn(field, row);
  return (
    now !== undefined &&
    JSON.stringify(now) === JSON.stringify(typeof value === "string" ? value.trim() : value)
  );
}

const isEmpty = (value: Value): boolean =>
  value === false || (typeof value === "object" ? value.length === 0 : value === "");

const emptied = (isThere: boolean): Cell | null => (isThere ? null : textCell(""));

/** A title that people gave the page stays, as long as it says what it is to say. */
function newTitle(db: DatabaseRef, pageTitle: string, row: RowContent, before: RowPage): string {
  const field = titleField(db);
  const wanted = field === undefined ? undefined : row.values[field.name];
  if (field === undefined || wanted === undefined || before.values[field.name] === textOf(wanted))
    return pageTitle;
  return titleOf(db, row, idInTitle(pageTitle) === row.id ? noteIn(pageTitle, db) : "");
}

/** The word more that a title has, beside those that all titles of the record have. */
function noteIn(pageTitle: string, db: DatabaseRef): string {
  const note = / · ([^[\]]*)\]$/u.exec(pageTitle.trim())?.[1] ?? "";
  const own = NOTES[db.schema.record]?.[db.language] ?? "";
  return note.startsWith(own) ? note.slice(own.length).trim() : note;
}
