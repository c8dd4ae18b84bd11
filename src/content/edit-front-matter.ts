import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLSeq } from "yaml";

import { AppError } from "../errors.ts";
import { parseFrontMatter, parseYaml, splitFile, type FrontMatterValue } from "./front-matter.ts";
import { flowItem, yamlLines, yamlScalar } from "./yaml-text.ts";

/** New values by property name, exactly as the file spells it. Null and [] leave the property there, empty. */
export type FrontMatterEdits = ReadonlyMap<string, FrontMatterValue>;

/**
 * Changes properties of a file and nothing else: comments, key order, quoting, unknown keys, line ends, the byte
 * order mark and the body survive byte for byte. A value that is already there is not written again; a property
 * that is not there is added at the end. A file without front matter gets one.
 *
 * Throws `invalid_input` where the front matter cannot be read, or cannot be changed without touching more.
 */
export function editFrontMatter(text: string, edits: FrontMatterEdits): string {
  const before = parseFrontMatter(text);
  if (!before.ok) throw unreadable(before.error.line, before.error.message);
  const wanted = [...edits].filter(
    ([key, value]) => !isSame(before.values.get(key), value, before.sources.get(key)),
  );
  if (wanted.length === 0) return text;
  const parts = splitFile(text);
  const eol = /\r?\n/u.exec(text)?.[0] ?? "\n";
  if (parts.yaml === null) {
    const head = wanted.map(([key, value]) => yamlLines(key, value).join(eol)).join(eol);
    return `${text.slice(0, parts.start)}---${eol}${head}${eol}---${eol}${text.slice(parts.bodyStart)}`;
  }
  let yaml = text.slice(parts.yaml.from, parts.yaml.to);
  for (const [key, value] of wanted) yaml = editYaml(yaml, key, value, eol);
  const after = text.slice(0, parts.yaml.from) + yaml + text.slice(parts.yaml.to);
  verify(after, before.values, new Map(wanted));
  return after;
}

function editYaml(yaml: string, key: string, value: FrontMatterValue, eol: string): string {
  const parsed = parseYaml(yaml);
  if ("error" in parsed) throw unreadable(parsed.error.line + 1, parsed.error.message);
  const { contents } = parsed.document;
  const pair = isMap(contents)
    ? contents.items.find((item) => isScalar(item.key) && (item.key.source ?? String(item.key.value)) === key)
    : undefined;
  if (pair === undefined) {
    const gap = yaml === "" || yaml.endsWith("\n") ? "" : eol;
    return `${yaml}${gap}${yamlLines(key, value).join(eol)}${eol}`;
  }
  return replaceValue(yaml, pair, value, eol);
}

function replaceValue(yaml: string, pair: Pair, value: FrontMatterValue, eol: string): string {
  const keyEnd = (pair.key as Scalar).range?.[1] ?? 0;
  const colon = yaml.indexOf(":", keyEnd) + 1;
  const node = pair.value as Node | null;
  const [from, to] = node?.range ?? [colon, colon];
  const isBlock = isBlockNode(node, yaml);
  if (isSeq(node) && isBlock && Array.isArray(value) && value.length > 0) {
    return yaml.slice(0, lineStart(yaml, from)) + editItems(yaml, node, value, eol) + yaml.slice(to);
  }
  if (isSeq(node) && !isBlock && node.items.length > 0 && Array.isArray(value)) {
    return `${yaml.slice(0, from)}[${value.map(flowItem).join(", ")}]${yaml.slice(to)}`;
  }
  let without = yaml;
  if (isBlock) without = removeBlock(yaml, node, from, to, eol);
  else if (from < to) without = yaml.slice(0, from).replace(/[ \t]+$/u, "") + yaml.slice(to);
  return insertValue(without, colon, value, eol);
}

