import { parseFrontMatter } from "../content/front-matter.ts";
import { AppError, type Problem } from "../errors.ts";
import type { Language, Text } from "../language.ts";
import { Entry, ENTRY_SCHEMAS, type EntryKind, MAIN_HEADING } from "../model/entry.ts";
import { fieldsOf, foldLabel, type NamedField } from "../model/fields.ts";
import { readRecord } from "../model/record.ts";

/** What a note says of itself: the rest is in its text. */
export interface NoteContext {
  /** Where the text came from, for messages. */
  readonly file: string;
  readonly kind: EntryKind;
  /** Key of the unit. */
  readonly unit: string;
  /** 管理ID that the entry gets. */
  readonly id: string;
  /** Date of today, for a note that does not say when it was heard. */
  readonly today: string;
}

/** A title that is longer is a text; people read it to here. */
const LONGEST_TITLE = 60;

/**
 * A note as people jot it down: the first line is the title, a line `共有範囲: …` sets a property, headings of
 * the template divide the rest, and text without a heading goes where the kind keeps its main text. Front
 * matter is read too. Throws `invalid_input`, located, for an empty note or a value that no property takes.
 */
export function readNote(text: string, context: NoteContext): Entry {
  const fields = fieldsOf(ENTRY_SCHEMAS[context.kind]);
  const parsed = parseFrontMatter(text.replace(/^\uFEFF/u, ""));
  if (!parsed.ok)
    throw invalidNote(context.file, [{ line: parsed.error.line, message: parsed.error.message }]);
  const lines = new Map<string, number>();
  const values: Record<string, string | number | boolean | readonly string[]> = {};
  for (const [label, value] of parsed.values) {
    const field = propertyNamed(label, fields);
    if (field !== undefined && value !== null) values[field.name] = value;
  }
  const firstLine = text.split("\n").length - parsed.body.split("\n").length + 1;
  const body = parsed.body.split(/\r?\n/u).filter((line, at) => {
    const found = propertyLine(line, fields);
    if (found === undefined) return true;
    values[found.field.name] = found.value;
    lines.set(found.field.name, firstLine + at);
    return false;
  });
  const { title, rest } = titled(values["title"], body);
  if (title === "") throw invalidNote(context.file, [{ line: 1, message: EMPTY }]);
  const read = readRecord({ ...values, title }, withoutOwnSections(rest, fields), fields, {
    closed: CLOSED,
    mainField: MAIN_HEADING[context.kind],
  });
  if (read.problems.length > 0) {
    throw invalidNote(
      context.file,
      read.problems.map(({ field, message }) => ({ line: lines.get(field) ?? 1, message })),
    );
  }
  const { kind, unit, id, today } = context;
  return Entry.parse({ heard_on: today, ...read.record, kind, unit, id });
}

const CLOSED: ReadonlySet<string> = new Set(["level", "scope"]);

/** What an editor opens with: the title's line, then the properties that are worth a thought. */
export function noteTemplate(kind: EntryKind, language: Language): string {
  const fields = fieldsOf(ENTRY_SCHEMAS[kind]);
  const asked = fields.filter(({ visible, type }) => visible === true && type !== "title");
  const headings = fields.filter(({ place }) => place === "heading");
  return [
    "",
    "",
    ...asked.map((field) => `${field[language]}: `),
    "",
    ...headings.map((field) => `## ${field[language]}\n`),
  ].join("\n");
}

function propertyNamed(label: string, fields: readonly NamedField[]): NamedField | undefined {
  const wanted = foldLabel(label);
  return fields.find(
    (field) =>
      field.place === "property" &&
      field.hidden !== true &&
      [field.ja, field.en, bare(field.ja), bare(field.en)].some((name) => foldLabel(name) === wanted),
  );
}

/** `顧客名〔非共有〕` is 顧客名 to whoever types it. */
const bare = (label: string): string => label.replace(/\s*[〔(].*[〕)]$/u, "");

function propertyLine(
  line: string,
  fields: readonly NamedField[],
): { field: NamedField; value: string } | undefined {
  const match = /^([^\s:：#>|`-][^:：]{0,30})[:：](.*)$/u.exec(line);
  const field = match === null ? undefined : propertyNamed(match[1] ?? "", fields);
  return field === undefined ? undefined : { field, value: (match?.[2] ?? "").trim() };
}

/** A heading that the template does not have is lowered, so that its text stays with the field above it. */
function withoutOwnSections(body: string, fields: readonly NamedField[]): string {
  const known = new Set(
    fields.filter(({ place }) => place === "heading").flatMap(({ ja, en }) => [foldLabel(ja), foldLabel(en)]),
  );
  return body.replace(/^#{1,2}\s+(.*?)\s*#*$/gmu, (line, heading: string) =>
    known.has(foldLabel(heading)) ? line : `### ${heading}`,
  );
}

function titled(given: unknown, body: readonly string[]): { title: string; rest: string } {
  if (typeof given === "string" && given.trim() !== "") return { title: given.trim(), rest: body.join("\n") };
  const at = body.findIndex((line) => line.trim() !== "" && !line.startsWith("## "));
  const line = (body[at] ?? "").replace(/^#\s+/u, "").trim();
  const letters = Array.from(line);
  // A line below a heading is that field's text; it only lends its words to the title.
  const isBelowHeading = body.slice(0, Math.max(at, 0)).some((above) => above.startsWith("## "));
  if (letters.length <= LONGEST_TITLE && !isBelowHeading)
    return { title: line, rest: body.toSpliced(Math.max(at, 0), 1).join("\n") };
  const title = letters.length <= LONGEST_TITLE ? line : `${letters.slice(0, LONGEST_TITLE - 1).join("")}…`;
  return { title, rest: body.join("\n") };
}

const EMPTY: Text = {
  ja: "件名がありません。1行目に、聞いたことを一言で書いてください",
  en: "there is no title; say in the first line what you heard",
};

function invalidNote(file: string, found: readonly { line: number; message: Text }[]): AppError {
  const problems = found.map(({ line, message }): Problem => ({
    file,
    line,
    column: 1,
    path: "",
    message,
    hint: { ja: "直してから、もう一度追加してください", en: "Correct it and add it again." },
  }));
  return new AppError(
    "invalid_input",
    { ja: "この内容では記録できません", en: "this cannot be recorded as it is" },
    { problems },
  );
}
