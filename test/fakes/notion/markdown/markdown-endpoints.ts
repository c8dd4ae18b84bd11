import { z } from "zod";

import { invalid, notFound } from "../api-error.ts";
import { answerAsync } from "../async-tasks.ts";
import { countDrafts } from "../block-drafts.ts";
import { ok } from "../call.ts";
import type { Answer, Call } from "../call.ts";
import { requireLive, spendBlocks, touchBody } from "../edits.ts";
import { readId } from "../ids.ts";
import type { Json } from "../json.ts";
import { makeBlocks } from "../make-blocks.ts";
import { pageOfCall } from "../page-endpoints.ts";
import { readQuery } from "../query-string.ts";
import { parseAs } from "../schema-error.ts";
import { findNode, requireVisible } from "../tree.ts";
import type { Node, PageNode, World } from "../world.ts";
import { excerptOf } from "./from-nodes.ts";
import { parseBlocks } from "./parse-blocks.ts";
import { renderBlock, renderBlocks } from "./render-blocks.ts";
import { replaceBody } from "./replace-body.ts";
import { draftsFromMarkdown } from "./to-drafts.ts";

/** The ids in `unknown_block_ids` are fetched here too, so a block will do as well as a page. */
export function retrieveMarkdown(call: Call): Answer {
  readQuery(call.query, z.strictObject({ include_transcript: z.enum(["true", "false"]).optional() }));
  const id = readId(call.ids[0] ?? "", "path.page_id");
  const node = findNode(call.world, id);
  if (node?.kind !== "page" && node?.kind !== "block") throw notFound("page", id);
  return ok(markdownResponse(call.world, requireVisible(call.world, node)));
}

const updates = z
  .array(
    z.strictObject({
      old_str: z.string().min(1),
      new_str: z.string(),
      replace_all_matches: z.boolean().optional(),
    }),
  )
  .min(1)
  .max(100);
const allow = { allow_deleting_content: z.boolean().optional() };
const allowAsync = { allow_async: z.boolean().optional() };

const updateBody = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("update_content"),
    update_content: z.strictObject({ content_updates: updates, ...allow }),
    ...allowAsync,
  }),
  z.strictObject({
    type: z.literal("replace_content"),
    replace_content: z.strictObject({ new_str: z.string(), ...allow }),
    ...allowAsync,
  }),
  z.strictObject({
    type: z.literal("insert_content"),
    insert_content: z.strictObject({
      content: z.string(),
      after: z.string().optional(),
      position: z.strictObject({ type: z.enum(["start", "end"]) }).optional(),
    }),
    ...allowAsync,
  }),
]);
type UpdateBody = z.infer<typeof updateBody>;

export function updateMarkdown(call: Call): Answer {
  const { world, by } = call;
  const page = pageOfCall(call);
  const body = parseAs(updateBody, call.body);
  requireLive(world, page);
  const write = () => {
    applyUpdate(world, page, body, by);
    touchBody(world, page, by);
    return markdownResponse(world, page);
  };
  return body.allow_async === true ? answerAsync(world, "update_page_markdown", write) : ok(write());
}

function applyUpdate(world: World, page: PageNode, body: UpdateBody, by: string): void {
  switch (body.type) {
    case "replace_content": {
      const { new_str, allow_deleting_content: allowDeleting = false } = body.replace_content;
      replaceBody(world, page, { drafts: parseBlocks(new_str), allowDeleting, keepsHidden: false }, by);
      return;
    }
    case "update_content": {
      const { content_updates, allow_deleting_content: allowDeleting = false } = body.update_content;
      const before = renderBlocks(excerptOf(world, page, Number.POSITIVE_INFINITY).drafts);
      const after = content_updates.reduce(replaceText, before);
      replaceBody(world, page, { drafts: parseBlocks(after), allowDeleting, keepsHidden: true }, by);
      return;
    }
    case "insert_content":
      insertContent(world, page, body.insert_content, by);
      return;
    default:
      throw new Error(`unhandled ${body satisfies never}`);
  }
}

/** Exact and case-sensitive; several matches are an error unless all are meant. */
function replaceText(text: string, update: z.infer<typeof updates>[number]): string {
  const parts = text.split(update.old_str);
  if (parts.length === 1) throw invalid(`No match found for old_str: ${update.old_str}`);
  if (parts.length > 2 && update.replace_all_matches !== true) {
    throw invalid(
      `Multiple matches (${parts.length - 1}) found for old_str: ${update.old_str}. Add more context or set replace_all_matches.`,
    );
  }
  return parts.join(update.new_str);
}

type Insertion = Extract<UpdateBody, { type: "insert_content" }>["insert_content"];

function insertContent(world: World, page: PageNode, insertion: Insertion, by: string): void {
  if (insertion.after !== undefined && insertion.position) {
    throw invalid("body failed validation: only one of after and position should be present.");
  }
  const drafts = draftsFromMarkdown(insertion.content);
  const start = insertion.position?.type === "start" ? 0 : undefined;
  const index = insertion.after === undefined ? start : indexAfter(world, page, insertion.after);
  spendBlocks(world, countDrafts(drafts));
  makeBlocks(world, drafts, page.id, by, index);
}

/** "start text...end text": the new blocks go behind the top-level block in which the selection ends. */
function indexAfter(world: World, page: PageNode, selection: string): number {
  const [start = "", end = start] = selection.split("...");
  const { drafts } = excerptOf(world, page, Number.POSITIVE_INFINITY);
  const rendered = drafts.map((draft) => ({ id: draft.existingId ?? "", text: renderBlock(draft) }));
  const first = rendered.findIndex(({ text }) => text.includes(start));
  const last = rendered.findIndex(({ text }, index) => index >= first && text.includes(end));
  const target = rendered[last];
  if (first < 0 || !target) throw invalid(`No match found for the selection: ${selection}`);
  return page.children.indexOf(target.id) + 1;
}

function markdownResponse(world: World, node: Node): Json {
  const { drafts, unknownIds } = excerptOf(world, node, world.settings.markdownBlockLimit);
  return {
    object: "page_markdown",
    id: node.id,
    markdown: renderBlocks(drafts),
    truncated: unknownIds.length > 0,
    unknown_block_ids: unknownIds,
  };
}
