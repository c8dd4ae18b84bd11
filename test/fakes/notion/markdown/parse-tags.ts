import { invalid } from "../api-error.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { dashed } from "../ids.ts";
import { fromMarkdownColor, readAttributes, unescapeText } from "./escape.ts";
import { draftOf, textDraft } from "./draft-of.ts";
import { takeUntilClosed } from "./line-reader.ts";
import type { LineReader } from "./line-reader.ts";
import { parseTableTag } from "./parse-tables.ts";

type ParseGroup = (reader: LineReader, level: number) => BlockDraft[];

const CONTAINERS = new Set(["callout", "details", "table", "columns", "column", "tabs", "synced_block"]);
const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i;

/** A block that is written as a tag. Tags within a line are the inline parser's. */
export function readTag(reader: LineReader, text: string, parseGroup: ParseGroup): BlockDraft[] | undefined {
  const opened = /^<([a-z_-]+)((?: [\w-]+="[^"]*")*)\s*(\/?)>(.*)$/.exec(text);
  if (!opened) return undefined;
  const [, tag = "", rawAttributes = "", selfClosing, rest = ""] = opened;
  const attributes = readAttributes(rawAttributes);
  if (selfClosing === "/" && rest === "") return readEmptyTag(reader, tag, attributes);
  if (CONTAINERS.has(tag)) {
    reader.at++;
    const inner = innerLines(reader, tag, rest);
    return [containerDraft(tag, attributes, inner, parseGroup)];
  }
  const inside = rest.endsWith(`</${tag}>`) ? rest.slice(0, -`</${tag}>`.length) : undefined;
  const draft = inside === undefined ? undefined : lineDraft(tag, attributes, inside);
  if (!draft) return undefined;
  reader.at++;
  return [draft];
}

function readEmptyTag(
  reader: LineReader,
  tag: string,
  attributes: Record<string, string>,
): BlockDraft[] | undefined {
  const drafts: Record<string, () => BlockDraft> = {
    "empty-block": () => textDraft("paragraph", ""),
    table_of_contents: () => draftOf("table_of_contents"),
    unknown: () => ({
      ...draftOf("unknown", { alt: attributes["alt"] ?? "" }),
      existingId: idOf(attributes),
    }),
  };
  const make = drafts[tag];
  if (!make) return undefined;
  reader.at++;
  return [make()];
}

function innerLines(reader: LineReader, tag: string, rest: string): string[] {
  const end = `</${tag}>`;
  if (rest.endsWith(end)) return [rest.slice(0, -end.length)];
  const taken = takeUntilClosed(reader, tag);
  return rest === "" ? taken : [rest, ...taken];
}

function containerDraft(
  tag: string,
  attributes: Record<string, string>,
  lines: string[],
  parseGroup: ParseGroup,
): BlockDraft {
  const color = attributes["color"] === undefined ? {} : { color: fromMarkdownColor(attributes["color"]) };
  const inner = () => parseGroup({ lines, at: 0 }, 0);
  switch (tag) {
    case "table":
      return parseTableTag(lines, attributes);
    case "callout":
      return calloutDraft(attributes, color, inner());
    case "details": {
      const at = lines.findIndex((line) => line.trim().startsWith("<summary>"));
      const summary = /<summary>(.*)<\/summary>/.exec(lines[at] ?? "")?.[1] ?? "";
      const children = parseGroup({ lines: lines.filter((_, index) => index !== at), at: 0 }, 0);
      return { ...textDraft("toggle", summary, color), children };
    }
    case "columns":
      return { ...draftOf("column_list"), children: inner().filter((one) => one.type === "column") };
    case "tabs":
      return { ...draftOf("tab"), children: inner() };
    case "synced_block":
      return { ...draftOf("synced_block", { synced_from: null }), children: inner() };
    default:
      return { ...draftOf("column"), children: inner() };
  }
}

/** The first line of a callout is its own text; the rest are its children. */
function calloutDraft(attributes: Record<string, string>, color: object, inner: BlockDraft[]): BlockDraft {
  const { icon } = attributes;
  const [first, ...others] = inner;
  const isText = first?.type === "paragraph" && first.children.length === 0;
  const rich_text = isText ? first.content["rich_text"] : [];
  const given = icon === undefined ? {} : { icon: { type: "emoji", emoji: icon } };
  return { ...draftOf("callout", { rich_text, ...given, ...color }), children: isText ? others : inner };
}

function lineDraft(tag: string, attributes: Record<string, string>, inside: string): BlockDraft | undefined {
  switch (tag) {
    case "page":
    case "database":
      return { ...draftOf(`child_${tag}`, { title: unescapeText(inside) }), existingId: idOf(attributes) };
    case "video":
    case "audio":
    case "pdf":
    case "file":
      return draftOf(tag, { type: "external", external: { url: attributes["src"] ?? "" } }, inside);
    default:
      return undefined;
  }
}

function idOf(attributes: Record<string, string>): string {
  const id = ID.exec(attributes["url"] ?? "")?.[0];
  if (id === undefined)
    throw invalid("A page, database or unknown tag in markdown should have the url of one.");
  return dashed(id);
}
