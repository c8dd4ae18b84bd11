import { splitBody } from "./body-sections.ts";
import { foldLabel, type NamedField, findOption } from "./fields.ts";
import type { MaskTerm } from "./entry.ts";
import type { Language, Text } from "../language.ts";

/**
 * Between a record (option ids, one member per heading) and what a workspace shows (labels, and one Markdown
 * body with headings). Reading is forgiving — people type — and says what it could not take.
 */

/** Property values by field name, as labels; see `Values` of the workspace port. */
type Shown = Record<string, string | number | boolean | readonly string[]>;

export interface ShownRecord {
  values: Shown;
  body: string;
}

/** A record as a workspace shows it. Empty members are left out of `values`; every heading is in the body. */
export function showRecord(
  record: Readonly<Record<string, unknown>>,
  fields: readonly NamedField[],
  language: Language,
): ShownRecord {
  const values: Shown = {};
  for (const field of fields) {
    if (field.place !== "property") continue;
    const shown = showValue(record[field.name], field, language);
    if (shown !== undefined) values[field.name] = shown;
  }
  return { values, body: composeBody(record, fields, language) };
}

function showValue(value: unknown, field: NamedField, language: Language) {
  if (value === undefined || value === null || value === "") return undefined;
  if (field.type === "mask") {
    const lines = (value as MaskTerm[]).map((term) => formatMaskTerm(term, language));
    return lines.length > 0 ? lines : undefined;
  }
  if (Array.isArray(value)) {
    return value.length > 0 ? value.map((item) => optionLabel(String(item), field, language)) : undefined;
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? optionLabel(value, field, language) : undefined;
}

function optionLabel(value: string, field: NamedField, language: Language): string {
  return (field.options ?? []).find((option) => option.id === value)?.[language] ?? value;
}

/** The body of a row: one heading per long field, in order, text below where there is some. */
export function composeBody(
  record: Readonly<Record<string, unknown>>,
  fields: readonly NamedField[],
  language: Language,
): string {
  return fields
    .filter((field) => field.place === "heading")
    .map((field) => {
      const text = record[field.name];
      return `## ${field[language]}\n${typeof text === "string" && text.trim() ? `\n${text.trim()}\n` : ""}`;
    })
    .join("\n");
}

export interface ReadRecord {
  /** Members that were present and readable, by field name. */
  record: Record<string, unknown>;
  /** What a person should look at: values that are not among the choices of a closed field. */
  problems: { field: string; message: Text }[];
}

/**
 * The reverse. `closed` names the fields whose value must be one of their options; anything else in them is
 * reported and left out. `mainField` takes text that stands above the first heading. Text under a heading that
 * is not ours belongs to nobody's field and stays in the workspace.
 */
export function readRecord(
  values: Readonly<Shown>,
  body: string,
  fields: readonly NamedField[],
  { closed, mainField }: { closed: ReadonlySet<string>; mainField?: string },
): ReadRecord {
  const record: Record<string, unknown> = {};
  const problems: ReadRecord["problems"] = [];
  for (const field of fields) {
    const value = values[field.name];
    if (field.place !== "property" || value === undefined) continue;
    const read = readValue(value, field, closed.has(field.name));
    if ("problem" in read) problems.push({ field: field.name, message: read.problem });
    else if (read.value !== undefined) record[field.name] = read.value;
  }
  const sections = splitBody(body, fields);
  for (const [name, text] of sections.texts) if (text) record[name] = text;
  const above = withoutTitle(sections.preamble, record["title"]);
  if (mainField !== undefined && above !== "") {
    record[mainField] = [above, record[mainField]].filter(Boolean).join("\n\n");
  }
  return { record, problems };
}

/** A heading on top that only repeats the title says nothing more; any other is text. */
function withoutTitle(preamble: string, title: unknown): string {
  const [first = "", ...rest] = preamble.split("\n");
  return typeof title === "string" && foldLabel(first) === foldLabel(title)
    ? rest.join("\n").trim()
    : preamble;
}

function readValue(
  value: Shown[string],
  field: NamedField,
  isClosed: boolean,
): { value: unknown } | { problem: Text } {
  switch (field.type) {
    case "title":
    case "line":
    case "text":
    case "url": {
      const text = asText(value).trim();
      return { value: text === "" ? undefined : text };
    }
    case "select": {
      const text = asText(value).trim();
      if (text === "") return { value: undefined };
      const option = findOption(field.options ?? [], text);
      if (option === undefined && isClosed) {
        const choices = (language: Language) => (field.options ?? []).map((o) => o[language]).join(", ");
        return {
          problem: {
            ja: `「${field.ja}」の「${text}」は選択肢にありません(${choices("ja")})`,
            en: `"${text}" is not a choice of "${field.en}" (${choices("en")})`,
          },
        };
      }
      return { value: option?.id ?? text };
    }
    case "multi": {
      const items = (Array.isArray(value) ? value.map(String) : asText(value).split(/[,，、\n]/u))
        .map((item) => item.trim())
        .filter((item) => item !== "");
      return { value: items.map((item) => findOption(field.options ?? [], item)?.id ?? item) };
    }
    case "mask":
      return {
        value: (Array.isArray(value) ? value.map(String) : asText(value).split("\n"))
          .map(parseMaskTerm)
          .filter((term) => term !== null),
      };
    case "number": {
      const digits = asText(value).normalize("NFKC").replace(/[,\s]/gu, "");
      if (digits === "") return { value: undefined };
      if (Number.isFinite(Number(digits))) return { value: Number(digits) };
      return {
        problem: {
          ja: `「${field.ja}」の「${asText(value)}」は数として読めません`,
          en: `"${asText(value)}" in "${field.en}" is not a number`,
        },
      };
    }
    case "date": {
      const text = asText(value).normalize("NFKC").trim();
      if (text === "") return { value: undefined };
      const date = parseDate(text);
      if (date !== null) return { value: date };
      return {
        problem: {
          ja: `「${field.ja}」の「${text}」は日付として読めません(例: 2026-04-01)`,
          en: `"${text}" in "${field.en}" is not a date (such as 2026-04-01)`,
        },
      };
    }
    case "checkbox":
      // A box that nobody ticked says nothing, and not every workspace can tell it from one that was cleared.
      return { value: value === true || CHECKED.test(asText(value).normalize("NFKC").trim()) || undefined };
    default:
      throw new Error(`unhandled ${field.type satisfies never}`);
  }
}

const CHECKED = /^(true|yes|on|はい|有|☑|✓|1)$/iu;

function asText(value: Shown[string]): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** `2026-04-01`, `2026/4/1`, `2026年4月1日`, with or without a time of day → `2026-04-01`; null if no such day exists. */
export function parseDate(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:T| +)\d{1,2}:\d{2}.*)?$/u.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** `語 / 別表記 = 置換 〔顧客〕` — the way a mask term is written on one line. */
export function formatMaskTerm(term: MaskTerm, language: Language): string {
  const kind = MASK_KIND_LABELS[term.kind][language];
  return `${[term.term, ...term.variants].join(" / ")} = ${term.replace_with} 〔${kind}〕`;
}

