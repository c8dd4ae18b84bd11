import { dashed } from "../ids.ts";
import { mergeSegments, PLAIN, textSegment } from "../rich-text.ts";
import type { Annotations, Segment } from "../rich-text.ts";
import { isUrl } from "../urls.ts";
import { fromMarkdownColor, readAttributes, unescapeText } from "./escape.ts";

interface Scan {
  text: string;
  at: number;
  out: Segment[];
  style: Annotations;
  url: string | null;
  /** Open marks and spans, innermost last; a span remembers the style around it. */
  open: { sign: string; around: Annotations }[];
}

const SIGNS = [
  { sign: "**", key: "bold" },
  { sign: "~~", key: "strikethrough" },
  { sign: "*", key: "italic" },
] as const;

/** Each tries its own syntax at the scan's place, and says whether it took anything. */
const READERS: ((scan: Scan) => boolean)[] = [
  readEscape,
  readBreak,
  readCode,
  readEquation,
  readSpan,
  readMention,
  readLink,
  readMark,
];

export function parseInline(text: string, style: Annotations = PLAIN, url: string | null = null): Segment[] {
  const scan: Scan = { text, at: 0, out: [], style: { ...style }, url, open: [] };
  while (scan.at < text.length) {
    if (READERS.some((read) => read(scan))) continue;
    const plain = /^[^\\<`$[*~]+/.exec(text.slice(scan.at))?.[0] ?? text.charAt(scan.at);
    add(scan, plain);
    scan.at += plain.length;
  }
  return mergeSegments(scan.out);
}

function add(scan: Scan, text: string, style: Annotations = scan.style): void {
  scan.out.push(textSegment(text, style, scan.url));
}

function readEscape(scan: Scan): boolean {
  const pair = scan.text.slice(scan.at, scan.at + 2);
  if (pair.length < 2 || !pair.startsWith("\\")) return false;
  const plain = unescapeText(pair);
  if (plain === pair) return false;
  add(scan, plain);
  scan.at += 2;
  return true;
}

function readBreak(scan: Scan): boolean {
  const found = /^<br\s*\/?>/.exec(scan.text.slice(scan.at, scan.at + 8));
  if (!found) return false;
  add(scan, "\n");
  scan.at += found[0].length;
  return true;
}

function readCode(scan: Scan): boolean {
  if (scan.text[scan.at] !== "`") return false;
  const found = /^(`+)(.*?[^`]|)\1(?!`)/s.exec(scan.text.slice(scan.at));
  if (!found) return false;
  const [all, , inside = ""] = found;
  const content = /^ .*` ?.* $|^ .*`.* $/s.test(inside) ? inside.slice(1, -1) : inside;
  add(scan, content, { ...scan.style, code: true });
  scan.at += all.length;
  return true;
}

function readEquation(scan: Scan): boolean {
  if (scan.text[scan.at] !== "$") return false;
  const rest = scan.text.slice(scan.at);
  const found = /^\$`([^`]+)`\$/.exec(rest) ?? /^\$([^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)/.exec(rest);
  if (!found) return false;
  const expression = found[1] ?? "";
  const annotations = { ...scan.style };
  scan.out.push({
    type: "equation",
    equation: { expression },
    annotations,
    plain_text: expression,
    href: null,
  });
  scan.at += found[0].length;
  return true;
}

function readSpan(scan: Scan): boolean {
  const rest = scan.text.slice(scan.at);
  const opened = /^<span( [^>]*)?>/.exec(rest);
  if (opened) {
    const { color, underline } = readAttributes(opened[1] ?? "");
    scan.open.push({ sign: "span", around: { ...scan.style } });
    if (color !== undefined) scan.style = { ...scan.style, color: fromMarkdownColor(color) };
    if (underline === "true") scan.style = { ...scan.style, underline: true };
    scan.at += opened[0].length;
    return true;
  }
  if (!rest.startsWith("</span>")) return false;
  const index = scan.open.findLastIndex((one) => one.sign === "span");
  const span = scan.open[index];
  if (!span) return false;
  scan.style = span.around;
  scan.open.length = index;
  scan.at += "</span>".length;
  return true;
}

function readMention(scan: Scan): boolean {
  const found = /^<mention-(user|page|database|date)((?: [\w-]+="[^"]*")*)\s*(?:\/>|>.*?<\/mention-\1>)/.exec(
    scan.text.slice(scan.at),
  );
  if (!found) return false;
  const [all, type = "page", attributes = ""] = found;
  const { url = "", start = "", end } = readAttributes(attributes);
  const id = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i.exec(url)?.[0];
  const target =
    type === "date"
      ? { start, end: end ?? null, time_zone: null }
      : { id: id === undefined ? "" : dashed(id) };
  const plain_text = type === "date" ? start : `@${type}`;
  const mention = { type, [type]: target };
  scan.out.push({ type: "mention", mention, annotations: { ...scan.style }, plain_text, href: null });
  scan.at += all.length;
  return true;
}

function readLink(scan: Scan): boolean {
  if (scan.text[scan.at] !== "[" || scan.url !== null) return false;
  const close = closingBracket(scan.text, scan.at);
  if (close < 0) return false;
  const found = /^\(\s*([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"]*")?\s*\)/.exec(
    scan.text.slice(close + 1),
  );
  const url = found?.[1];
  if (!found || url === undefined || !isUrl(url)) return false;
  scan.out.push(...parseInline(scan.text.slice(scan.at + 1, close), scan.style, url));
  scan.at = close + 1 + found[0].length;
  return true;
}

function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === "[") depth++;
    else if (text[index] === "]" && --depth === 0) return index;
  }
  return -1;
}

function readMark(scan: Scan): boolean {
  const rest = scan.text.slice(scan.at);
  const run = /^(\*+|~~)/.exec(rest)?.[0];
  if (run === undefined) return false;
  return closeMark(scan, run) || openMark(scan, run);
}

function closeMark(scan: Scan, run: string): boolean {
  const top = scan.open.at(-1);
  if (!top || top.sign === "span" || !run.startsWith(top.sign)) return false;
  // Two stars inside italics open bold; they are not an italic that ends twice.
  if (top.sign === "*" && run === "**") return false;
  if (/\s/.test(scan.text.charAt(scan.at - 1))) return false;
  scan.style = top.around;
  scan.open.pop();
  scan.at += top.sign.length;
  return true;
}

function openMark(scan: Scan, run: string): boolean {
  for (const { sign, key } of SIGNS) {
    if (!run.startsWith(sign) || scan.style[key]) continue;
    const after = scan.text.slice(scan.at + sign.length);
    const start = sign === "**" && run.length > 2 ? after.replace(/^\*+/, "") : after;
    if (/^\s|^$/.test(start) || !hasCloser(start, sign)) continue;
    scan.open.push({ sign, around: { ...scan.style } });
    scan.style = { ...scan.style, [key]: true };
    scan.at += sign.length;
    return true;
  }
  add(scan, run);
  scan.at += run.length;
  return true;
}

/** A mark that is never closed is text. */
function hasCloser(text: string, sign: string): boolean {
  const plain = text.replaceAll(/\\./gs, "xx").replaceAll(/`[^`]*`/g, (code) => "x".repeat(code.length));
  for (let index = plain.indexOf(sign); index >= 0; index = plain.indexOf(sign, index + 1)) {
    if (index > 0 && !/\s/.test(plain.charAt(index - 1))) return true;
  }
  return false;
}
