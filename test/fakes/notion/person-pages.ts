import { readDrafts } from "./block-drafts.ts";
import { makeBlocks } from "./make-blocks.ts";
import { makePage } from "./make-page.ts";
import { nodeAt, pageAt, sourceAt, touchByPerson } from "./person-nodes.ts";
import { personValues } from "./plain-values.ts";
import type { PlainValue } from "./plain-values.ts";
import { plainSegments } from "./rich-text.ts";
import { linesOf } from "./text-lines.ts";
import type { PageNode, World } from "./world.ts";
import { setValue } from "./write-values.ts";

export interface RowContent {
  values?: Record<string, PlainValue>;
  body?: string;
}

export function personPages(world: World) {
  const by = world.personId;
  return {
    /** Null as the parent: a page at the workspace's root, which the bot does not see until it is shared. */
    addPage: (parentId: string | null, title: string, text = ""): string => {
      const page = makePage(world, parentId, by);
      setTitle(page, title);
      writeText(world, page, text);
      if (parentId !== null) touchByPerson(world, nodeAt(world, parentId));
      return page.id;
    },
    addRow: (dataSourceId: string, row: RowContent = {}): string => addRow(world, dataSourceId, row).id,
    setValue: (rowId: string, property: string, value: PlainValue): void => {
      const row = pageAt(world, rowId);
      const planned = personValues(sourceAt(world, row.parentId ?? ""), { [property]: value });
      for (const one of planned) setValue(world, row, one.property, one.value);
      touchByPerson(world, row);
    },
    renamePage: (id: string, title: string): void => {
      setTitle(pageAt(world, id), title);
      touchByPerson(world, pageAt(world, id));
    },
    archive: (id: string): void => setArchived(world, id, true),
    unarchive: (id: string): void => setArchived(world, id, false),
    /** Blocks in the form of the API, for what plain text cannot say. Returns their ids. */
    addBlocks: (parentId: string, blocks: unknown[]): string[] => {
      const made = makeBlocks(world, readDrafts(blocks, "blocks"), nodeAt(world, parentId).id, by);
      touchByPerson(world, nodeAt(world, parentId));
      return made.map((block) => block.id);
    },
  };
}

export function addRow(world: World, dataSourceId: string, { values = {}, body = "" }: RowContent): PageNode {
  const source = sourceAt(world, dataSourceId);
  const row = makePage(world, source.id, world.personId);
  for (const { property, value } of personValues(source, values)) setValue(world, row, property, value);
  writeText(world, row, body);
  return row;
}

function setTitle(page: PageNode, title: string): void {
  page.values.set("title", { type: "title", text: plainSegments(title) });
}

function writeText(world: World, page: PageNode, text: string): void {
  const drafts = linesOf(text);
  makeBlocks(world, drafts, page.id, world.personId);
  world.blocksMade += 1 + drafts.length;
}

function setArchived(world: World, id: string, isArchived: boolean): void {
  pageAt(world, id).isArchived = isArchived;
  touchByPerson(world, pageAt(world, id));
}
