import { editFrontMatter } from "../../content/edit-front-matter.ts";
import {
  parseFrontMatter,
  splitFile,
  type FrontMatter,
  type FrontMatterValue,
} from "../../content/front-matter.ts";
import { yamlLines } from "../../content/yaml-text.ts";
import type { Language } from "../../language.ts";
import { foldLabel, type NamedField } from "../../model/fields.ts";
import type { DatabaseRef, Value, Values } from "../workspace.ts";

/** A row as text: its properties carry the labels of the database's language, but either language is read. */

export interface RowText {
  readonly id: string | null;
  readonly values: Values;
  readonly body: string;
}

/** Properties and body of a row whose front matter could be parsed. `stem` is the title of a row without one. */
export function readRowText(parsed: FrontMatter, fields: readonly NamedField[], stem: string): RowText {
  const values: Record<string, Value> = {};
  let id: string | null = null;
  const idName = idField(fields)?.name;
  for (const [name, { value, source }] of properties(parsed, fields)) {
    const field = fields.find((one) => one.name === name);
    const read = field === undefined ? undefined : readValue(field, value, source);
    if (read === undefined) continue;
    if (name === idName) id = String(read).normalize("NFC");
    values[name] = read;
  }
  const title = fields.find((field) => field.type === "title");
  if (title !== undefined && values[title.name] === undefined) values[title.name] = stem;
  return { id, values, body: tidyBody(parsed.body) };
}

interface Property {
  readonly key: string;
  readonly value: FrontMatterValue;
  readonly source: string | undefined;
}

/** Our properties by field name. Where both languages are there, the one that is filled counts. */
function properties(parsed: FrontMatter, fields: readonly NamedField[]): Map<string, Property> {
  const names = labelsOf(fields);
  const found = new Map<string, Property>();
  for (const [key, value] of parsed.values) {
    const name = names.get(fold(key));
    if (name === undefined) continue;
    const before = found.get(name);
    if (before !== undefined && !isEmpty(before.value)) continue;
    found.set(name, { key, value, source: parsed.sources.get(key) });
  }
  return found;
}

const labelCache = new WeakMap<readonly NamedField[], Map<string, string>>();

function labelsOf(fields: readonly NamedField[]): Map<string, string> {
  const cached = labelCache.get(fields);
  if (cached !== undefined) return cached;
  const labels = new Map<string, string>();
  for (const field of fields) {
    if (field.place !== "property") continue;
    labels.set(foldLabel(field.en), field.name);
    labels.set(foldLabel(field.ja), field.name);
  }
  labelCache.set(fields, labels);
  return labels;
}

const folded = new Map<string, string>();

/** The same few property names come up in every row. */
function fold(key: string): string {
  const known = folded.get(key);
  if (known !== undefined) return known;
  if (folded.size > 5000) folded.clear();
  const result = foldLabel(key);
  folded.set(key, result);
  return result;
}

function readValue(field: NamedField, value: FrontMatterValue, source?: string): Value | undefined {
  if (isEmpty(value) || value === null) return undefined;
  if (Array.isArray(value)) return value;
  if (typeof value === "number" && field.type === "number") return value;
  if (typeof value === "boolean" && field.type === "checkbox") return value;
  const text = source ?? String(value);
  return text.trim() === "" ? undefined : text;
}

const isEmpty = (value: FrontMatterValue): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Line ends as `\n`, without blank lines before and after. */
function tidyBody(body: string): string {
  return body
    .replace(/\r\n?/gu, "\n")
    .replace(/^(?:[ \t]*\n)+/u, "")
    .trimEnd();
}

/** A new row: visible properties first, empty ones too so that a person can fill them, 管理ID last. */
export function composeRow(db: DatabaseRef, id: string, values: Values, body: string): string {
  return fileText(rowLines(db, id, values), body);
}

/**
 * A row that the product makes and replaces. It says so, because a person may move an entry of the same 管理ID
 * beside it, and what people wrote is never replaced or taken away.
 */
export function composeGenerated(db: DatabaseRef, id: string, values: Values, body: string): string {
  return fileText([...rowLines(db, id, values), GENERATED], body);
}

const GENERATED = "kakehashi.generated: true";

export function isGenerated(text: string): boolean {
  const { yaml } = splitFile(text);
  return yaml !== null && text.slice(yaml.from, yaml.to).split(/\r?\n/u).includes(GENERATED);
}

