import { readDrafts } from "./block-drafts.ts";
import { floorToMinute } from "./clock.ts";
import { renameDatabase } from "./database-endpoints.ts";
import { newId } from "./ids.ts";
import type { Json } from "./json.ts";
import { makeBlocks } from "./make-blocks.ts";
import { makeDatabase, makeSource, makeView } from "./make-database.ts";
import { makePage } from "./make-page.ts";
import { movePageTo } from "./move-page.ts";
import { databaseAt, nodeAt, pageAt, sourceAt, touchByPerson } from "./person-nodes.ts";
import { personValues } from "./plain-values.ts";
import type { PlainValue } from "./plain-values.ts";
import { plainSegments } from "./rich-text.ts";
import { createSchema } from "./schema-changes.ts";
import { linesOf } from "./text-lines.ts";
import { purgeNode, setTrashed } from "./trash.ts";
import { attach, detach } from "./tree.ts";
import type { Node, PageNode, View, World } from "./world.ts";
import { setValue } from "./write-values.ts";

export interface RowContent {
  values?: Record<string, PlainValue>;
  body?: string;
}

export function personTree(world: World) {
  const by = world.personId;
  return {
    /** Null as the parent: a page at the workspace's root, which the bot does not see until it is shared. */
    addPage: (parentId: string | null, title: string, text = ""): string => {
      const page = makePage(world, parentId, by);
      page.values.set("title", { type: "title", text: plainSegments(title) });
      writeText(world, page, text);
      if (parentId !== null) touchByPerson(world, nodeAt(world, parentId));
      return page.id;
    },
    addDatabase: (
      parentId: string,
      title: string,
      properties?: Json,
    ): { databaseId: string; dataSourceId: string } => {
      const database = makeDatabase(world, parentId, by);
      const source = makeSource(world, database, by);
      createSchema(world, source, properties, "properties");
      database.title = plainSegments(title);
      source.title = database.title;
      world.blocksMade += 1;
      return { databaseId: database.id, dataSourceId: source.id };
    },
    addRow: (dataSourceId: string, row: RowContent = {}): string => addRow(world, dataSourceId, row).id,
    setValue: (rowId: string, property: string, value: PlainValue): void => {
      const row = pageAt(world, rowId);
      const source = sourceAt(world, row.parentId ?? "");
      for (const one of personValues(source, { [property]: value }))
        setValue(world, row, one.property, one.value);
      touchByPerson(world, row);
    },
    renamePage: (id: string, title: string): void => {
      const page = pageAt(world, id);
      page.values.set("title", { type: "title", text: plainSegments(title) });
      touchByPerson(world, page);
    },
    renameDatabase: (id: string, title: string): void => {
      renameDatabase(world, databaseAt(world, id), plainSegments(title));
      touchByPerson(world, databaseAt(world, id));
    },
    describeDatabase: (id: string, description: string): void => {
      databaseAt(world, id).description = plainSegments(description);
      touchByPerson(world, databaseAt(world, id));
    },
    trash: (id: string): void => setTrashed(world, nodeAt(world, id), true, by),
    restore: (id: string): void => setTrashed(world, nodeAt(world, id), false, by),
    archive: (id: string): void => setArchived(world, id, true),
    unarchive: (id: string): void => setArchived(world, id, false),
    unshare: (id: string): void => setSharing(world, id, "denied"),
    share: (id: string): void => setSharing(world, id, "granted"),
    /** Empties it out of the trash: gone for ever. */
    purge: (id: string): void => {
      const node = nodeAt(world, id);
      detach(world, node);
      purgeNode(world, node);
    },
    movePage: (id: string, parentId: string): void => moveNode(world, id, parentId),
    moveRow: (id: string, dataSourceId: string): void =>
      moveNode(world, id, sourceAt(world, dataSourceId).id),
    addView: (databaseId: string, view: { name: string; type?: string } & Partial<View>): string => {
      const database = databaseAt(world, databaseId);
      const given = { sourceId: database.sourceIds[0] ?? "", type: "table", ...view };
      return makeView(world, database, given, by).id;
    },
    /** A template of a data source; the API lists templates but makes none. */
    addTemplate: (dataSourceId: string, name: string, markdown: string, isDefault = false): string => {
      const source = sourceAt(world, dataSourceId);
      const id = newId();
      source.templates.push({ id, name, isDefault, markdown });
      return id;
    },
    /** Blocks in the form of the API, for what plain text cannot say. Returns their ids. */
    addBlocks: (parentId: string, blocks: unknown[]): string[] => {
      const parent = nodeAt(world, parentId);
      const made = makeBlocks(world, readDrafts(blocks, "blocks"), parent.id, by);
      touchByPerson(world, parent);
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

export function writeText(world: World, page: PageNode, text: string): void {
  const drafts = linesOf(text);
  makeBlocks(world, drafts, page.id, world.personId);
  world.blocksMade += 1 + drafts.length;
}

function setArchived(world: World, id: string, isArchived: boolean): void {
  const page = pageAt(world, id);
  page.isArchived = isArchived;
  touchByPerson(world, page);
}

function setSharing(world: World, id: string, sharing: NonNullable<Node["sharing"]>): void {
  nodeAt(world, id).sharing = sharing;
  world.revision += 1;
}

function moveNode(world: World, id: string, parentId: string): void {
  const node = nodeAt(world, id);
  const parent = nodeAt(world, parentId);
  if (node.kind === "page" && (parent.kind === "page" || parent.kind === "data_source")) {
    movePageTo(world, node, parent, world.personId);
    return;
  }
  detach(world, node);
  attach(world, node, parentId);
  node.editedAt = floorToMinute(world.settings.now());
  world.revision += 1;
}