/** Reads such a line; only the term itself is needed. Null for an empty line. */
export function parseMaskTerm(line: string): MaskTerm | null {
  const { text, named } = splitKind(line.trim());
  const sign = text.search(/[=＝]/u);
  const [term, ...variants] = (sign < 0 ? text : text.slice(0, sign))
    .split(/(?<=\s)[/／]|[/／](?=\s)/u)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  if (term === undefined) return null;
  const kind =
    Object.entries(MASK_KIND_LABELS).find(([id, label]) =>
      [id, label.ja, label.en].some((name) => foldLabel(name) === foldLabel(named)),
    )?.[0] ?? "customer";
  const replacement = sign < 0 ? "" : text.slice(sign + 1).trim();
  return { term, variants, replace_with: replacement, kind: kind as MaskTerm["kind"] };
}

/** Cuts 〔顧客〕 off the end of a line. */
function splitKind(line: string): { text: string; named: string } {
  const open = line.endsWith("〕") ? line.lastIndexOf("〔") : -1;
  return open < 0
    ? { text: line, named: "" }
    : { text: line.slice(0, open), named: line.slice(open + 1, -1) };
}

const MASK_KIND_LABELS = {
  customer: { ja: "顧客", en: "Customer" },
  person: { ja: "人物", en: "Person" },
  place: { ja: "場所", en: "Place" },
  amount: { ja: "金額", en: "Amount" },
  date: { ja: "日付", en: "Date" },
  quasi: { ja: "推定可能", en: "Identifying detail" },
} as const satisfies Record<MaskTerm["kind"], Text>;
