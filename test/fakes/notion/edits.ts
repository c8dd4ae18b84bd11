import { ApiError, invalid, restricted } from "./api-error.ts";
import { floorToMinute } from "./clock.ts";
import { ancestorsOf, pageOf, sourceOf } from "./tree.ts";
import type { Node, World } from "./world.ts";

/** Every change goes through here: the stamps move, and remembered query results are stale. */
export function touch(world: World, node: Node, by: string): void {
  world.revision += 1;
  node.editedAt = floorToMinute(world.settings.now());
  node.editedBy = by;
}

/**
 * A change of a body moves its page's stamp too. For a row that is edited through the API Notion has been
 * seen to leave it where it is, hence the setting; an edit by a person always moves it.
 */
export function touchBody(world: World, node: Node, by: string): void {
  world.revision += 1;
  const page = pageOf(world, node);
  if (!page) return;
  const isQuietRow =
    by === world.botId && !world.settings.apiBodyEditsMoveStamp && sourceOf(world, page) !== undefined;
  if (!isQuietRow) touch(world, page, by);
}

export function requireLive(world: World, node: Node): void {
  if (node.inTrash) {
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  }
  if (ancestorsOf(world, node).some((one) => one.inTrash)) {
    throw invalid(
      "Can't edit page on block with an archived ancestor. You must unarchive the ancestor before editing page.",
    );
  }
}

/** Counts blocks for the plan's limit, which counts every block ever made: deleting refunds nothing. */
export function spendBlocks(world: World, count: number): void {
  const { blockLimit } = world.settings;
  if (blockLimit !== undefined && world.blocksMade + count > blockLimit) throw overLimit(blockLimit);
  world.blocksMade += count;
}

function overLimit(limit: number): ApiError {
  return restricted(
    `This workspace has reached its block_limit of ${limit} blocks. Upgrade the plan to add more content.`,
    { reason: "block_limit", block_limit: String(limit) },
  );
}
