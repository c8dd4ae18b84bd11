import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import type { LiveNode, LiveTree, RemoteId, TreeGuide } from "../workspace.ts";
import type { Page } from "./answers.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { bodyOf } from "./page-body.ts";
import { getEachPage, getPage, getSomePages } from "./pages.ts";
import type { SpacePages } from "./space-pages.ts";
import { findManaged } from "./storage/managed.ts";
import { readPageMarker } from "./storage/page-marker.ts";

const NO_GUIDE: TreeGuide = {
  partner: "",
  keys: new Map(),
  shown: new Set(),
  boundAt: new Map(),
  databases: new Map(),
};

/**
 * The tree below the root. One list of the space says where everything lies and which titles are taken; bodies are
 * read only of nodes and of what may be one. Rows lie below databases and are no nodes.
 */
export async function readTree(
  confluence: Confluence,
  spacePages: SpacePages,
  guide: TreeGuide = NO_GUIDE,
): Promise<LiveTree> {
  for (const [id, at] of guide.boundAt) confluence.fresh.made(id, Date.parse(at));
  spacePages.forget();
  const { pages } = await spacePages.all();
  const walk: Walk = {
    confluence,
    guide,
    rootId: await confluence.rootId(),
    space: await confluence.space(),
    current: Map.groupBy(
      pages.filter(({ status }) => status === "current"),
      ({ parentId }) => parentId ?? "",
    ),
    nodes: new Map(),
    notices: [],
    unreachable: [],
    isComplete: true,
  };
  await enter(walk, [walk.rootId]);
  await findElsewhere(walk);
  const nodes = [...walk.nodes.values()];
  const taken = pages.filter(({ id }) => !walk.nodes.has(id) && id !== walk.rootId);
  return {
    nodes,
    unreachable: walk.unreachable,
    complete: walk.isComplete,
    taken: taken.map(({ id, title }) => ({
      remoteId: id,
      title,
      location: urlOf(confluence, walk.space, id),
    })),
    notices: walk.notices,
  };
}

interface Walk {
  readonly confluence: Confluence;
  readonly guide: TreeGuide;
  readonly rootId: string;
  readonly space: Parameters<typeof urlOf>[1];
  /** What lies directly below each page. */
  readonly current: ReadonlyMap<string, readonly Page[]>;
  readonly nodes: Map<RemoteId, LiveNode>;
  readonly notices: Text[];
  readonly unreachable: RemoteId[];
  isComplete: boolean;
}

/** Level by level: what is below these pages, then what is below those of them that hold nodes. */
async function enter(walk: Walk, parents: readonly string[]): Promise<void> {
  const children = parents
    .flatMap((id) => walk.current.get(id) ?? [])
    .filter(({ id }) => !walk.nodes.has(id));
  if (children.length === 0) return;
  const isForeign = ({ id }: Page): boolean => {
    const key = walk.guide.keys.get(id);
    return key !== undefined && !isOfPartner(key, walk.guide);
  };
  for (const page of children.filter(isForeign)) addNode(walk, page, null);
  const bodies = await readBodies(
    walk,
    children.filter((page) => !isForeign(page)),
  );
  for (const page of bodies) addRead(walk, page);
  const next = children.flatMap(({ id }) => {
    const node = walk.nodes.get(id);
    return node?.type === "page" && node.key !== null && isOfPartner(node.key, walk.guide) ? [id] : [];
  });
  await enter(walk, next);
}

function isOfPartner(key: string, { partner }: TreeGuide): boolean {
  return partner === "" || key === partner || key.startsWith(`${partner}/`);
}

async function readBodies(walk: Walk, pages: readonly Page[]): Promise<Page[]> {
  const read = await getEachPage(
    walk.confluence,
    pages.map(({ id }) => id),
  );
  return read.filter(({ status }) => status === "current");
}

/** A page that cannot be parsed is there all the same, and nothing is known of what is on it. */
function addRead(walk: Walk, page: Page): void {
  try {
    addNode(walk, page, bodyOf(page));
  } catch (error) {
    notice(walk, page.title, error);
    addNode(walk, page, null);
  }
}

function notice(walk: Walk, title: string, error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  walk.isComplete = false;
  walk.notices.push({
    ja: `「${title}」を読めません: ${error.text.ja}`,
    en: `"${title}" cannot be read: ${error.text.en}`,
  });
}

/** `body` null: of another partner, and not looked into. */
function addNode(
  walk: Walk,
  page: Page,
  body: ReturnType<typeof bodyOf> | null,
  more: Partial<LiveNode> = {},
): void {
  const { id, title, parentId } = page;
  const marker = body === null ? null : readPageMarker(body);
  const key = walk.guide.keys.get(id) ?? marker?.key ?? null;
  const isDatabase = marker?.type === "database" || (key !== null && walk.guide.databases.has(key));
  const url = urlOf(walk.confluence, walk.space, id);
  walk.nodes.set(id, {
    remoteId: id,
    key,
    type: isDatabase ? "database" : "page",
    title,
    parent: parentId === walk.rootId ? null : (parentId ?? "elsewhere"),
    blocks: body === null ? [] : findManaged(body).map((block) => ({ ...block, broken: false })),
    location: url,
    url,
    ...more,
  });
}

/** Bound nodes that do not lie in the tree: elsewhere in the space, archived, in the trash, or out of reach. */
async function findElsewhere(walk: Walk): Promise<void> {
  const missing = [...walk.guide.keys].filter(
    ([id, key]) => isOfPartner(key, walk.guide) && !walk.nodes.has(id),
  );
  for (const [id] of missing) {
    if (walk.nodes.has(id)) continue;
    try {
      await findOne(walk, id);
    } catch (error) {
      notice(walk, walk.guide.keys.get(id) ?? id, error);
    }
  }
}

async function findOne(walk: Walk, id: RemoteId): Promise<void> {
  const { confluence } = walk;
  const page = (await getPage(confluence, id)) ?? (await getSomePages(confluence, [id], { bodies: true }))[0];
  if (page === undefined) {
    walk.unreachable.push(id);
    return;
  }
  if (page.status !== "current") {
    addNode(walk, page, [], page.status === "trashed" ? { trashed: true } : { archived: true });
    return;
  }
  addRead(walk, page);
  if (walk.nodes.get(id)?.type === "page") await enter(walk, [id]);
}
