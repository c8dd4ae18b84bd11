import { isLanguage } from "../block-schemas.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { textOfContent } from "../block-content.ts";
import { undashed } from "../ids.ts";
import { isJson, textIn } from "../json.ts";
import type { Json } from "../json.ts";
import { plainText } from "../rich-text.ts";
import type { Segment } from "../rich-text.ts";
import { escapeAttribute, escapeText, toMarkdownColor } from "./escape.ts";
import { renderInline } from "./render-inline.ts";

/** Blocks that markdown does not show at all. */
export const NOT_RENDERED: ReadonlySet<string> = new Set([
  "bookmark",
  "embed",
  "link_preview",
  "breadcrumb",
  "template",
]);

export function renderBlocks(drafts: readonly BlockDraft[]): string {
  return renderAll(drafts).join("\n");
}

/** One block with all below it, numbered as if it stood alone: blocks that render alike are alike. */
export function renderBlock(draft: BlockDraft): string {
  return renderAll([draft]).join("\n");
}

function renderAll(drafts: readonly BlockDraft[]): string[] {
  let number = 0;
  return drafts.flatMap((draft) => {
    number = draft.type === "numbered_list_item" ? number + 1 : 0;
    return NOT_RENDERED.has(draft.type) ? [] : renderOne(draft, number);
  });
}

function renderOne(draft: BlockDraft, number: number): string[] {
  const { type, content, children } = draft;
  const text = renderInline(textOfContent(content));
  const below = renderAll(children).map((line) => `\t${line}`);
  switch (type) {
    case "paragraph":
      return text === "" && children.length === 0 ? ["<empty-block/>"] : [text + suffix(content), ...below];
    case "heading_1":
    case "heading_2":
    case "heading_3":
    case "heading_4":
      return [`${"#".repeat(Number(type.at(-1)))} ${text}${suffix(content)}`, ...below];
    case "bulleted_list_item":
      return [`- ${text}${suffix(content)}`, ...below];
    case "numbered_list_item":
      return [`${number}. ${text}${suffix(content)}`, ...below];
    case "to_do":
      return [`- [${content["checked"] === true ? "x" : " "}] ${text}${suffix(content)}`, ...below];
    case "quote":
      return [`> ${text}${suffix(content)}`, ...below];
    case "toggle":
      return [`<details${colorAttribute(content)}>`, `<summary>${text}</summary>`, ...below, "</details>"];
    case "callout":
      return renderCallout(content, text, below);
    default:
      return renderOther(draft, below);
  }
}

function renderOther(draft: BlockDraft, below: string[]): string[] {
  const { type, content, children } = draft;
  switch (type) {
    case "code":
      return renderFence(content);
    case "equation":
      return ["$$", String(content["expression"]), "$$"];
    case "divider":
      return ["---"];
    case "table":
      return renderTable(content, children);
    case "column_list":
      return ["<columns>", ...below, "</columns>"];
    case "column":
      return ["<column>", ...below, "</column>"];
    case "tab":
      return ["<tabs>", ...below, "</tabs>"];
    case "synced_block":
      return ["<synced_block>", ...below, "</synced_block>"];
    case "table_of_contents":
      return ["<table_of_contents/>"];
    default:
      return [renderReference(draft)];
  }
}

function renderReference({ type, content, existingId = "" }: BlockDraft): string {
  const url = `https://www.notion.so/${undashed(existingId)}`;
  switch (type) {
    case "child_page":
      return `<page url="${url}">${escapeText(String(content["title"]))}</page>`;
    case "child_database":
      return `<database url="${url}" inline="${content["is_inline"] === true}">${escapeText(String(content["title"]))}</database>`;
    case "link_to_page":
      return `<mention-page url="https://www.notion.so/${undashed(textIn(content, "page_id", "database_id"))}"/>`;
    case "image":
      return `![${renderInline(captionOf(content))}](${urlOf(content)})`;
    case "video":
    case "audio":
    case "pdf":
    case "file":
      return `<${type} src="${escapeAttribute(urlOf(content))}">${renderInline(captionOf(content))}</${type}>`;
    default:
      return `<unknown url="${url}" alt="${textIn(content, "alt") || type}"/>`;
  }
}

function renderCallout(content: Json, text: string, below: string[]): string[] {
  const icon = isJson(content["icon"]) ? content["icon"]["emoji"] : undefined;
  const iconAttribute = typeof icon === "string" ? ` icon="${icon}"` : "";
  const own = text === "" ? [] : [`\t${text}`];
  return [`<callout${iconAttribute}${colorAttribute(content)}>`, ...own, ...below, "</callout>"];
}

function renderFence(content: Json): string[] {
  const code = plainText(textOfContent(content));
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const language = textIn(content, "language");
  return [`${fence}${isLanguage(language) ? language : "plain text"}`, ...code.split("\n"), fence];
}

function renderTable(content: Json, rows: readonly BlockDraft[]): string[] {
  const header = content["has_column_header"] === true ? ` header-row="true"` : "";
  const column = content["has_row_header"] === true ? ` header-column="true"` : "";
  const body = rows.flatMap((row) => {
    const cells = (row.content["cells"] as Segment[][]).map((cell) => `<td>${renderInline(cell)}</td>`);
    return ["<tr>", ...cells, "</tr>"];
  });
  return [`<table${header}${column}>`, ...body, "</table>"];
}

function suffix(content: Json): string {
  const toggle = content["is_toggleable"] === true ? `toggle="true"` : "";
  const attributes = [toggle, colorAttribute(content).trim()].filter((one) => one !== "").join(" ");
  return attributes === "" ? "" : ` {${attributes}}`;
}

function colorAttribute(content: Json): string {
  const color = content["color"];
  return typeof color === "string" && color !== "default" ? ` color="${toMarkdownColor(color)}"` : "";
}

function captionOf(content: Json): Segment[] {
  return Array.isArray(content["caption"]) ? (content["caption"] as Segment[]) : [];
}

function urlOf(content: Json): string {
  return isJson(content["external"]) ? String(content["external"]["url"]) : "";
}
