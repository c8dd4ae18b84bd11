import MarkdownIt, { type Token } from "markdown-it";

import type { BodyBlock, BodyItem } from "./body-tree.ts";
import { levelOf, tidyBody } from "./body-tidy.ts";
import { codeLanguage } from "./code-language.ts";
import { type Run, safeAddress } from "./runs.ts";

/** Our Markdown → the body's tree. HTML is text; what Markdown has and the tree lacks is read as its words. */

/**
 * The limit is against hostile nesting; below it nothing may be cut off. A line of `---` below text is a rule, as
 * people mean it and as fields are cut, not a sign that the text is a heading.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 500 });
markdown.disable("lheading");
// A link that Notion does not take stays as it was written, address and all.
markdown.validateLink = (address) => safeAddress(address) !== null;

export function readMarkdown(text: string): BodyBlock[] {
  // The parser would show U+0000 as a replacement character.
  const source = text.replaceAll("\0", "").replace(/\r\n?/gu, "\n").toWellFormed();
  return tidyBody(blocksOf({ tokens: markdown.parse(source, {}), at: 0 }));
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Blocks up to the end of the block that is open, which is stepped over. */
function blocksOf(cursor: Cursor): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.at];
    cursor.at += 1;
    if (token === undefined || token.nesting < 0) return blocks;
    for (const block of blockOf(token, cursor)) blocks.push(block);
  }
}

function blockOf(token: Token, cursor: Cursor): BodyBlock[] {
  switch (token.type) {
    case "heading_open":
      return [{ type: "heading", level: levelOf(Number(token.tag.slice(1))), text: textOf(cursor) }];
    case "paragraph_open":
      return [{ type: "paragraph", text: textOf(cursor) }];
    case "bullet_list_open":
    case "ordered_list_open":
      return blocksOf(cursor);
    case "list_item_open":
      return [itemOf(token, cursor)];
    case "blockquote_open":
      return [{ type: "quote", text: [], children: blocksOf(cursor) }];
    case "table_open":
      return [{ type: "table", rows: rowsOf(cursor) }];
    case "fence":
    case "code_block":
      return [{ type: "code", language: codeLanguage(token.info), text: token.content.replace(/\n$/u, "") }];
    case "hr":
      return [{ type: "divider" }];
    default:
      throw new Error(`unexpected ${token.type} in Markdown`);
  }
}

/** The text of a heading or paragraph, whose end is stepped over. */
function textOf(cursor: Cursor): Run[] {
  const inline = cursor.tokens[cursor.at];
  cursor.at += 2;
  return runsOf(inline?.children ?? []);
}

function itemOf(token: Token, cursor: Cursor): BodyItem {
  // Told from the source: `\[ ]` is text.
  const first = cursor.tokens[cursor.at + 1];
  const box =
    token.info === "" && first?.type === "inline" ? /^\[([ xX])\](?=\s|$)/u.exec(first.content) : null;
  const children = blocksOf(cursor);
  const [head, ...rest] = children;
  const isText = head?.type === "paragraph";
  const text = isText ? head.text : [];
  const item = { type: "item", text, children: isText ? rest : children } as const;
  if (token.info !== "") return { ...item, mark: "number", number: token.info + token.markup };
  if (box === null || !isText) return { ...item, mark: "bullet" };
  return { ...item, mark: box[1] === " " ? "open" : "done", text: withoutBox(text) };
}

function withoutBox(text: readonly Run[]): Run[] {
  const [first, ...rest] = text;
  return first === undefined ? [] : [{ ...first, text: first.text.slice("[ ]".length) }, ...rest];
}

function rowsOf(cursor: Cursor): Run[][][] {
  const rows: Run[][][] = [];
  for (;;) {
    const token = cursor.tokens[cursor.at];
    cursor.at += 1;
    if (token === undefined || token.type === "table_close") return rows;
    if (token.type === "tr_open") rows.push([]);
    if (token.type === "inline") rows.at(-1)?.push(runsOf(token.children ?? []));
  }
}

/** Inline tokens as runs. Formatting may be nested in itself, so it is counted. */
function runsOf(tokens: readonly Token[]): Run[] {
  const open = { strong: 0, em: 0, s: 0 };
  let link: string | undefined;
  return tokens.flatMap((token): Run[] => {
    if (token.tag === "strong" || token.tag === "em" || token.tag === "s") {
      open[token.tag] += token.nesting;
      return [];
    }
    if (token.type === "link_open" || token.type === "link_close") {
      link = token.type === "link_open" ? String(token.attrGet("href") ?? "") : undefined;
      return [];
    }
    const look = {
      ...(open.strong > 0 ? { bold: true } : {}),
      ...(open.em > 0 ? { italic: true } : {}),
      ...(open.s > 0 ? { strike: true } : {}),
      ...(link === undefined ? {} : { link }),
    };
    if (token.type === "softbreak" || token.type === "hardbreak") return [{ ...look, text: "\n" }];
    if (token.type === "code_inline") return [{ ...look, code: true, text: token.content }];
    if (token.type === "image") return [{ link: sourceOf(token), ...look, text: captionOf(token) }];
    return [{ ...look, text: token.content }];
  });
}

/** A picture becomes a link that says what it shows. */
function captionOf(image: Token): string {
  const caption = runsOf(image.children ?? [])
    .map(({ text }) => text)
    .join("");
  return caption.trim() === "" ? sourceOf(image) : caption;
}

const sourceOf = (image: Token): string => String(image.attrGet("src") ?? "");
