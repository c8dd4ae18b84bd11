import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";

import type { Text } from "../language.ts";
import { explainYamlError } from "./yaml-errors.ts";
import { parseSimpleYaml } from "./simple-yaml.ts";

/**
 * The YAML between two `---` lines at the head of a Markdown file. Reading keeps what a person typed: dates stay
 * text, and `007` can still be told from 7.
 */

/** A property as written. A map, which no field of ours uses, is given as its source text. */
export type FrontMatterValue = string | number | boolean | null | readonly string[];

export interface FrontMatterData {
  readonly values: ReadonlyMap<string, FrontMatterValue>;
  /** For numbers and booleans: how they were typed, such as `007`. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface FrontMatter extends FrontMatterData {
  readonly ok: true;
  readonly body: string;
}

export interface FrontMatterError {
  readonly ok: false;
  /** Line of the file, counted from 1. */
  readonly error: { readonly line: number; readonly message: Text };
}

/** Where the parts of a file lie. `yaml` is null where there is no front matter. */
export interface FileParts {
  /** 1 after a byte order mark, else 0. */
  readonly start: number;
  readonly yaml: { readonly from: number; readonly to: number } | null;
  readonly bodyStart: number;
  /** The first line opens front matter that no line closes. */
  readonly unclosed: boolean;
}

/** Finds front matter and body. Only a first line of exactly `---` opens front matter. */
export function splitFile(text: string): FileParts {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const open = /^---[ \t]*\r?\n/u.exec(text.slice(start, start + 200));
  if (open === null) return { start, yaml: null, bodyStart: start, unclosed: false };
  const from = start + open[0].length;
  const close = /^---[ \t]*\r?(?:\n|$(?![\s\S]))/gmu;
  close.lastIndex = from;
  const end = close.exec(text);
  if (end !== null) {
    return { start, yaml: { from, to: end.index }, bodyStart: end.index + end[0].length, unclosed: false };
  }
  // A rule above plain text is no front matter; `name: value` right below it is meant as one.
  const unclosed = /^[^\s:#>*-][^:\n]*:(\s|$)/u.test(text.slice(from, from + 400));
  return { start, yaml: null, bodyStart: start, unclosed };
}

/** Reads a file's front matter and body. Never throws: what is wrong comes with its line. */
export function parseFrontMatter(text: string): FrontMatter | FrontMatterError {
  const parts = splitFile(text);
  if (parts.unclosed) return failure(1, explainYamlError("UNCLOSED"));
  const body = text.slice(parts.bodyStart);
  if (parts.yaml === null) return { ok: true, values: new Map(), sources: new Map(), body };
  const yaml = text.slice(parts.yaml.from, parts.yaml.to);
  const simple = parseSimpleYaml(yaml);
  if (simple !== null) return { ok: true, ...simple, body };
  const parsed = parseYaml(yaml);
  if ("error" in parsed) return failure(parsed.error.line + 1, parsed.error.message);
  return { ok: true, ...dataOf(parsed.document, yaml), body };
}

const failure = (line: number, message: Text): FrontMatterError => ({ ok: false, error: { line, message } });

type Parsed = { document: Document.Parsed } | { error: { line: number; message: Text } };

/** Lines of errors count from 1 within the YAML. */
export function parseYaml(yaml: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const error = document.errors[0];
  if (error !== undefined) {
    const unclosedQuote = error.code === "MISSING_CHAR" ? lastValueStart(document) : undefined;
    const line = lines.linePos(unclosedQuote ?? error.pos[0]).line;
    return { error: { line, message: explainYamlError(error.code) } };
  }
  if (document.contents !== null && !isMap(document.contents)) {
    return { error: { line: 1, message: explainYamlError("NOT_A_MAP") } };
  }
  return { document };
}

/** An unclosed quote is noticed at the end of the file; the person needs the line where it opens. */
function lastValueStart(document: Document.Parsed): number | undefined {
  if (!isMap(document.contents)) return undefined;
  const value = document.contents.items.at(-1)?.value;
  return isScalar(value) ? value.range?.[0] : undefined;
}

function dataOf(document: Document.Parsed, yaml: string): FrontMatterData {
  const values = new Map<string, FrontMatterValue>();
  const sources = new Map<string, string>();
  if (!isMap(document.contents)) return { values, sources };
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue;
    const name = key.source ?? String(key.value);
    const node = isAlias(value) ? value.resolve(document) : value;
    values.set(name, valueOf(node, yaml, document));
    if (isScalar(node) && typeof node.value !== "string" && node.source) sources.set(name, node.source);
  }
  return { values, sources };
}

function valueOf(node: unknown, yaml: string, document: Document.Parsed): FrontMatterValue {
  if (isSeq(node)) return node.items.flatMap((item) => itemTexts(item, yaml, document));
  if (isScalar(node)) {
    const { value } = node;
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    return typeof value === "number" ? value : (node.source ?? null);
  }
  return isMap(node) ? sourceOf(node, yaml) : null;
}

/** Items as typed. A list in a list, such as the unquoted link `[[page]]`, is taken as its items. */
function itemTexts(item: unknown, yaml: string, document: Document.Parsed): string[] {
  const node = isAlias(item) ? item.resolve(document) : item;
  if (isSeq(node)) {
    return node.items.flatMap((inner) => (isAlias(inner) ? [] : itemTexts(inner, yaml, document)));
  }
  if (isMap(node)) return [sourceOf(node, yaml)];
  if (!isScalar(node) || node.value === null) return [];
  return [typeof node.value === "string" ? node.value : (node.source ?? "")];
}

const sourceOf = (node: Node, yaml: string): string =>
  node.range ? yaml.slice(node.range[0], node.range[1]).trim() : "";
