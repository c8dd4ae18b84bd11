import { z } from "zod";

import { invalid } from "./api-error.ts";
import { storedChanges } from "./block-content.ts";
import { checkRowWidth, countDrafts, readDrafts } from "./block-drafts.ts";
import { blockResponse } from "./block-response.ts";
import { BLOCK_CONTENT, isBlockType, ONLY_CHILD, takesChildren } from "./block-schemas.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { requireLive, spendBlocks, touch, touchBody } from "./edits.ts";
import { readId } from "./ids.ts";
import { isJson } from "./json.ts";
import type { Json } from "./json.ts";
import { makeBlocks } from "./make-blocks.ts";
import { listBody, pageQueryFields, slice } from "./paginate.ts";
import { noQuery, readQuery } from "./query-string.ts";
import { parseAs } from "./schema-error.ts";
import { setTrashed } from "./trash.ts";
import { childrenOf, findNode, isVisible, requireBlock, requireVisible } from "./tree.ts";
import type { BlockNode, DatabaseNode, PageNode, World } from "./world.ts";

export function retrieveBlock(call: Call): Answer {
  readQuery(call.query, noQuery);
  const node = requireVisible(call.world, blockOfCall(call));
  return ok(blockResponse(call.world, node));
}

export function listChildren(call: Call): Answer {
  const { world } = call;
  const paging = readQuery(call.query, z.strictObject(pageQueryFields));
  const node = requireVisible(world, blockOfCall(call));
  const shown = childrenOf(world, node).filter((child) => isVisible(world, child));
  const byId = new Map(shown.map((child) => [child.id, child]));
  const cut = slice(world, [...byId.keys()], `children:${node.id}`, paging);
  const results = cut.ids.flatMap((id) => {
    const child = byId.get(id);
    return child ? [blockResponse(world, child)] : [];
  });
  return ok(listBody("block", results, cut));
}

const position = z.union([
  z.strictObject({ type: z.literal("after_block"), after_block: z.strictObject({ id: z.string() }) }),
  z.strictObject({ type: z.enum(["start", "end"]) }),
]);
export type Position = z.infer<typeof position>;

const appendBody = z.strictObject({ children: z.array(z.unknown()), position: position.optional() });

export function appendChildren(call: Call): Answer {
  const { world, by } = call;
  const body = parseAs(appendBody, call.body);
  const parent = blockOfCall(call);
  requireLive(world, parent);
  if (
    parent.kind === "database" ||
    (parent.kind === "block" && !takesChildren(parent.type, parent.content))
  ) {
    throw invalid("Block does not support children.");
  }
  const drafts = readDrafts(body.children, "body.children");
  if (parent.kind === "block") checkAgainstParent(parent, drafts);
  const index = indexFor(world, parent, body.position);
  spendBlocks(world, countDrafts(drafts));
  const made = makeBlocks(world, drafts, parent.id, by, index);
  if (parent.kind === "block") touch(world, parent, by);
  touchBody(world, parent, by);
  const results = made.map((block) => blockResponse(world, block));
  return ok(listBody("block", results, { ids: [], next_cursor: null, has_more: false }));
}

function checkAgainstParent(parent: BlockNode, drafts: ReturnType<typeof readDrafts>): void {
  const only = ONLY_CHILD[parent.type];
  for (const draft of drafts) {
    if (only !== undefined && draft.type !== only) {
      throw invalid(
        `body failed validation: a ${parent.type} takes only ${only} blocks, instead was \`${draft.type}\`.`,
      );
    }
    if (parent.type === "table") checkRowWidth(draft.content, parent.content, "body.children");
  }
}

/** Where new children go. Without a position: to the end. */
export function indexFor(
  world: World,
  parent: PageNode | BlockNode,
  at: Position | undefined,
): number | undefined {
  if (!at) return undefined;
  if (!("after_block" in at)) return at.type === "start" ? 0 : undefined;
  const id = readId(at.after_block.id, "body.position.after_block.id");
  const index = parent.children.indexOf(id);
  const sibling = findNode(world, id);
  if (index < 0 || !sibling || sibling.inTrash) {
    throw invalid(`Block to append after with ID ${id} is not parented by ${parent.id}.`);
  }
  return index + 1;
}

export function updateBlock(call: Call): Answer {
  const { world, by } = call;
  const node = blockOfCall(call);
  const { in_trash, type, ...rest } = parseAs(
    z.looseObject({ in_trash: z.boolean().optional(), type: z.string().optional() }),
    call.body,
  );
  if (in_trash !== false) requireLive(world, node);
  const keys = Object.keys(rest);
  if (keys.length > 0) changeContent(node, type ?? keys[0] ?? "", rest);
  if (in_trash !== undefined) setTrashed(world, node, in_trash, by);
  touch(world, node, by);
  touchBody(world, node, by);
  return ok(blockResponse(world, node));
}

function changeContent(node: BlockNode | PageNode | DatabaseNode, type: string, rest: Json): void {
  const extra = Object.keys(rest).find((key) => key !== type);
  if (extra !== undefined) throw invalid(`body failed validation: body.${extra} should be not present.`);
  const changes = rest[type];
  if (node.kind !== "block" || node.type !== type || !isBlockType(type) || !isJson(changes)) {
    const now = node.kind === "block" ? node.type : `child_${node.kind}`;
    throw invalid(`Block type of ${node.id} is ${now}: body.${type} cannot be updated.`);
  }
  const schema = BLOCK_CONTENT[type];
  const partial = "partial" in schema ? schema.partial() : schema;
  const parsed = parseAs(partial as z.ZodType<Json>, changes, `body.${type}`);
  if ("table_width" in parsed)
    throw invalid("body failed validation: body.table.table_width should be not present.");
  Object.assign(node.content, storedChanges(parsed));
}

export function deleteBlock(call: Call): Answer {
  const { world, by } = call;
  const node = blockOfCall(call);
  requireLive(world, node);
  setTrashed(world, node, true, by);
  touch(world, node, by);
  touchBody(world, node, by);
  return ok(blockResponse(world, node));
}

function blockOfCall(call: Call): BlockNode | PageNode | DatabaseNode {
  return requireBlock(call.world, readId(call.ids[0] ?? "", "path.block_id"));
}
