import { isScalar, parseDocument, stringify } from "yaml";

import type { FrontMatterValue } from "./front-matter.ts";

/** One property as lines of YAML: lists one item per line, as Obsidian writes them. */
export function yamlLines(key: string, value: FrontMatterValue): string[] {
  const name = yamlScalar(key);
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${name}: []`];
    return [`${name}:`, ...value.map((item: string) => `  - ${yamlScalar(item)}`)];
  }
  const text = yamlScalar(value as Exclude<FrontMatterValue, readonly string[]>);
  return [text === "" ? `${name}:` : `${name}: ${text}`];
}

/** A scalar on one line, quoted only where YAML would read something else. Null and "" are left empty. */
export function yamlScalar(value: string | number | boolean | null): string {
  if (value === null || value === "") return "";
  if (typeof value !== "string") return String(value);
  if (SURELY_PLAIN.test(value)) return value;
  // Control characters, line breaks and odd spaces are spelled out, so that one line stays one line.
  if (/[\p{Cc}\u2028\u2029\ufeff]|^\s|\s$/u.test(value)) return jsonText(value);
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  return text.includes("\n") ? jsonText(value) : text;
}

/** Letters, and nothing that YAML reads as number, date, truth or null. */
const SURELY_PLAIN =
  /^(?!(?:null|true|false|yes|no|on|off|y|n)$)[\p{L}「『【（〔][\p{L}\p{N}、。・「」『』【】（）〔〕ー〜 _-]*(?<! )$/iu;

/** An item between the brackets of a flow list. */
export function flowItem(text: string): string {
  if (/[,[\]{}"'\\\n:#]/u.test(text) || text === "") return jsonText(text);
  const node = parseDocument(text).contents;
  return isScalar(node) && node.value === text ? text : jsonText(text);
}

/** Double-quoted, with escapes that YAML and JSON share. */
function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
