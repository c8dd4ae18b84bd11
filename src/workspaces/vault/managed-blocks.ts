import { createHash } from "node:crypto";

/**
 * Blocks that the product owns inside a note that people own:
 *
 *     <!-- kakehashi:begin figures sha=1a2b3c4d -->
 *     …
 *     <!-- kakehashi:end figures -->
 *
 * `sha` is of the content as the product wrote it, without link addresses, which editors rewrite by themselves
 * when a person renames a file, and without spacing. Other content = a person's edit, and then it is theirs.
 */
export interface FoundBlock {
  readonly id: string;
  readonly edited: boolean;
  readonly content: string;
  /** Where the whole block lies, both marker lines included but not the line end after it. */
  readonly from: number;
  readonly to: number;
}

/** Content between its markers, ready to stand in a note. */
export function markBlock(id: string, content: string): string {
  return `<!-- kakehashi:begin ${id} sha=${fingerprint(content)} -->\n\n${content}\n\n<!-- kakehashi:end ${id} -->`;
}

/** The managed blocks of a note, each id once. A begin without its end is no block. */
export function findBlocks(text: string): FoundBlock[] {
  const blocks = new Map<string, FoundBlock>();
  const begin = /^<!-- kakehashi:begin (\S+) sha=([0-9a-f]*) -->[ \t]*\r?$/gmu;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const [line, id = "", sha] = match;
    const start = match.index + line.length;
    const end = `<!-- kakehashi:end ${id} -->`;
    const at = findLine(text, end, start);
    if (at === -1) continue;
    const content = text.slice(start, at);
    const block = {
      id,
      edited: fingerprint(content) !== sha,
      content,
      from: match.index,
      to: at + end.length,
    };
    if (!blocks.has(id)) blocks.set(id, block);
    begin.lastIndex = block.to;
  }
  return [...blocks.values()];
}

/** Replaces blocks that are there and unedited; everything else stays byte for byte. */
export function replaceBlocks(text: string, contents: ReadonlyMap<string, string>): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  let result = text;
  for (const block of findBlocks(text).reverse()) {
    const content = contents.get(block.id);
    if (content === undefined || block.edited || block.content.replace(/\r\n/gu, "\n").trim() === content)
      continue;
    const marked = markBlock(block.id, content).replaceAll("\n", eol);
    result = result.slice(0, block.from) + marked + result.slice(block.to);
  }
  return result;
}

function findLine(text: string, line: string, from: number): number {
  let at = text.indexOf(`\n${line}`, from);
  while (at !== -1 && !/^[ \t]*(\r?\n|$)/u.test(text.slice(at + 1 + line.length, at + 81 + line.length))) {
    at = text.indexOf(`\n${line}`, at + 1);
  }
  return at === -1 ? -1 : at + 1;
}

function fingerprint(content: string): string {
  const bare = content
    .replace(LINK_ADDRESS, "]()")
    .replace(/-{3,}/gu, "---")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC");
  return createHash("sha256").update(bare).digest("hex").slice(0, 8);
}

const LINK_ADDRESS = /\]\((<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)/gu;

/** The same Markdown with other addresses behind its links. */
export function mapAddresses(content: string, to: (address: string) => string): string {
  return content.replace(LINK_ADDRESS, (whole: string, written: string) => {
    const address = written.replace(/^<(.*)>$/u, "$1");
    const mapped = to(address);
    return mapped === address ? whole : `](${mapped})`;
  });
}

/** Addresses of links in a piece of Markdown, as written. */
export function linkAddresses(content: string): string[] {
  return [...content.matchAll(LINK_ADDRESS)].map((match) => (match[1] ?? "").replace(/^<(.*)>$/u, "$1"));
}
