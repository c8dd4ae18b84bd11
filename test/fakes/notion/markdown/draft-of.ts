import { defaultContent } from "../block-content.ts";
import type { BlockDraft } from "../block-drafts.ts";
import type { Json } from "../json.ts";
import { parseInline } from "./parse-inline.ts";

export function draftOf(type: string, content: Json = {}, caption?: string): BlockDraft {
  const captioned = caption === undefined ? {} : { caption: parseInline(caption) };
  return { type, content: { ...defaultContent(type), ...content, ...captioned }, children: [] };
}

export function textDraft(type: string, text: string, more: Json = {}): BlockDraft {
  return draftOf(type, { rich_text: parseInline(text), ...more });
}
