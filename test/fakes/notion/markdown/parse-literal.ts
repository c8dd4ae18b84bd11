import { isLanguage } from "../block-schemas.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { plainSegments } from "../rich-text.ts";
import { draftOf } from "./draft-of.ts";
import { withoutIndent } from "./line-reader.ts";
import type { LineReader } from "./line-reader.ts";

const ALIASES: Readonly<Record<string, string>> = {
  "": "plain text",
  text: "plain text",
  js: "javascript",
  ts: "typescript",
  py: "python",
  sh: "shell",
  yml: "yaml",
  md: "markdown",
};

/** Fenced code: literal up to a fence at least as long. */
export function readFence(reader: LineReader, text: string, level: number): BlockDraft[] | undefined {
  const [, fence, info = ""] = /^(```+|~~~+)\s*([^`]*)$/.exec(text) ?? [];
  if (fence === undefined) return undefined;
  const code: string[] = [];
  reader.at++;
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at++] ?? "";
    const end = line.trim();
    if (end.startsWith(fence) && end === fence.charAt(0).repeat(end.length)) break;
    code.push(withoutIndent(line, level));
  }
  const name = info.trim().toLowerCase();
  const language = ALIASES[name] ?? (isLanguage(name) ? name : "plain text");
  return [draftOf("code", { rich_text: plainSegments(code.join("\n")), language })];
}

export function readEquation(reader: LineReader, text: string): BlockDraft[] | undefined {
  const oneLine = /^\$\$(.+)\$\$$/.exec(text);
  if (oneLine) {
    reader.at++;
    return [draftOf("equation", { expression: (oneLine[1] ?? "").trim() })];
  }
  if (text !== "$$") return undefined;
  const lines: string[] = [];
  reader.at++;
  while (reader.at < reader.lines.length) {
    const line = (reader.lines[reader.at++] ?? "").trim();
    if (line === "$$") break;
    lines.push(line);
  }
  return [draftOf("equation", { expression: lines.join("\n") })];
}
