import { storedFile } from "./icon-and-cover.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { plainText, storeRichText } from "./rich-text.ts";
import type { RichTextRequest, Segment } from "./rich-text.ts";

/** What Notion fills in when a request leaves it out. */
const DEFAULTS: Record<string, Json> = {
  paragraph: { color: "default", icon: null },
  heading_1: { is_toggleable: false, color: "default" },
  heading_2: { is_toggleable: false, color: "default" },
  heading_3: { is_toggleable: false, color: "default" },
  heading_4: { is_toggleable: false, color: "default" },
  bulleted_list_item: { color: "default" },
  numbered_list_item: { color: "default" },
  quote: { color: "default" },
  toggle: { color: "default" },
  to_do: { checked: false, color: "default" },
  // A callout made without an icon gets this one, and the block API cannot take it away again.
  callout: { icon: { type: "emoji", emoji: "💡" }, color: "default" },
  code: { caption: [] },
  table: { has_column_header: false, has_row_header: false },
  table_of_contents: { color: "gray" },
  bookmark: { caption: [] },
  embed: { caption: [] },
  image: { caption: [] },
  video: { caption: [] },
  pdf: { caption: [] },
  audio: { caption: [] },
  file: { caption: [] },
};

/** The stored form of a checked request: rich text read back, defaults in place. */
export function storedContent(type: string, request: Json): Json {
  return { ...defaultContent(type), ...storedChanges(request) };
}

export function defaultContent(type: string): Json {
  return structuredClone(DEFAULTS[type] ?? {});
}

/** The same without the defaults: only what the request names. */
export function storedChanges(request: Json): Json {
  const stored: Json = {};
  for (const [key, value] of Object.entries(request)) {
    if (value === undefined) continue;
    stored[key] = storedField(key, value);
  }
  const reference = ["external", "page_id", "database_id", "comment_id"].find((key) => key in stored);
  if (reference !== undefined) stored["type"] = reference;
  return stored;
}

function storedField(key: string, value: unknown): unknown {
  if (key === "rich_text" || key === "caption") return storeRichText(value as RichTextRequest);
  if (key === "cells") return (value as RichTextRequest[]).map((cell) => storeRichText(cell));
  if (key === "icon") return storedFile(value as Json);
  if (key === "synced_from" && isJson(value)) return { type: "block_id", ...value };
  return value;
}

export function textOfContent(content: Json): Segment[] {
  return Array.isArray(content["rich_text"]) ? (content["rich_text"] as Segment[]) : [];
}

/** The plain text of a block: its own, its cells', its expression. */
export function plainTextOf(content: Json): string {
  if (Array.isArray(content["cells"])) {
    return (content["cells"] as Segment[][]).map((cell) => plainText(cell)).join(" | ");
  }
  if (typeof content["expression"] === "string") return content["expression"];
  return plainText(textOfContent(content));
}
