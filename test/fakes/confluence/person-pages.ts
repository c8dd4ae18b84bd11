import { addNode, addVersion, setStatus } from "./changes.ts";
import { setLabels, readLabels } from "./labels.ts";
import { placeNode } from "./move.ts";
import { storedByPerson } from "./person-save.ts";
import { addProperty } from "./properties.ts";
import { everyElement, isMacro, parameterOf, parseStorage } from "./storage-tree.ts";
import { readTitle, requireFreeTitle } from "./titles.ts";
import { archiveNode, restoreNode, trashNode } from "./trash.ts";
import { ancestorsOf, childrenOf, latest, spaceOf } from "./world.ts";
import type { Node, Template, World } from "./world.ts";

export function nodeAt(world: World, id: string): Node {
  const node = world.nodes.get(id);
  if (!node || node.status === "purged") throw new Error(`There is no page ${id}.`);
  return node;
}

/** Making pages, moving them about, and putting them away. */
export function personPages(world: World) {
  const at = (id: string) => nodeAt(world, id);
  return { ...making(world, at), ...moving(world, at), ...puttingAway(world, at) };
}

function making(world: World, at: (id: string) => Node) {
  const by = world.personId;
  const make = (parentId: string, title: string, storage: string, labels: readonly string[]): Node => {
    const { spaceId } = at(parentId);
    requireFreeTitle(world, spaceId, readTitle(title));
    const page = addNode(world, { spaceId, parentId, title, storage, by });
    setLabels(world, page, labels.flatMap(readLabels));
    return page;
  };
  const makeByHand = (
    parentId: string,
    title: string,
    storage: string,
    labels: readonly string[],
  ): string => {
    const page = make(parentId, title, storedByPerson(world, storage), labels);
    addProperty(world, page, "editor", "v2");
    return page.id;
  };
  return {
    /** A page made in the app: in the new editor from the start. Returns its id. */
    addPage: (parentId: string, title: string, storage = "<p />", labels: string[] = []): string =>
      makeByHand(parentId, title, storage, labels),
    /** What a button of a page makes from its template: below that page, unless the dialog says otherwise. */
    createFromTemplate: (pageId: string, title: string, parentId = pageId): string => {
      const template = templateOn(world, at(pageId));
      return makeByHand(parentId, title, template.storage, template.labels);
    },
    /** The copy has body and labels, but not the properties. */
    copyPage: (pageId: string, title: string, parentId?: string): string => {
      const page = at(pageId);
      const target = parentId ?? page.parentId ?? spaceOf(world, page).homepageId;
      return make(target, title, latest(page).storage, page.labels).id;
    },
    addFolder: (parentId: string, title: string): string =>
      addNode(world, { kind: "folder", spaceId: at(parentId).spaceId, parentId, title, storage: "", by }).id,
  };
}

function templateOn(world: World, page: Node): Template {
  const macros = [...everyElement(parseStorage(latest(page).storage))];
  const button = macros.find((one) => isMacro(one, "create-from-template"));
  const template = button && world.templates.get(parameterOf(button, "templateId") ?? "");
  if (!template) throw new Error(`Page ${page.id} has no button with a template that is there.`);
  return template;
}

function moving(world: World, at: (id: string) => Node) {
  return {
    renamePage: (pageId: string, title: string): void => {
      const page = at(pageId);
      requireFreeTitle(world, page.spaceId, readTitle(title), pageId);
      addVersion(world, page, world.personId, { title });
    },
    /** Moves across spaces too; no new version. */
    movePage: (pageId: string, newParentId: string): void =>
      placeNode(world, at(pageId), "append", at(newParentId)),
    /** Moves a page beside another one, below the same parent. */
    placePage: (pageId: string, position: "before" | "after", siblingId: string): void =>
      placeNode(world, at(pageId), position, at(siblingId)),
    /** Whether a page is somewhere below another one. */
    isBelow: (pageId: string, ancestorId: string): boolean =>
      ancestorsOf(world, at(pageId)).some((one) => one.id === ancestorId),
  };
}

function puttingAway(world: World, at: (id: string) => Node) {
  const by = world.personId;
  return {
    /** Child pages move up; child folders go along. */
    trash: (pageId: string): void => trashNode(world, at(pageId)),
    /** With every page below, as the app offers. */
    trashWithChildren: (pageId: string): void => {
      const visit = (node: Node): void => {
        for (const child of childrenOf(world, node)) visit(child);
        trashNode(world, node);
      };
      visit(at(pageId));
    },
    restore: (pageId: string): void => restoreNode(world, at(pageId), by),
    archive: (pageId: string): void => archiveNode(world, at(pageId)),
    unarchive: (pageId: string): void => restoreNode(world, at(pageId), by),
    purge: (pageId: string): void => {
      const node = at(pageId);
      if (node.status !== "trashed") trashNode(world, node);
      setStatus(world, node, "purged");
    },
    /** Takes an old version out of the history: the later ones are counted anew. */
    deleteVersion: (pageId: string, number: number): void => {
      const page = at(pageId);
      if (latest(page).number === number) throw new Error("The current version cannot be deleted.");
      page.versions = page.versions.filter((one) => one.number !== number);
      for (const [index, version] of page.versions.entries()) version.number = index + 1;
    },
  };
}