/** Puts a value behind the colon of a property that now has none; a comment on that line stays on it. */
function insertValue(yaml: string, colon: number, value: FrontMatterValue, eol: string): string {
  if (Array.isArray(value) && value.length > 0) {
    const end = /\r?\n|$/u.exec(yaml.slice(colon))?.index ?? 0;
    const items = value.map((item: string) => `${eol}  - ${yamlScalar(item)}`).join("");
    return yaml.slice(0, colon + end) + items + yaml.slice(colon + end);
  }
  const text = Array.isArray(value)
    ? "[]"
    : yamlScalar(value as Exclude<FrontMatterValue, readonly string[]>);
  return `${yaml.slice(0, colon)}${text === "" ? "" : ` ${text}`}${yaml.slice(colon)}`;
}

function isBlockNode(node: Node | null, yaml: string): boolean {
  if (isScalar(node)) return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  if (!isSeq(node) && !isMap(node)) return false;
  return node.flow !== true && !"[{".includes(yaml[node.range?.[0] ?? 0] ?? "");
}

/** Takes the lines of a block list, map or text away; the line of its key keeps its end. */
function removeBlock(yaml: string, node: Node | null, from: number, to: number, eol: string): string {
  if (isScalar(node)) return `${yaml.slice(0, from).replace(/[ \t]+$/u, "")}${eol}${yaml.slice(to)}`;
  return yaml.slice(0, lineStart(yaml, from)) + yaml.slice(to);
}

/** A block list with new items: an item that stays keeps its own lines, with their quoting and comments. */
function editItems(yaml: string, list: YAMLSeq, value: readonly string[], eol: string): string {
  const starts = list.items.map((item) => lineStart(yaml, (item as Node).range?.[0] ?? 0));
  const end = list.range?.[1] ?? yaml.length;
  const indent = /^[ \t]*/u.exec(yaml.slice(starts[0] ?? 0))?.[0] ?? "  ";
  const kept = new Map<string, string[]>();
  for (const [index, item] of list.items.entries()) {
    const lines = yaml.slice(starts[index], starts[index + 1] ?? end);
    if (!isScalar(item) || !/^[ \t]*-[ \t]/u.test(lines)) continue;
    const text = typeof item.value === "string" ? item.value : (item.source ?? "");
    kept.set(text, [...(kept.get(text) ?? []), lines.endsWith("\n") ? lines : lines + eol]);
  }
  return value.map((item) => kept.get(item)?.shift() ?? `${indent}- ${yamlScalar(item)}${eol}`).join("");
}

const lineStart = (text: string, index: number): number => text.lastIndexOf("\n", index - 1) + 1;

/** Same for a reader: an empty value is an empty value, and one item may stand without its list. */
function isSame(old: FrontMatterValue | undefined, value: FrontMatterValue, source?: string): boolean {
  if (old === undefined) return false;
  if (old === value || (typeof value === "string" && source === value)) return true;
  const items = (one: FrontMatterValue): readonly string[] =>
    Array.isArray(one) ? one : one === null || one === "" ? [] : [String(one)];
  const [a, b] = [items(old), items(value)];
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** The last line of defence: if the edit did anything but what was asked, nothing is written. */
function verify(
  text: string,
  before: ReadonlyMap<string, FrontMatterValue>,
  wanted: ReadonlyMap<string, FrontMatterValue>,
): void {
  const after = parseFrontMatter(text);
  const expected = new Map([...before, ...wanted]);
  const sound =
    after.ok &&
    after.values.size === expected.size &&
    [...expected].every(([key, value]) => isSame(after.values.get(key), value, after.sources.get(key)));
  if (sound) return;
  throw new AppError(
    "invalid_input",
    {
      ja: "先頭のプロパティの書き方が特殊なため、ほかの部分に触れずに値を変えられません",
      en: "the properties at the top are written in a way that cannot be changed without touching more",
    },
    { hint: { ja: "「名前: 値」の形に直してください", en: "Write them as plain `name: value` lines" } },
  );
}

function unreadable(line: number, message: { ja: string; en: string }): AppError {
  return new AppError("invalid_input", {
    ja: `${line} 行目: ${message.ja}`,
    en: `line ${line}: ${message.en}`,
  });
}
