import { invalid } from "./api-error.ts";
import { entityCharacter } from "./xhtml-entities.ts";

/**
 * Whether a text is a well-formed fragment of storage format, told in the service's own words: the client
 * parses with another parser, and a double that let the client's mistakes through would be of no use.
 */
export function requireXhtml(text: string): void {
  requireCharacters(text);
  const open: { name: string; at: number }[] = [];
  let at = 0;
  while (at < text.length) {
    const lt = text.indexOf("<", at);
    const run = lt < 0 ? text.slice(at) : text.slice(at, lt);
    requireReferences(text, run, at);
    if (lt < 0) break;
    at = readMarkup(text, lt, open);
  }
  const left = open.at(-1);
  if (left)
    throw broken(text, text.length, `Unexpected EOF; was expecting a close tag for element <${left.name}>`);
}

const SKIPPED = [
  ["<!--", "-->", "a comment"],
  ["<![CDATA[", "]]>", "a CDATA section"],
  ["<?", "?>", "a processing instruction"],
] as const;

/** Reads one piece of markup that starts at `lt`, and says where it ends. */
function readMarkup(text: string, lt: number, open: { name: string; at: number }[]): number {
  for (const [start, end, what] of SKIPPED) {
    if (!text.startsWith(start, lt)) continue;
    const close = text.indexOf(end, lt + start.length);
    if (close < 0) throw broken(text, text.length, `Unexpected EOF in ${what}`);
    return close + end.length;
  }
  TAG.lastIndex = lt;
  const tag = TAG.exec(text);
  if (!tag) {
    const odd = text[lt + 1] ?? "EOF";
    throw broken(
      text,
      lt + 1,
      `Unexpected character '${odd}' in content after '<' (malformed start element?).`,
    );
  }
  const [whole, slash, name = "", attributes = "", selfClose] = tag;
  requireName(text, name, lt);
  if (slash) closeElement(text, name, lt, open);
  else {
    requireAttributes(text, attributes, lt + 1 + name.length);
    if (!selfClose) open.push({ name, at: lt });
  }
  return lt + whole.length;
}

const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
const TAG = new RegExp(String.raw`<(/?)(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, "y");
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*("[^"<]*"|'[^'<]*')`, "g");

function closeElement(text: string, name: string, lt: number, open: { name: string }[]): void {
  const expected = open.pop();
  if (!expected) throw broken(text, lt, `Unexpected close tag </${name}>`);
  if (expected.name !== name) {
    throw broken(text, lt, `Unexpected close tag </${name}>; expected </${expected.name}>.`);
  }
}

function requireAttributes(text: string, attributes: string, at: number): void {
  const seen = new Set<string>();
  for (const [, name = "", quoted = ""] of attributes.matchAll(ATTRIBUTE)) {
    if (seen.has(name)) throw broken(text, at, `Duplicate attribute '${name}'.`);
    seen.add(name);
    requireName(text, name, at);
    requireReferences(text, quoted.slice(1, -1), at);
  }
}

/** Only the prefixes of storage format are declared. */
function requireName(text: string, name: string, at: number): void {
  const [prefix, local] = name.split(":");
  if (local === undefined || prefix === "ac" || prefix === "ri" || prefix === "xml") return;
  throw broken(text, at, `Undeclared namespace prefix "${prefix}"`);
}

function requireReferences(text: string, run: string, at: number): void {
  if (run.includes("]]>")) throw broken(text, at + run.indexOf("]]>"), "Unexpected ']]>' in content");
  for (const match of run.matchAll(/&(#x[0-9a-f]+|#\d+|[A-Za-z]\w*)?(;?)/gi)) {
    const [, name, semicolon] = match;
    const where = at + match.index;
    if (name === undefined || !semicolon)
      throw broken(text, where, "Unexpected character in entity; expected ';'");
    if (name.startsWith("#")) requireCodePoint(text, name, where);
    else if (entityCharacter(name) === undefined)
      throw broken(text, where, `Undeclared general entity "${name}"`);
  }
}

function requireCodePoint(text: string, reference: string, at: number): void {
  const code = /^#x/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  const isWrong = code > 0x10_ffff || FORBIDDEN.test(String.fromCodePoint(Math.min(code, 0x10_ffff)));
  if (isWrong)
    throw broken(text, at, `Illegal character entity: expansion character (code 0x${code.toString(16)})`);
}

const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

function requireCharacters(text: string): void {
  const found = FORBIDDEN.exec(text);
  if (!found) return;
  const code = (found[0].codePointAt(0) ?? 0).toString(16);
  throw broken(text, found.index, `Illegal character ((CTRL-CHAR, code 0x${code}))`);
}

function broken(text: string, at: number, what: string): Error {
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return invalid(
    `Error parsing xhtml: ${what}\n at [row,col {unknown-source}]: [${before.length},${column}]`,
  );
}
