import {
  type Content,
  isElement,
  parseStorage,
  printStorage,
} from "../../test/fakes/confluence/storage-tree.ts";
import type { FakeConfluence, SeenPage } from "../../test/fakes/confluence-server.ts";
import { line, type Portrait, type Rename } from "./portrait.ts";

/** What is in a Confluence: pages and folders, in the trash too, and the templates behind its buttons. */
export function portrayConfluence(server: FakeConfluence): Portrait {
  const rename = renameConfluence(server);
  const pages = server.pages().map((page) => pageLine(page, rename));
  const templates = server.templates().map(({ id, spaceKey, labels, storage }) => {
    const facts = { spaceKey, labels, storage: printStorage(lasting(parseStorage(storage).children, KEEP)) };
    return line(`template ${rename(id)}`, facts, rename);
  });
  return [...pages, ...templates].toSorted();
}

function pageLine(page: SeenPage, rename: Rename): string {
  const { id, kind, parentId, status, labels, properties, storage } = page;
  const name = rename(id);
  const leadsBelow = (address: string): boolean => rename(address).includes(`/pages/${name}/`);
  const facts = {
    parent: parentId,
    status,
    labels,
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => key.startsWith(OURS))),
    storage: printStorage(lasting(parseStorage(storage).children, leadsBelow)),
  };
  return line(`${kind} ${name}`, facts, rename);
}

const OURS = "kakehashi.";

const KEEP = () => false;

/**
 * Without what every save draws or counts anew; ids of things stay, to be named. Confluence shows what lies below a
 * page by itself, so its name need not be a link there, but may.
 */
function lasting(contents: readonly Content[], leadsBelow: (address: string) => boolean): Content[] {
  return contents.flatMap((one): Content[] => {
    if (!isElement(one)) return [one];
    const { tag, attributes } = one;
    if (DRAWN.has(tag)) return [];
    const children = lasting(one.children, leadsBelow);
    if (tag === "a" && leadsBelow(attributes["href"] ?? "")) return children;
    const kept = Object.entries(attributes).filter(([name]) => !DRAWN.has(name));
    return [{ tag, attributes: Object.fromEntries(kept), children }];
  });
}

const DRAWN = new Set([
  "ac:macro-id",
  "ac:local-id",
  "local-id",
  "ri:version-at-save",
  "ac:task-id",
  "ac:task-uuid",
]);

/**
 * Names are places, by titles from the home page down; a template is its title. Which creation made a page is drawn
 * anew every time, and no name.
 */
export function renameConfluence(server: FakeConfluence): Rename {
  const names = namesOf(server);
  return (text) =>
    text
      .replaceAll(server.url, "SITE")
      .replaceAll(UUID, "ID")
      .replaceAll(MANAGED, "kakehashi-$1-HASH")
      .replaceAll(ID, (id) => names.get(id) ?? id);
}

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gu;

/** The name of a managed block covers which of its words are links. */
const MANAGED = /kakehashi-([a-z-]+)-[0-9a-f]{8}/gu;

/** Ids of pages and templates are long numbers. */
const ID = /(?<![0-9A-Za-z])[0-9]{7,}(?![0-9A-Za-z])/gu;

function namesOf(server: FakeConfluence): ReadonlyMap<string, string> {
  const pages = new Map(server.pages().map((page) => [page.id, page]));
  const pathOf = (id: string): string => {
    const page = pages.get(id);
    if (page === undefined) return "";
    // Some titles hold an id themselves.
    const title = page.title.replaceAll(ID, (found) => (pages.has(found) ? "ID" : found));
    return page.parentId === null ? title : `${pathOf(page.parentId)}/${title}`;
  };
  return new Map([
    ...[...pages.keys()].map((id) => [id, pathOf(id)] as const),
    ...server.templates().map(({ id, name }) => [id, name] as const),
  ]);
}
