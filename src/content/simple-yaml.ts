import type { FrontMatterData, FrontMatterValue } from "./front-matter.ts";

/**
 * The YAML that nearly every file has: `name: plain text`, empty values, and lists of plain items. Reading it
 * line by line is some twenty times faster than a YAML parser, and 20,000 rows are read at a full sync. On the
 * first line that is anything else it gives up, so the real parser stays the judge of everything unusual.
 */
export function parseSimpleYaml(yaml: string): FrontMatterData | null {
  const values = new Map<string, FrontMatterValue>();
  const sources = new Map<string, string>();
  let list: { key: string; indent: number | null; items: string[] } | null = null;
  for (const raw of yaml.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line === "") continue;
    const item = ITEM.exec(line);
    if (item !== null) {
      const scalar = simpleScalar(item[2] ?? "");
      const indent = item[1]?.length ?? 0;
      if (list === null || scalar === null || (list.indent ?? indent) !== indent) return null;
      list.indent = indent;
      if (scalar.value !== null) list.items.push(scalar.source);
      values.set(list.key, list.items);
      continue;
    }
    const pair = PAIR.exec(line);
    const key = pair?.[1];
    if (key === undefined || NOT_TEXT.test(key) || values.has(key)) return null;
    const scalar = simpleScalar((pair?.[2] ?? "").replace(/ +$/u, ""));
    if (scalar === null) return null;
    values.set(key, scalar.value);
    if (typeof scalar.value === "number" || typeof scalar.value === "boolean")
      sources.set(key, scalar.source);
    list = scalar.source === "" && scalar.value === null ? { key, indent: null, items: [] } : null;
  }
  return { values, sources };
}

const PAIR = /^([\p{L}_][\p{L}\p{N}_.〔〕（）・ー-]*):(?: +(.*))?$/u;
const ITEM = /^( {0,6})- +(.*)$/u;
const NUMBER = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/u;
/** Words and spellings that mean something else than themselves. */
const NOT_TEXT = /^(null|true|false|~)$/iu;
/** Starts like a word, and holds no comment, no further `: ` and nothing that could be a key. */
const PLAIN = /^[\p{L}\p{N}「『【〔（〈《〜ー](?!.*(: | #|:$|\t)).*$/u;

function simpleScalar(
  text: string,
): { value: Exclude<FrontMatterValue, readonly string[]>; source: string } | null {
  const trimmed = text.replace(/ +$/u, "");
  if (trimmed === "") return { value: null, source: "" };
  const quoted = /^"([^"\\\t]*)"$/u.exec(trimmed);
  if (quoted !== null) return { value: quoted[1] ?? "", source: quoted[1] ?? "" };
  if (!PLAIN.test(trimmed)) return null;
  if (/^\d/u.test(trimmed)) {
    // Other number spellings (hexadecimal, octal) are left to the parser.
    if (/^0[xo]/iu.test(trimmed)) return null;
    if (NUMBER.test(trimmed)) return { value: Number(trimmed), source: trimmed };
  }
  if (NOT_TEXT.test(trimmed)) {
    if (!/^(true|false)$/u.test(trimmed)) return null;
    return { value: trimmed === "true", source: trimmed };
  }
  return { value: trimmed, source: trimmed };
}
