import type { Block } from "../../content/blocks.ts";
import { managed } from "../../content/blocks.ts";
import type { DatabaseRef, GeneratedPage } from "../workspace.ts";
import type { PageChange } from "./change-page.ts";
import { newRowPage, patchRowPage } from "./row-page.ts";
import { tableFields } from "./row-values.ts";
import { meansTheSame } from "./storage/canonical.ts";
import { findTable } from "./storage/find-table.ts";
import { toStorage, type WriteOptions } from "./storage/page-blocks.ts";
import { elementsIn, replaceNodes } from "./storage/rewrite.ts";
import { type Element, macroName, parameterOf, type StorageNode } from "./storage/tree.ts";
import { isSpace } from "./storage/vocabulary.ts";

/** The page of a generated row: its table, and one box with all of its text. What stands beside them is people's. Pure. */

export function newGeneratedPage(db: DatabaseRef, page: GeneratedPage, options: WriteOptions): StorageNode[] {
  return [...newRowPage(db, page), ...boxOf(page.blocks, options)];
}

/** What is to change for the page to say this; null for nothing. A box that a person changed is put right again. */
export function patchGeneratedPage(
  db: DatabaseRef,
  now: { readonly title: string; readonly body: readonly StorageNode[] },
  page: GeneratedPage,
  options: WriteOptions,
): PageChange | null {
  const all = { id: page.id, values: { ...emptied(db), ...page.values } };
  const change = patchRowPage(db, now, all);
  const body = change?.body ?? now.body;
  const patched = withBox(body, boxOf(page.blocks, options));
  return patched === body ? change : { ...change, body: patched };
}

/** Every value taken away: what the new page does not say, the row must not say either. */
const emptied = (db: DatabaseRef): Record<string, string> =>
  Object.fromEntries(tableFields(db).map((field) => [field.name, ""]));

const BOX = "body";

const boxOf = (blocks: readonly Block[], options: WriteOptions): StorageNode[] =>
  toStorage([managed(BOX, blocks)], options);

function withBox(nodes: readonly StorageNode[], box: readonly StorageNode[]): readonly StorageNode[] {
  const [first, ...more] = boxesIn(nodes);
  if (first === undefined) return [...nodes, ...box];
  const isSame = meansTheSame([first], box) && more.length === 0;
  if (isSame) return nodes;
  return replaceNodes(
    nodes,
    new Map<StorageNode, readonly StorageNode[]>([[first, box], ...more.map((one) => [one, []] as const)]),
  );
}

const boxesIn = (nodes: readonly StorageNode[]): Element[] =>
  [...elementsIn(nodes)].filter(
    (element) => macroName(element) === "details" && NAME.test(parameterOf(element, "id")),
  );

const NAME = new RegExp(`^kakehashi-${BOX}-[0-9a-f]{8}$`, "u");

/** What people wrote on the page. */
export function notesOn(nodes: readonly StorageNode[], db: DatabaseRef): readonly StorageNode[] {
  const table = findTable(
    nodes,
    tableFields(db).map((field) => field[db.language]),
  )?.whole;
  const own = new Map<StorageNode, readonly StorageNode[]>(boxesIn(nodes).map((box) => [box, []]));
  if (table !== undefined) own.set(table, []);
  const rest = replaceNodes(nodes, own);
  return rest.some((node) => !isBlank(node)) ? rest : [];
}

/** An empty paragraph is what an editor leaves around everything. */
const isBlank = (node: StorageNode): boolean =>
  isSpace(node) ||
  (node.type === "element" && (node.name === "p" || node.name === "br") && node.children.every(isBlank));

/** The page with nothing of ours left on it, under a title that says nothing. */
export function withdrawnPage(db: DatabaseRef, pageId: string, body: readonly StorageNode[]): PageChange {
  return { title: `${WITHDRAWN[db.language]} (${pageId})`, body: notesOn(body, db) };
}

const WITHDRAWN = {
  ja: "(共有をやめた記録。メモは残してあります)",
  en: "(No longer shared; the notes were kept)",
} as const;
