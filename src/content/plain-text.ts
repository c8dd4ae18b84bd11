import MarkdownIt, { type Token } from "markdown-it";

/**
 * Markdown → the words that a reader sees: for search, matching and snippets. Never for display as HTML.
 * Comments, which no reader sees, are left out; raw HTML stays as the text it is.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Plain text, one line per paragraph, list item or table row; blank lines are dropped. */
export function plainText(text: string): string {
  const visible = withoutComments(text).replace(WIKI_LINK, wikiLink);
  const rendered = MARKUP.test(visible) ? render(markdown.parse(visible, {})) : visible;
  return rendered
    .split(/\r?\n/u)
    .map((line) => line.replace(/[ \t\u00a0]+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** Anything that Markdown could read as more than plain words. */
const MARKUP = /[\\`*_[\]<>&~|]|^[ \t]*(#|[-+=>]|\d+[.)])|^(\t| {4})/mu;

/** Step by step: a pattern would look for the end again at each of a thousand openings without one. */
function withoutComments(text: string): string {
  let visible = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("<!--", at);
    const close = open < 0 ? -1 : text.indexOf("-->", open + 4);
    if (close < 0) return visible + text.slice(at);
    visible += `${text.slice(at, open)} `;
    at = close + 3;
  }
}

/** Names of files are short; the limit keeps a line of brackets from being read again from each of them. */
const WIKI_LINK = /!?\[\[([^\]\n]{0,1000})\]\]/gu;

/** `[[page|words]]` shows the words, `![[picture]]` shows none. */
function wikiLink(whole: string, inside: string): string {
  if (whole.startsWith("!")) return " ";
  return inside.split("|").at(-1) ?? "";
}

function render(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.type === "inline") text += inline(token.children ?? []).replace(/^\[[ xX]\] /u, "");
    else if (token.type === "fence" || token.type === "code_block") text += `${token.content}\n`;
    else if (token.type === "td_close" || token.type === "th_close") text += " ";
    else if (token.nesting <= 0 && token.block) text += "\n";
  }
  return text;
}

function inline(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "softbreak" || token.type === "hardbreak") return "\n";
      if (token.type === "image") return inline(token.children ?? []);
      return token.content;
    })
    .join("");
}
