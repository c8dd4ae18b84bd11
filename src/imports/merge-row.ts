import type { Language, Text } from "../language.ts";
import type { NamedField } from "../model/fields.ts";
import { findHeadings } from "../model/body-sections.ts";
import type { DatabaseRef, Values } from "../workspaces/workspace.ts";

/**
 * Three versions of a row: what the last import gave, what this import gives, and what stands in the
 * workspace. The import changes only what changed in the imported file; where a person changed the same
 * thing, the person's text stays and the import says so.
 */
export interface Merge {
  /** Names of fields to take from the import. */
  readonly take: readonly NamedField[];
  /** Fields that both the file and a person changed, differently. */
  readonly conflicts: readonly NamedField[];
}

type Members = Readonly<Record<string, unknown>>;

/** `before` undefined: nobody knows what was imported, so only empty fields are filled. */
export function mergeRow(
  fields: readonly NamedField[],
  { before, wanted, found }: { before: Members | undefined; wanted: Members; found: Members },
): Merge {
  const take: NamedField[] = [];
  const conflicts: NamedField[] = [];
  for (const field of fields) {
    if (field.hidden && field.name !== "author") continue;
    const [was, want, is] = [before?.[field.name], wanted[field.name], found[field.name]];
    if (isSame(want, is) || (before !== undefined && isSame(want, was))) continue;
    if (before === undefined ? isEmpty(is) : isSame(was, is)) take.push(field);
    else if (before !== undefined || !isEmpty(want)) conflicts.push(field);
  }
  return { take, conflicts };
}

/** Absent, empty and "no items" are one and the same to a reader. */
export function isSame(a: unknown, b: unknown): boolean {
  return (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The properties to write so that the taken fields say what the import says; an emptied one is cleared. */
export function changedValues(take: readonly NamedField[], shown: Values): Values {
  const changed = take
    .filter((field) => field.place === "property")
    .map((field) => [
      field.name,
      shown[field.name] ?? (field.type === "multi" || field.type === "mask" ? [] : ""),
    ]);
  return Object.fromEntries(changed) as Values;
}

/** The body with new text below the headings of the taken fields; everything else stays byte for byte. */
export function changedBody(
  body: string,
  take: readonly NamedField[],
  wanted: Members,
  db: Pick<DatabaseRef, "schema" | "language">,
): string | undefined {
  const headings = take.filter((field) => field.place === "heading");
  if (headings.length === 0) return undefined;
  return headings.reduce((text, field) => withSection(text, field, textOf(wanted[field.name]), db), body);
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function withSection(
  body: string,
  field: NamedField,
  text: string,
  { schema, language }: Pick<DatabaseRef, "schema" | "language">,
): string {
  const newline = body.includes("\r\n") ? "\r\n" : "\n";
  const filled = text.split("\n").join(newline);
  const section = sectionOf(body, field, schema.fields);
  if (section === undefined) {
    if (text === "") return body;
    const above = body.trimEnd();
    return `${above}${above === "" ? "" : newline.repeat(2)}## ${field[language]}${newline.repeat(2)}${filled}${newline}`;
  }
  const rest = body.slice(section.to);
  const between = text === "" ? newline : `${newline}${filled}${newline}${rest === "" ? "" : newline}`;
  return `${body.slice(0, section.from)}${between}${rest}`;
}

/** Where the text below a field's heading starts and ends; undefined if the body has no such heading. */
function sectionOf(
  body: string,
  { name }: NamedField,
  fields: readonly NamedField[],
): { from: number; to: number } | undefined {
  const headings = findHeadings(body, fields);
  const own = headings.findIndex(({ field }) => field?.name === name);
  if (own < 0) return undefined;
  const starts = [0, ...Array.from(body.matchAll(/\n/gu), ({ index }) => index + 1)];
  const startOf = (line: number | undefined) =>
    line === undefined ? body.length : (starts[line] ?? body.length);
  return { from: startOf((headings[own]?.line ?? 0) + 1), to: startOf(headings[own + 1]?.line) };
}

export function conflictText(conflicts: readonly NamedField[]): Text {
  const names = (language: Language) => conflicts.map((field) => field[language]);
  return {
    ja: `${names("ja").join("、")}: ファイルとワークスペースの両方で変更されています。ワークスペース側の内容を残しました`,
    en: `${names("en").join(", ")}: changed both in the file and in the workspace; the workspace's text was kept`,
  };
}
