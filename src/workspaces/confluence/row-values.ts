import { AppError } from "../../errors.ts";
import type { NamedField } from "../../model/fields.ts";
import type { DatabaseRef, Value, Values } from "../workspace.ts";
import { type Cell, dateCell, linkCell, listCell, saysYes, textCell, tickCell } from "./storage/cells.ts";
import { unsendable } from "./storage/clean-text.ts";
import type { Label } from "./storage/find-table.ts";
import type { TableRow } from "./storage/table-rows.ts";

/** A row's values ↔ the cells of its table. Labels are those of the database's language; either language is read. */

export const titleField = ({ schema }: DatabaseRef): NamedField | undefined =>
  schema.fields.find((field) => field.type === "title");

/** The field that shows the 管理ID: `id`, and for people their `key`. */
export const idField = ({ schema: { fields } }: DatabaseRef): NamedField | undefined =>
  fields.find((field) => field.name === "id") ?? fields.find((field) => field.hidden === true);

/** The fields that have a row in the table, the 管理ID last. */
export function tableFields(db: DatabaseRef): NamedField[] {
  const own = idField(db);
  const fields = db.schema.fields.filter(
    (field) => field.place === "property" && field.type !== "title" && field !== own,
  );
  return own === undefined || own.type === "title" ? fields : [...fields, own];
}

export const labelOf = (field: NamedField, { language }: DatabaseRef): Label => [
  field[language],
  language === "ja" ? field.en : field.ja,
];

export function cellOf(field: NamedField, value: Value, { language }: DatabaseRef): Cell {
  switch (field.type) {
    case "multi":
      return listCell(typeof value === "object" ? value : [String(value)], language);
    case "date":
      return dateCell(textOf(value));
    case "url":
      return linkCell(textOf(value));
    case "checkbox":
      return tickCell(value === true || value === "true");
    case "title":
    case "line":
    case "text":
    case "select":
    case "number":
    case "mask":
      return textCell(textOf(value));
    default:
      throw new Error(`unhandled ${field.type satisfies never}`);
  }
}

export const textOf = (value: Value): string =>
  (typeof value === "object" ? value.join("\n") : String(value)).trim();

/** What a cell says; undefined where that is nothing. */
export function valueIn(field: NamedField, { text, items, links }: TableRow): Value | undefined {
  const words = text.trim();
  if (words === "") return undefined;
  switch (field.type) {
    case "multi":
      return items;
    case "number":
      return numberIn(words) ?? words;
    case "checkbox":
      return saysYes(words) ? true : undefined;
    case "url":
      return links[0] ?? words;
    case "title":
    case "line":
    case "text":
    case "select":
    case "date":
    case "mask":
      return words;
    default:
      throw new Error(`unhandled ${field.type satisfies never}`);
  }
}

function numberIn(text: string): number | undefined {
  const digits = text.normalize("NFKC").replace(/[\s,¥￥]/gu, "");
  const number = digits === "" ? Number.NaN : Number(digits);
  return Number.isFinite(number) ? number : undefined;
}

/** Nothing is dropped from what people wrote: a character that cannot be kept is refused before anything is sent. */
export function refuseUnsendable(
  db: DatabaseRef,
  { values, body = "" }: { values: Values; body?: string | undefined },
): void {
  for (const field of db.schema.fields) {
    const value = values[field.name];
    const found = value === undefined ? null : unsendable(textOf(value));
    if (found !== null) throw cannotHold({ ja: `「${field.ja}」`, en: `"${field.en}"` }, found);
  }
  const found = unsendable(body);
  if (found !== null) throw cannotHold({ ja: "本文", en: "the text" }, found);
}

const cannotHold = (where: { ja: string; en: string }, character: string): AppError =>
  new AppError(
    "invalid_input",
    {
      ja: `${where.ja}に、Confluenceに保存できない文字(${character})があります`,
      en: `${where.en} holds a character that Confluence cannot keep (${character})`,
    },
    { hint: { ja: "その文字を消してください", en: "Take that character out" } },
  );