function rowLines(db: DatabaseRef, id: string, values: Values): string[] {
  const own = idField(db.schema.fields);
  const lines = db.schema.fields
    .filter((field) => field.place === "property" && field !== own)
    .toSorted((a, b) => Number(b.visible ?? false) - Number(a.visible ?? false))
    .flatMap((field) => {
      const value = values[field.name];
      const empty = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
      if (empty && field.visible !== true) return [];
      return yamlLines(field[db.language], toYaml(field, value));
    });
  return [...lines, ...yamlLines(idLabel(db.schema.fields, db.language), id)];
}

function fileText(head: readonly string[], body: string): string {
  const text = tidyBody(body);
  return `---\n${head.join("\n")}\n---\n${text === "" ? "" : `\n${text}\n`}`;
}

/** An existing row with these values changed and nothing else; the very same text if they are there already. */
export function editRow(
  text: string,
  parsed: FrontMatter,
  db: DatabaseRef,
  stem: string,
  change: { id: string; values: Values; body: string | undefined },
): string {
  const { fields } = db.schema;
  const now = readRowText(parsed, fields, stem);
  const there = properties(parsed, fields);
  const edits = new Map<string, FrontMatterValue>();
  const own = idField(fields);
  for (const field of fields) {
    const wanted = field === own ? change.id : change.values[field.name];
    if (field.place !== "property" || wanted === undefined) continue;
    const current = field === own ? (now.id ?? undefined) : now.values[field.name];
    if (isSameValue(current, wanted)) continue;
    edits.set(there.get(field.name)?.key ?? field[db.language], toYaml(field, wanted));
  }
  const edited = edits.size > 0 ? editFrontMatter(text, edits) : text;
  if (change.body === undefined || tidyBody(change.body) === now.body) return edited;
  return replaceBody(edited, tidyBody(change.body));
}

function replaceBody(text: string, body: string): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const { bodyStart, yaml } = splitFile(text);
  const head = text.slice(0, bodyStart);
  if (body === "") return head;
  const gap = yaml === null ? "" : eol;
  const closed = head === "" || yaml === null || head.endsWith("\n") ? head : head + eol;
  return `${closed}${gap}${body.replaceAll("\n", eol)}${eol}`;
}

/** Numbers and choices as a reader sees them; a list of one is its item, an empty value is no value. */
function isSameValue(current: Value | undefined, wanted: Value): boolean {
  const items = (value: Value | undefined) =>
    (Array.isArray(value) ? value : value === undefined || value === "" ? [] : [value]).map((item) =>
      String(item).trim(),
    );
  const [a, b] = [items(current), items(wanted)];
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function toYaml(field: NamedField, value: Value | undefined): FrontMatterValue {
  const isList = field.type === "multi" || field.type === "mask";
  if (value === undefined || value === "") return isList ? [] : null;
  return isList && !Array.isArray(value) ? [String(value)] : value;
}

/** The field that shows the 管理ID: `id`, and for people their `key`. */
const idField = (fields: readonly NamedField[]): NamedField | undefined =>
  fields.find((field) => field.name === "id") ?? fields.find((field) => field.hidden === true);

const idLabel = (fields: readonly NamedField[], language: Language): string =>
  idField(fields)?.[language] ?? { ja: "管理ID", en: "Bridge ID" }[language];

/**
 * The 管理ID found line by line: quick, and still there where the YAML around it is broken. Null for a row that a
 * person made by hand.
 */
export function findRowId(text: string, fields: readonly NamedField[]): string | null {
  const field = idField(fields);
  if (field === undefined || !/^\uFEFF?---[ \t]*\r?\n/u.test(text)) return null;
  const labels = new Set([foldLabel(field.ja), foldLabel(field.en)]);
  const end = splitFile(text).yaml?.to ?? Math.min(text.length, 20_000);
  for (const match of text.slice(0, end).matchAll(/^([^\s:#-][^:\n]*):[ \t]*(.*?)[ \t]*\r?$/gmu)) {
    if (!labels.has(fold((match[1] ?? "").replace(/["']/gu, "")))) continue;
    const id = unquote(match[2] ?? "");
    if (id !== "") return id.normalize("NFC");
  }
  return null;
}

function unquote(text: string): string {
  if (/^"[^"\\]*"/u.test(text)) return /^"([^"\\]*)"/u.exec(text)?.[1] ?? "";
  if (text.startsWith("'") || text.startsWith('"')) {
    const parsed = parseFrontMatter(`---\nid: ${text}\n---\n`);
    const value = parsed.ok ? parsed.values.get("id") : null;
    return typeof value === "string" ? value : "";
  }
  return text.replace(/(^|[ \t]+)#.*$/u, "").trim();
}
