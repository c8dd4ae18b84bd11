import { resolutionOf } from "./comments.ts";
import { readerText } from "./reader-text.ts";
import { reportsOn } from "./report.ts";
import type { SeenReport } from "./report.ts";
import { parseStorage } from "./storage-tree.ts";
import { latest } from "./world.ts";
import type { ContentStatus, Node, World } from "./world.ts";

export interface SeenPage {
  id: string;
  kind: "page" | "folder";
  title: string;
  parentId: string | null;
  status: ContentStatus;
  spaceId: string;
  labels: string[];
  version: number;
  versionBy: string;
  storage: string;
  properties: Record<string, unknown>;
}

export interface SeenComment {
  id: string;
  kind: "footer" | "inline";
  /** The text it was put on, for an inline comment. */
  selection: string | undefined;
  /** Whether its marker has gone from the body. */
  isDangling: boolean;
}

/** What a test sees of the site. Reads the state itself: no lag, no permission, no request. */
export function openInspectors(world: World) {
  const at = (id: string): Node => {
    const node = world.nodes.get(id);
    if (!node || node.status === "purged") throw new Error(`There is no page ${id}.`);
    return node;
  };
  return {
    /** Every page and folder that was not purged, home pages included, in the order of their making. */
    pages: (): SeenPage[] => [...world.nodes.values()].filter((one) => one.status !== "purged").map(seenPage),
    page: (id: string): SeenPage => seenPage(at(id)),
    storageOf: (id: string): string => latest(at(id)).storage,
    /** What a reader sees in each Page Properties Report of a page; the person unless another is named. */
    report: (pageId: string, accountId = world.personId): SeenReport[] =>
      reportsOn(world, at(pageId), accountId),
    /** What a reader sees of a page, one line for each block; hidden properties are left out. */
    viewTextOf: (pageId: string): string => readerText(world, parseStorage(latest(at(pageId)).storage)),
    templates: () => [...world.templates.values()].map((one) => ({ ...one, labels: [...one.labels] })),
    comments: (pageId: string): SeenComment[] =>
      [...world.comments.values()]
        .filter((one) => one.pageId === pageId && !one.isDeleted)
        .map((one) => ({
          id: one.id,
          kind: one.kind,
          selection: one.selection,
          isDangling: one.kind === "inline" && resolutionOf(world, one) === "dangling",
        })),
  };
}

function seenPage(node: Node): SeenPage {
  const version = latest(node);
  return {
    id: node.id,
    kind: node.kind,
    title: node.title,
    parentId: node.parentId,
    status: node.status,
    spaceId: node.spaceId,
    labels: [...node.labels].sort(),
    version: version.number,
    versionBy: version.authorId,
    storage: version.storage,
    properties: Object.fromEntries(node.properties.map((one) => [one.key, structuredClone(one.value)])),
  };
}
