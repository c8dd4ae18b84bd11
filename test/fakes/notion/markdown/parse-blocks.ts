import type { BlockDraft } from "../block-drafts.ts";
import { takesChildren } from "../block-schemas.ts";
import type { Json } from "../json.ts";
import { fromMarkdownColor, readAttributes } from "./escape.ts";
import { isBlank, levelOf, openLines } from "./line-reader.ts";
import type { LineReader } from "./line-reader.ts";
import { draftOf, textDraft } from "./draft-of.ts";
import { readEquation, readFence } from "./parse-literal.ts";
import { readPipeTable } from "./parse-tables.ts";
import { readTag } from "./parse-tags.ts";

/** Markdown into drafts: what the renderer writes, and the ordinary Markdown that people write. */
export function parseBlocks(markdown: string): BlockDraft[] {
  return parseGroup(openLines(markdown), 0);
}

/** All lines at a level or deeper. Every line is a block of its own; blank ones only part them. */
function parseGroup(reader: LineReader, level: number): BlockDraft[] {
  const drafts: BlockDraft[] = [];
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at] ?? "";
    if (isBlank(line)) reader.at++;
    else if (levelOf(line) < level) break;
    else drafts.push(...parseOne(reader));
  }
  return drafts;
}

function parseOne(reader: LineReader): BlockDraft[] {
  const line = reader.lines[reader.at] ?? "";
  const level = levelOf(line);
  const text = line.trim();
  const special =
    readFence(reader, text, level) ??
    readEquation(reader, text) ??
    readTag(reader, text, parseGroup) ??
    readPipeTable(reader, text);
  if (special) return special;
  reader.at++;
  const draft = parseLine(text);
  if (takesChildren(draft.type, draft.content)) draft.children = parseChildren(reader, level);
  return [draft];
}

function parseChildren(reader: LineReader, level: number): BlockDraft[] {
  let next = reader.at;
  while (next < reader.lines.length && isBlank(reader.lines[next] ?? "")) next++;
  const line = reader.lines[next];
  return line !== undefined && levelOf(line) > level ? parseGroup(reader, level + 1) : [];
}

const LINES: {
  pattern: RegExp;
  type: (found: RegExpExecArray) => string;
  more?: (found: RegExpExecArray) => Json;
}[] = [
  { pattern: /^(#{1,6})\s+(.*)$/, type: ([, hashes = ""]) => `heading_${Math.min(hashes.length, 4)}` },
  {
    pattern: /^[-*+]\s+\[([ xX])\](?:\s+(.*))?$/,
    type: () => "to_do",
    more: ([, box]) => ({ checked: box !== " " }),
  },
  { pattern: /^([-*+])(?:\s+(.*))?$/, type: () => "bulleted_list_item" },
  { pattern: /^(\d+)[.)](?:\s+(.*))?$/, type: () => "numbered_list_item" },
  { pattern: /^(>)\s?(.*)$/, type: () => "quote" },
];

function parseLine(line: string): BlockDraft {
  if (/^(---+|\*\*\*+|___+)$/.test(line)) return draftOf("divider");
  const image = /^!\[(.*)\]\((\S+)\)$/.exec(line);
  if (image) return draftOf("image", { type: "external", external: { url: image[2] ?? "" } }, image[1]);
  const { text, attributes } = splitSuffix(line);
  for (const { pattern, type, more } of LINES) {
    const found = pattern.exec(text);
    if (found)
      return textDraft(type(found), found[2] ?? "", {
        ...attributesOf(type(found), attributes),
        ...more?.(found),
      });
  }
  return textDraft("paragraph", text, attributesOf("paragraph", attributes));
}

/** `text {color="gray"}`: the attribute list at the end of a block's first line. */
function splitSuffix(line: string): { text: string; attributes: Record<string, string> } {
  const found = /^(.*?)\s*(?<!\\)\{((?:\s*[a-z]+="[^"]*")+)\s*\}$/.exec(line);
  return found
    ? { text: found[1] ?? "", attributes: readAttributes(found[2] ?? "") }
    : { text: line, attributes: {} };
}

function attributesOf(type: string, attributes: Record<string, string>): Json {
  const { color, toggle } = attributes;
  return {
    ...(color === undefined ? {} : { color: fromMarkdownColor(color) }),
    ...(type.startsWith("heading_") && toggle === "true" ? { is_toggleable: true } : {}),
  };
}
