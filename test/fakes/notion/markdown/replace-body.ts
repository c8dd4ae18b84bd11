import { invalid } from "../api-error.ts";
import { pageTitle } from "../block-response.ts";
import type { BlockDraft } from "../block-drafts.ts";
import { countDrafts } from "../block-drafts.ts";
import { renameDatabase } from "../database-endpoints.ts";
import { spendBlocks, touch } from "../edits.ts";
import { makeBlocks } from "../make-blocks.ts";
import { plainSegments, plainText } from "../rich-text.ts";
import type { DatabaseNode, PageNode, World } from "../world.ts";
import { excerptOf } from "./from-nodes.ts";
import { NOT_RENDERED, renderBlock } from "./render-blocks.ts";
import { referencesIn } from "./to-drafts.ts";

export interface Replacement {
  drafts: BlockDraft[];
  allowDeleting: boolean;
  /** Blocks that markdown never showed: kept by an edit of parts, gone with a replacement of all. */
  keepsHidden: boolean;
}

/** Makes a page's body what the markdown says, keeping every block that reads the same as before. */
export function replaceBody(world: World, page: PageNode, replacement: Replacement, by: string): void {
  const { drafts: before } = excerptOf(world, page, Number.POSITIVE_INFINITY);
  const { drafts, allowDeleting, keepsHidden } = replacement;
  checkReferences(world, before, drafts, allowDeleting);
  const reusable = byRendering(before);
  const plan = drafts.map((draft) => ({
    draft,
    id: draft.existingId ?? reusable.get(renderBlock(draft))?.shift(),
  }));
  const fresh = plan.flatMap(({ draft, id }) => (id === undefined ? [draft] : []));
  spendBlocks(world, countDrafts(fresh));
  const kept = new Set(plan.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const order = plan.flatMap(({ draft, id }) => {
    if (id !== undefined) return [adopt(world, page, id)];
    return makeBlocks(world, [draft], page.id, by).map((block) => block.id);
  });
  for (const draft of before) {
    const id = draft.existingId ?? "";
    const isKept = kept.has(id) || draft.type === "unknown" || (keepsHidden && NOT_RENDERED.has(draft.type));
    const node = world.nodes.get(id);
    // A child page may have moved into a new block by now.
    if (!isKept && node?.parentId === page.id) node.inTrash = true;
  }
  page.children = inOrder(page.children, order);
  renameByTags(world, drafts, by);
}

function byRendering(drafts: readonly BlockDraft[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const draft of drafts) {
    if (draft.existingId === undefined || NOT_RENDERED.has(draft.type)) continue;
    const key = renderBlock(draft);
    const ids = found.get(key) ?? [];
    ids.push(draft.existingId);
    found.set(key, ids);
  }
  return found;
}

/** Brings a child page or database back to the page's own level. */
function adopt(world: World, page: PageNode, id: string): string {
  const node = world.nodes.get(id);
  const parent = world.nodes.get(node?.parentId ?? "");
  if (!node || !parent || parent.id === page.id) return id;
  parent.children = parent.children.filter((one) => one !== id);
  node.parentId = page.id;
  page.children.push(id);
  return id;
}

/** The new order, with what it does not name behind the neighbour it stood behind, or before the next one. */
function inOrder(before: readonly string[], order: readonly string[]): string[] {
  const named = new Set(order);
  const result = [...order];
  before.forEach((id, index) => {
    if (named.has(id)) return;
    const previous = before.slice(0, index).findLast((one) => named.has(one));
    const next = before.slice(index).find((one) => named.has(one));
    if (previous !== undefined) result.splice(result.indexOf(previous) + 1, 0, id);
    else if (next !== undefined) result.splice(result.indexOf(next), 0, id);
    else result.push(id);
    named.add(id);
  });
  return result;
}

/** A markdown write must not delete child pages or databases by leaving their tags out, unless it says so. */
function checkReferences(
  world: World,
  before: BlockDraft[],
  after: BlockDraft[],
  allowDeleting: boolean,
): void {
  const had = childrenIn(before);
  const has = childrenIn(after);
  const known = new Set(referencesIn(before).map((one) => one.existingId));
  const strangers = referencesIn(after).flatMap(({ existingId = "" }) =>
    known.has(existingId) ? [] : [existingId],
  );
  if (strangers.length > 0) {
    throw invalid(`The markdown refers to ${strangers.join(", ")}, which is not a child of this page.`);
  }
  const lost = [...had].filter((id) => !has.has(id));
  if (lost.length > 0 && !allowDeleting) {
    const names = lost.map((id) => `${nameOf(world, id)} (${id})`).join(", ");
    throw invalid(
      `This operation would delete child pages or databases: ${names}. Set allow_deleting_content to true to delete them.`,
    );
  }
}

function childrenIn(drafts: readonly BlockDraft[]): Set<string> {
  const children = referencesIn(drafts).filter(
    (one) => one.type === "child_page" || one.type === "child_database",
  );
  return new Set(children.map((one) => one.existingId ?? ""));
}

function nameOf(world: World, id: string): string {
  const node = world.nodes.get(id);
  if (node?.kind === "page") return pageTitle(node);
  return node?.kind === "database" ? plainText(node.title) : "";
}

/** The text of a database's tag becomes the database's title, wanted or not. */
function renameByTags(world: World, drafts: readonly BlockDraft[], by: string): void {
  for (const { type, content, existingId } of referencesIn(drafts)) {
    const node = type === "child_database" ? world.nodes.get(existingId ?? "") : undefined;
    if (node?.kind !== "database") continue;
    renameIfOther(world, node, String(content["title"]), by);
  }
}

function renameIfOther(world: World, database: DatabaseNode, title: string, by: string): void {
  if (database.isLinked || plainText(database.title) === title) return;
  renameDatabase(world, database, plainSegments(title));
  touch(world, database, by);
}
