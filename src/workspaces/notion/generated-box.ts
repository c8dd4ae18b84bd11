import { isNotFound, statusOf } from "../remote-failure.ts";
import { type Block, Block as BlockAnswer } from "./answers.ts";
import { appendBlocks, appendInTurn, listChildren } from "./children.ts";
import { fingerprint } from "./fingerprint.ts";
import { whenKnown } from "../fresh.ts";
import { type GeneratedBody, ownWords, readGeneratedBody } from "./generated-body.ts";
import { ask, type Notion } from "./notion.ts";

/** The boxes on a generated row: found, added whole, looked into, taken away. */
export interface Box {
  readonly block: Block;
  readonly sha: string;
  readonly state: "whole" | "writing";
}

export function boxesIn(children: readonly Block[]): Box[] {
  return children.flatMap((block) => {
    const box = readGeneratedBody(block);
    return box === null ? [] : [{ block, ...box }];
  });
}

/** Did people write beside the boxes? An empty paragraph is what an editor leaves below everything. */
export function hasNotes(children: readonly Block[]): boolean {
  return children.some((block) => {
    const isBlank =
      block.type === "paragraph" && !block.has_children && ownWords(block).join("").trim() === "";
    return !isBlank && readGeneratedBody(block) === null;
  });
}

/** A box with its first batch inside, as it goes into the request that makes it. */
export function boxRequest(body: GeneratedBody): BoxRequest {
  const [first = [], ...rest] = body.children;
  return withChildren(body.container(rest.length === 0 ? "whole" : "writing"), first);
}

/** Adds a box below those that are there, or at the end. It says that it is being written until it is whole. */
export async function addBox(
  notion: Notion,
  { pageId, body, children }: { pageId: string; body: GeneratedBody; children: readonly Block[] },
): Promise<void> {
  const before = new Set(children.map(({ id }) => id));
  const after = boxesIn(children).at(-1)?.block.id;
  const [box] = await appendBlocks(notion, {
    id: pageId,
    children: [boxRequest(body)],
    // People may write on the page at the same time, so a new block alone proves nothing.
    added: (all) => all.filter((block) => !before.has(block.id) && readGeneratedBody(block) !== null),
    ...(after === undefined ? {} : { after }),
  });
  const [first = [], ...rest] = body.children;
  if (rest.length === 0) return;
  if (box === undefined) throw new Error("Notion does not show what it says that it appended");
  notion.fresh.made(box);
  await appendInTurn(notion, box, { batches: rest, there: first.length });
  await whenKnown(notion, box, () =>
    ask(notion, { kind: "update", what: "blocks.update", parent: box }, BlockAnswer, (client) =>
      client.blocks.update({ block_id: box, ...(body.container("whole") as object) }),
    ),
  );
}

/** The fingerprint of the words in a box as they are now. A request for every block that has others inside. */
export async function wordsInside(notion: Notion, { block }: Box): Promise<string> {
  return fingerprint(await wordsBelow(notion, block.id));
}

async function wordsBelow(notion: Notion, id: string): Promise<string> {
  const words: string[] = [];
  for (const block of await listChildren(notion, id)) {
    words.push(...ownWords(block), ...(block.has_children ? [await wordsBelow(notion, block.id)] : []));
  }
  return words.join("\n");
}

/** Takes a box away with all that is in it. One that is already gone is no failure: an answer may have been lost. */
export async function removeBox(notion: Notion, pageId: string, { block }: Box): Promise<void> {
  try {
    await ask(notion, { kind: "update", what: "blocks.delete", parent: pageId }, BlockAnswer, (client) =>
      client.blocks.delete({ block_id: block.id }),
    );
  } catch (error) {
    // Notion refuses to delete what is in the trash.
    if (!isNotFound(error) && statusOf(error) !== 400) throw error;
    if ((await listChildren(notion, pageId)).some(({ id }) => id === block.id)) throw error;
  }
}

type BoxRequest = ReturnType<GeneratedBody["container"]>;

/** The SDK nests types to a fixed depth; the depth that is meant here is one that the API takes. */
function withChildren(box: BoxRequest, children: readonly object[]): BoxRequest {
  if (!("callout" in box)) throw new Error("a generated box is a callout");
  return { ...box, callout: { ...box.callout, children: [...children] as never } };
}
