import { undashed } from "../ids.ts";
import { isJson } from "../json.ts";
import type { Segment } from "../rich-text.ts";
import { escapeAttribute, escapeText, toMarkdownColor } from "./escape.ts";

interface Layer {
  /** Equal neighbours share one pair of marks; empty means none. */
  keyOf: (segment: Segment) => string;
  wrap: (text: string, key: string) => string;
}

/** Outermost first: bold around italic and never the other way, so that `***` can always be told apart. */
const LAYERS: Layer[] = [
  { keyOf: (segment) => segment.href ?? "", wrap: (text, url) => `[${text}](${renderUrl(url)})` },
  { keyOf: spanAttributes, wrap: (text, attributes) => `<span ${attributes}>${text}</span>` },
  { keyOf: ({ annotations }) => (annotations.strikethrough ? "~~" : ""), wrap: mark },
  { keyOf: ({ annotations }) => (annotations.bold ? "**" : ""), wrap: mark },
  { keyOf: ({ annotations }) => (annotations.italic ? "*" : ""), wrap: mark },
];

export function renderInline(segments: readonly Segment[], depth = 0): string {
  const layer = LAYERS[depth];
  if (!layer) return segments.map(renderLeaf).join("");
  let rendered = "";
  for (let start = 0; start < segments.length;) {
    const key = keyAt(segments, start, layer);
    let end = start + 1;
    while (end < segments.length && keyAt(segments, end, layer) === key) end++;
    const inner = renderInline(segments.slice(start, end), depth + 1);
    rendered += key === "" ? inner : layer.wrap(inner, key);
    start = end;
  }
  return rendered;
}

/** Balanced parentheses may stand in a link; others would end it too soon. */
function renderUrl(url: string): string {
  if (/^[^()]*(\([^()]*\)[^()]*)*$/.test(url)) return url;
  return url.replaceAll("(", "%28").replaceAll(")", "%29");
}

function keyAt(segments: readonly Segment[], index: number, layer: Layer): string {
  const segment = segments[index];
  return segment ? layer.keyOf(segment) : "";
}

/** Marks hug their text: blanks at the edges go outside, or they would not be marks. */
function mark(text: string, sign: string): string {
  const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return core === "" ? text : `${before}${sign}${core}${sign}${after}`;
}

function spanAttributes({ annotations }: Segment): string {
  const found: string[] = [];
  if (annotations.color !== "default") found.push(`color="${toMarkdownColor(annotations.color)}"`);
  if (annotations.underline) found.push(`underline="true"`);
  return found.join(" ");
}

function renderLeaf(segment: Segment): string {
  if (segment.equation) return `$\`${segment.equation.expression}\`$`;
  if (segment.mention) return renderMention(segment);
  const lines = segment.plain_text.split("\n");
  return lines.map((line) => (segment.annotations.code ? renderCode(line) : escapeText(line))).join("<br>");
}

function renderCode(text: string): string {
  if (text === "") return "";
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function renderMention(segment: Segment): string {
  const { mention = {} } = segment;
  const target = mention[String(mention["type"])];
  if (!isJson(target)) return escapeText(segment.plain_text);
  switch (mention["type"]) {
    case "user":
      return `<mention-user url="user://${String(target["id"])}"/>`;
    case "date":
      return renderDate(target);
    default: {
      const url = escapeAttribute(`https://www.notion.so/${undashed(String(target["id"]))}`);
      return `<mention-${String(mention["type"])} url="${url}"/>`;
    }
  }
}

function renderDate(date: Record<string, unknown>): string {
  const end = typeof date["end"] === "string" ? ` end="${date["end"]}"` : "";
  return `<mention-date start="${String(date["start"])}"${end}/>`;
}
