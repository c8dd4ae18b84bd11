import type { BlockObjectRequest } from "@notionhq/client";
import type { z } from "zod";

import { type Block, BlockList } from "./answers.ts";
import { createOnce } from "../create-once.ts";
import { whenKnown } from "../fresh.ts";
import { ask, cutShort, type Notion } from "./notion.ts";

/** Lists have at most this many items per answer (developers.notion.com/reference/intro#pagination). */
export const PAGE_SIZE = 100;

/** A list that says that it goes on from where it already was would be read for ever. */
const MAX_PAGES = 10_000;

/** Every block directly below a page or block, in order; trashed ones are never among them. */
export async function listChildren(notion: Notion, id: string): Promise<Block[]> {
  const found: Block[] = [];
  let cursor: string | undefined;
  const seen = new Set<string>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const start = cursor === undefined ? {} : { start_cursor: cursor };
    const list: z.infer<typeof BlockList> = await whenKnown(notion, id, () =>
      ask(notion, { kind: "read", what: "blocks.children.list" }, BlockList, (client) =>
        client.blocks.children.list({ block_id: id, page_size: PAGE_SIZE, ...start }),
      ),
    );
    found.push(...list.results);
    if (!list.has_more) break;
    if (list.next_cursor === null || seen.has(list.next_cursor)) throw cutShort("blocks.children.list");
    cursor = list.next_cursor;
    seen.add(cursor);
  }
  return found.filter((block) => !block.in_trash);
}

/**
 * Appends one request's worth of blocks, at the end or after a block, and tells the ids of the first level. After a
 * lost answer `added` picks from all that is there what this append made, if it did.
 */
export async function appendBlocks(
  notion: Notion,
  to: {
    readonly id: string;
    readonly children: readonly BlockObjectRequest[];
    readonly added: (all: readonly Block[]) => readonly Block[];
    readonly after?: string;
  },
): Promise<string[]> {
  const { id, children, after } = to;
  const position =
    after === undefined ? {} : { position: { type: "after_block" as const, after_block: { id: after } } };
  const look = async (): Promise<string[] | null> => {
    const added = to.added(await listChildren(notion, id));
    return added.length < children.length ? null : added.map((block) => block.id);
  };
  const append = async (): Promise<string[]> => {
    const { results } = await whenKnown(notion, id, () =>
      ask(notion, { kind: "create", what: "blocks.children.append", parent: id }, BlockList, (client) =>
        client.blocks.children.append({ block_id: id, children: [...children], ...position }),
      ),
    );
    const ids = results.map((block) => block.id).slice(0, children.length);
    return ids.length === children.length ? ids : ((await look()) ?? ids);
  };
  return createOnce(notion, append, async (committed) =>
    committed.length >= children.length ? [...committed] : look(),
  );
}

/**
 * Appends batches one after the other to what holds `there` blocks of ours and nothing else. Their number tells after
 * a lost answer whether a batch is there.
 */
export async function appendInTurn(
  notion: Notion,
  id: string,
  { batches, there }: { batches: readonly (readonly BlockObjectRequest[])[]; there: number },
): Promise<void> {
  let known = there;
  for (const children of batches) {
    const before = known;
    await appendBlocks(notion, { id, children, added: (all) => all.slice(before) });
    known += children.length;
  }
}
