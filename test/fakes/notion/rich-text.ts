import { z } from "zod";

import { colorSchema } from "./colors.ts";
import { isId } from "./ids.ts";
import type { Json } from "./json.ts";
import { limitedText } from "./limited-text.ts";
import { LIMITS } from "./limits.ts";
import { storedUrl, urlSchema } from "./urls.ts";

export interface Annotations {
  bold: boolean;
  italic: boolean;
  strikethrough: boolean;
  underline: boolean;
  code: boolean;
  color: string;
}

/** One piece of rich text, as it is answered. */
export interface Segment {
  type: "text" | "mention" | "equation";
  text?: { content: string; link: { url: string } | null };
  mention?: Json;
  equation?: { expression: string };
  annotations: Annotations;
  plain_text: string;
  href: string | null;
}

const id = z.string().refine(isId, { error: "should be a valid uuid" });

const annotations = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strikethrough: z.boolean(),
    underline: z.boolean(),
    code: z.boolean(),
    color: colorSchema,
  })
  .partial()
  .optional();

export const dateSchema = z.strictObject({
  start: z.string().refine(isDate, { error: "should be a valid ISO 8601 date string" }),
  end: z.string().refine(isDate, { error: "should be a valid ISO 8601 date string" }).nullish(),
  time_zone: z.string().nullish(),
});

const mention = z.union([
  z.strictObject({
    type: z.literal("user").optional(),
    user: z.strictObject({ id, object: z.literal("user").optional() }),
  }),
  z.strictObject({ type: z.literal("date").optional(), date: dateSchema }),
  z.strictObject({ type: z.literal("page").optional(), page: z.strictObject({ id }) }),
  z.strictObject({ type: z.literal("database").optional(), database: z.strictObject({ id }) }),
]);

const item = z.union([
  z.strictObject({
    type: z.literal("text").optional(),
    text: z.strictObject({
      content: limitedText(LIMITS.textLength),
      link: z.strictObject({ url: urlSchema }).nullish(),
    }),
    annotations,
  }),
  z.strictObject({ type: z.literal("mention").optional(), mention, annotations }),
  z.strictObject({
    type: z.literal("equation").optional(),
    equation: z.strictObject({ expression: limitedText(LIMITS.expressionLength) }),
    annotations,
  }),
]);

export const richTextSchema = z.array(item).max(LIMITS.richTextItems);
export type RichTextRequest = z.infer<typeof richTextSchema>;

export const PLAIN: Annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: "default",
};

/** Turns written rich text into what is read back: neighbours merged, every field filled in. */
export function storeRichText(items: RichTextRequest): Segment[] {
  return mergeSegments(items.map(toSegment));
}

function styleOf(given: z.infer<typeof annotations>): Annotations {
  const named = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...PLAIN, ...Object.fromEntries(named) };
}

function toSegment(item: RichTextRequest[number]): Segment {
  const style = styleOf(item.annotations);
  if ("text" in item) return textSegment(item.text.content, style, item.text.link?.url ?? null);
  if ("equation" in item) {
    const { expression } = item.equation;
    return {
      type: "equation",
      equation: { expression },
      annotations: style,
      plain_text: expression,
      href: null,
    };
  }
  return mentionSegment(item.mention, style);
}

export function textSegment(content: string, style: Annotations = PLAIN, url: string | null = null): Segment {
  const href = url === null ? null : storedUrl(url);
  const text = { content, link: href === null ? null : { url: href } };
  return { type: "text", text, annotations: { ...style }, plain_text: content, href };
}

function mentionSegment(mention: Json, style: Annotations): Segment {
  const type = ["user", "date", "page", "database"].find((key) => key in mention) ?? "page";
  const target = mention[type];
  const shown = type === "date" ? (target as { start: string }).start : `@${type}`;
  return {
    type: "mention",
    mention: { type, [type]: target },
    annotations: { ...style },
    plain_text: shown,
    href: null,
  };
}

/**
 * Equal neighbours become one segment, empty ones vanish. A merged segment may be longer than what a
 * request may hold, so text that was read cannot always be written back as it is.
 */
export function mergeSegments(segments: Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    if (segment.type === "text" && segment.plain_text === "") continue;
    const last = merged.at(-1);
    if (last?.text && segment.text && isSameStyle(last, segment)) {
      merged[merged.length - 1] = textSegment(
        last.text.content + segment.text.content,
        last.annotations,
        last.href,
      );
    } else merged.push(segment);
  }
  return merged;
}

function isSameStyle(one: Segment, other: Segment): boolean {
  const a = one.annotations;
  const b = other.annotations;
  return (
    one.href === other.href &&
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.strikethrough === b.strikethrough &&
    a.underline === b.underline &&
    a.code === b.code &&
    a.color === b.color
  );
}

export function plainText(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.plain_text).join("");
}

export function plainSegments(text: string): Segment[] {
  return text === "" ? [] : [textSegment(text)];
}

function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
