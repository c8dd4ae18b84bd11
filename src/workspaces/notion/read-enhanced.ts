import type { BodyBlock, BodyItem, TableRow } from "../body/body-tree.ts";
import { levelOf, tidyBody } from "../body/body-tidy.ts";
import { codeLanguage } from "../body/code-language.ts";
import { readEnhancedText } from "./read-enhanced-text.ts";

/**
 * Notion's enhanced Markdown → the body's tree. There a line is a block and tabs say what is inside what. Colours,
 * callouts, toggles, columns and the like are dropped, the text in them stays where it stood.
 */
export function readEnhanced(text: string): BodyBlock[] {
  const lines = text.replaceAll("\0", "").replace(/\r\n?/gu, "\n").split("\n");
  const nodes: Node[] = [];
  for (let at = 0; at < lines.length;) {
    const depth = /^\t*/u.exec(lines[at] ?? "")?.[0].length ?? 0;
    const { block, end } = longBlockAt(lines, at, depth) ?? {
      block: lineBlock(lines[at] ?? ""),
      end: at + 1,
    };
    if (block !== null) nodes.push({ depth, block });
    at = end;
  }
  return tidyBody(nest(nodes));
}

interface Node {
  readonly depth: number;
  readonly block: BodyBlock;
}

/** What stands deeper is inside an item or a quote; after anything else it simply follows. */
function nest(nodes: readonly Node[]): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  for (let at = 0; at < nodes.length;) {
    const { depth, block } = nodes[at] as Node;
    let end = at + 1;
    while ((nodes[end]?.depth ?? -1) > depth) end += 1;
    const inside = nest(nodes.slice(at + 1, end));
    if (block.type === "item" || block.type === "quote") blocks.push({ ...block, children: inside });
    else {
      blocks.push(block);
      for (const child of inside) blocks.push(child);
    }
    at = end;
  }
  return blocks;
}

interface Found {
  readonly block: BodyBlock;
  /** The line after it. */
  readonly end: number;
}

/** Code, an equation or a table, if one starts in this line and ends somewhere. */
function longBlockAt(lines: readonly string[], at: number, depth: number): Found | null {
  const line = trimmed(lines[at] ?? "");
  const fence = /^(`{3,})([^`]*)$/u.exec(line);
  const closing = fence?.[1] ?? (line === "$$" ? line : line.startsWith("<table") ? "</table>" : null);
  if (closing === null || /^<table(?![\s>])/u.test(line)) return null;
  const end = lines.findIndex((other, index) => index > at && endsBlock(other, closing));
  if (end === -1) return null;
  const inside = lines.slice(at + 1, end).map((other) => withoutTabs(other, depth));
  const text = inside.join("\n");
  if (fence !== null)
    return { block: { type: "code", language: codeLanguage(fence[2] ?? ""), text }, end: end + 1 };
  if (line === "$$") return { block: { type: "paragraph", text: [{ text }] }, end: end + 1 };
  return { block: { type: "table", rows: rowsOf(text) }, end: end + 1 };
}

const endsBlock = (line: string, closing: string): boolean =>
  closing.startsWith("`")
    ? /^`+$/u.test(trimmed(line)) && trimmed(line).length >= closing.length
    : trimmed(line) === closing;

/** Without spaces and tabs at its ends; full-width spaces are text. Step by step, since lines may be long. */
function trimmed(line: string): string {
  let [start, end] = [0, line.length];
  while (line[start] === " " || line[start] === "\t") start += 1;
  while (end > start && (line[end - 1] === " " || line[end - 1] === "\t")) end -= 1;
  return line.slice(start, end);
}

const withoutTabs = (line: string, count: number): string => {
  const tabs = /^\t*/u.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(tabs, count));
};

function rowsOf(text: string): TableRow[] {
  return [...text.matchAll(/<tr[^>]*>(.*?)<\/tr>/gsu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[dh](?:\s[^>]*)?(?:\/>|>(.*?)<\/t[dh]>)/gsu)].map(([, cell = ""]) =>
      readEnhancedText(cell),
    ),
  );
}

/** A block of one line; null for none. */
function lineBlock(line: string): BodyBlock | null {
  const text = trimmed(trimmed(line).replace(ATTRIBUTES, ""));
  if (text === "" || /^<empty-block\s*\/>$/u.test(text)) return null;
  if (/^:{3,}(\s*callout.*)?$/u.test(text)) return { type: "paragraph", text: [] };
  if (/^-{3,}$/u.test(text)) return { type: "divider" };
  const [, marks, title = ""] = /^(#{1,6})(?:[ \t]+(.*))?$/u.exec(text) ?? [];
  if (marks !== undefined)
    return { type: "heading", level: levelOf(marks.length), text: readEnhancedText(title) };
  const [, box, task = ""] = /^- \[([ xX])\](?:[ \t]+(.*))?$/u.exec(text) ?? [];
  if (box !== undefined) return item(box === " " ? "open" : "done", task);
  const [bullet, point = ""] = /^[-*+](?:[ \t]+(.*))?$/u.exec(text) ?? [];
  if (bullet !== undefined) return item("bullet", point);
  const [, number, entry = ""] = /^(\d{1,9}[.)])(?:[ \t]+(.*))?$/u.exec(text) ?? [];
  if (number !== undefined) return { ...item("number", entry), number };
  const [quote, said = ""] = /^>[ \t]?(.*)$/u.exec(text) ?? [];
  if (quote !== undefined) return { type: "quote", text: readEnhancedText(said), children: [] };
  const [picture, caption = ""] = /^!\[(.*)\]\(.*\)$/u.exec(text) ?? [];
  return { type: "paragraph", text: readEnhancedText(picture === undefined ? text : caption) };
}

const item = (mark: BodyItem["mark"], text: string): BodyItem => ({
  type: "item",
  mark,
  text: readEnhancedText(text),
  children: [],
});

/** `{color="blue" toggle="true"}` at the end of a block. */
const ATTRIBUTES = /(?<!\\)\{(?:\s*[\w-]+="[^"]*")+\s*\}$/u;
