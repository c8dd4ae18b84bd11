import { z } from "zod";

import { notFound } from "./api-error.ts";
import { floorToMinute, isoTime } from "./clock.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { requireLive } from "./edits.ts";
import { newId, readId } from "./ids.ts";
import type { Json } from "./json.ts";
import { parseInline } from "./markdown/parse-inline.ts";
import { listBody, pageQueryFields, slice } from "./paginate.ts";
import { readQuery } from "./query-string.ts";
import { userRef } from "./read-values.ts";
import { mergeSegments, richTextSchema, storeRichText } from "./rich-text.ts";
import { parseAs } from "./schema-error.ts";
import { requireBlock } from "./tree.ts";
import type { Comment, World } from "./world.ts";

const text = { rich_text: richTextSchema };
const markdown = { markdown: z.string().min(1) };
const parent = {
  parent: z.union([
    z.strictObject({ type: z.literal("page_id").optional(), page_id: z.string() }),
    z.strictObject({ type: z.literal("block_id").optional(), block_id: z.string() }),
  ]),
};
const discussion = { discussion_id: z.string() };

const createBody = z.union([
  z.strictObject({ ...parent, ...text }),
  z.strictObject({ ...parent, ...markdown }),
  z.strictObject({ ...discussion, ...text }),
  z.strictObject({ ...discussion, ...markdown }),
]);

export function createComment(call: Call): Answer {
  const { world, by } = call;
  const body = parseAs(createBody, call.body);
  const place = placeOf(world, body);
  const comment: Comment = {
    id: newId(),
    ...place,
    text: "markdown" in body ? mergeSegments(parseInline(body.markdown)) : storeRichText(body.rich_text),
    createdAt: floorToMinute(world.settings.now()),
    createdBy: by,
  };
  world.comments.set(comment.id, comment);
  return ok(commentResponse(world, comment));
}

function placeOf(world: World, body: z.infer<typeof createBody>): Pick<Comment, "parentId" | "discussionId"> {
  if ("discussion_id" in body) {
    const id = readId(body.discussion_id, "body.discussion_id");
    const first = [...world.comments.values()].find((one) => one.discussionId === id);
    if (!first) throw notFound("discussion", id);
    return { parentId: first.parentId, discussionId: id };
  }
  const id = "page_id" in body.parent ? body.parent.page_id : body.parent.block_id;
  const node = requireBlock(world, readId(id, "body.parent"));
  requireLive(world, node);
  return { parentId: node.id, discussionId: newId() };
}

export function listComments(call: Call): Answer {
  const { world } = call;
  const query = readQuery(call.query, z.strictObject({ ...pageQueryFields, block_id: z.string() }));
  const node = requireBlock(world, readId(query.block_id, "query.block_id"));
  const found = [...world.comments.values()].filter((one) => one.parentId === node.id);
  const cut = slice(
    world,
    found.map((one) => one.id),
    `comments:${node.id}`,
    query,
  );
  const results = found.filter((one) => cut.ids.includes(one.id)).map((one) => commentResponse(world, one));
  return ok(listBody("comment", results, cut));
}

function commentResponse(world: World, comment: Comment): Json {
  const isPage = world.nodes.get(comment.parentId)?.kind === "page";
  const key = isPage ? "page_id" : "block_id";
  return {
    object: "comment",
    id: comment.id,
    parent: { type: key, [key]: comment.parentId },
    discussion_id: comment.discussionId,
    created_time: isoTime(comment.createdAt),
    last_edited_time: isoTime(comment.createdAt),
    created_by: userRef(comment.createdBy),
    rich_text: comment.text,
    display_name: { type: "integration", resolved_name: world.settings.botName },
  };
}
