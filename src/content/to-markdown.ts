import type { Block, Inline, LinkTarget, ManagedBlock } from "./blocks.ts";

/**
 * Blocks → Markdown that reads the same in Obsidian, on GitHub and in a plain editor. Texts come from people
 * and may hold anything, so whatever Markdown would take for markup is escaped; nothing in them can become a
 * link, an image, HTML or one of our markers.
 */

export interface MarkdownOptions {
  /** Address of a link's target, ready to stand between the brackets; null = not there, shown as plain text. */
  readonly link: (target: LinkTarget) => string | null;
  /** How a managed block is marked. Without it only the content is written. */
  readonly managed?: (block: ManagedBlock, content: string) => string;
}

/** The blocks as Markdown, separated by blank lines, ending in one newline ("" for no blocks). */
export function toMarkdown(blocks: readonly Block[], options: MarkdownOptions): string {
  const parts = blocks.map((block) => blockText(block, options)).filter((part) => part !== "");
  return parts.length > 0 ? `${parts.join("\n\n")}\n` : "";
}

function blockText(block: Block, options: MarkdownOptions): string {
  switch (block.type) {
    case "heading":
      return `${"#".repeat(block.level)} ${oneLine(escapeText(block.text))}`;
    case "paragraph":
      return lines(block.content, options).join("\n");
    case "list":
      return listText(block, options);
    case "table":
      return tableText(block, options);
    case "callout":
      return ["> [!NOTE]", ...lines(block.content, options).map((line) => `> ${line}`)].join("\n");
    case "code":
      return codeText(block.language, block.text);
    case "divider":
      return "---";
    case "managed": {
      const content = toMarkdown(block.blocks, options).trimEnd();
      return options.managed ? options.managed(block, content) : content;
    }
    default:
      throw new Error(`unhandled block ${JSON.stringify(block satisfies never)}`);
  }
}

function listText(block: Extract<Block, { type: "list" }>, options: MarkdownOptions): string {
  return block.items
    .map((item, index) => {
      const mark = block.ordered === true ? `${index + 1}. ` : "- ";
      return mark + lines(item, options).join(`\n${" ".repeat(mark.length)}`);
    })
    .join("\n");
}

function tableText(block: Extract<Block, { type: "table" }>, options: MarkdownOptions): string {
  const cell = (content: readonly Inline[]) =>
    lines(content, options)
      .map((line) => line.trim())
      .join("<br>")
      .replace(/(?<!\\)\|/gu, "\\|");
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(block.header.map((text) => cell([text]))),
    row(block.header.map(() => "---")),
    ...block.rows.map((cells) => row(block.header.map((_, index) => cell(cells[index] ?? [])))),
  ].join("\n");
}

function codeText(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // A line that looks like our own marker must not end a managed block from inside.
  const safe = text.replace(/^(?=<!-- kakehashi:)/gmu, " ");
  return `${fence}${language.replace(/[^\w-]/gu, "")}\n${safe.replace(/\r\n?/gu, "\n").replace(/\n$/u, "")}\n${fence}`;
}

/** Inline content as lines; every line but the last ends in the two spaces of a hard break. */
function lines(content: readonly Inline[], options: MarkdownOptions): string[] {
  const text = joinInline(content.map((part) => inlineText(part, options)))
    .replace(/\r\n?/gu, "\n")
    .replace(/\n{2,}/gu, "\n")
    .trim();
  const all = text.split("\n").map((line) => escapeLineStart(line.trim()));
  return all.map((line, index) => (index < all.length - 1 ? `${line}  ` : line));
}

interface Piece {
  readonly text: string;
  /** Emphasis whose edge is punctuation is not recognised next to a letter, so a space has to help. */
  readonly isStrong: boolean;
}

function inlineText(part: Inline, options: MarkdownOptions): Piece {
  if (typeof part === "string") return { text: escapeText(part), isStrong: false };
  if ("strong" in part) {
    const inner = oneLine(part.strong);
    return { text: inner === "" ? "" : `**${escapeText(inner)}**`, isStrong: inner !== "" };
  }
  if ("code" in part) return { text: codeSpan(oneLine(part.code)), isStrong: false };
  const label = oneLine(escapeText(part.text));
  const address = "url" in part.link ? safeUrl(part.link.url) : options.link(part.link);
  return { text: address === null || label === "" ? label : `[${label}](${address})`, isStrong: false };
}

function joinInline(pieces: readonly Piece[]): string {
  let text = "";
  let afterStrong = false;
  for (const piece of pieces) {
    if (piece.text === "") continue;
    const touching = /[\p{L}\p{N}]$/u.test(text) && piece.isStrong && /^\*\*[\p{P}\p{S}]/u.test(piece.text);
    const touched = afterStrong && /[\p{P}\p{S}]\*\*$/u.test(text) && /^[\p{L}\p{N}]/u.test(piece.text);
    text += touching || touched ? ` ${piece.text}` : piece.text;
    afterStrong = piece.isStrong;
  }
  return text;
}

function codeSpan(text: string): string {
  if (text === "") return "";
  const longest = Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Only addresses that a reader expects to open; anything else stays text. */
function safeUrl(url: string): string | null {
  if (!/^(https?:\/\/|mailto:)/iu.test(url.trim())) return null;
  return url
    .trim()
    .replace(/[\s<>()[\]\\"`]/gu, (char) =>
      char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char),
    );
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/gu, " ").trim();

/** Text of people → text that Markdown shows as it is. Japanese and ordinary punctuation stay untouched. */
function escapeText(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/gu, "\\\\")
    .replace(/[`*[\]$|]/gu, "\\$&")
    .replace(/<(?=[a-z/!?])/giu, "\\<")
    .replace(/&(?=#|[a-z]+[a-z0-9]*;)/giu, "\\&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~(?=~)|(?<=~)~|=(?==)|(?<==)=|%(?=%)|(?<=%)%/gu, "\\$&")
    .replace(/(?<=^|\s)#(?=[^\s#])/gu, "\\#");
}

/** What means something only at the start of a line: headings, quotes, lists, rules, fences. */
function escapeLineStart(line: string): string {
  return line
    .replace(/^(?=#{1,6}(\s|$)|>|[-+](\s|$)|(-\s*){3,}$|(=\s*)+$)/u, "\\")
    .replace(/^(\d{1,9})(?=[.)](\s|$))/u, "$1\\");
}
