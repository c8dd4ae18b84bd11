import type { FakeNotion, SeenDatabase, SeenPage } from "../../test/fakes/notion-server.ts";
import { line, type Portrait, type Rename } from "./portrait.ts";

/** What is in a Notion: pages, databases, their properties, rows and views. */
export async function portrayNotion(server: FakeNotion): Promise<Portrait> {
  const rename = renameNotion(server);
  const lines = [
    ...server.pages().map((page) => pageLine(server, page, rename)),
    ...(
      await Promise.all(server.databases().map((database) => databaseLines(server, database, rename)))
    ).flat(),
  ];
  return lines.toSorted();
}

function pageLine(server: FakeNotion, page: SeenPage, rename: Rename): string {
  const { id, parentId, inTrash, isArchived, icon } = page;
  const name = rename(id);
  const facts = { parent: parentId, inTrash, isArchived, icon, text: ownText(server, id) };
  return line(`page ${name}`, facts, rename)
    .replaceAll(LINK, (link, words: string, target: string) => (target.startsWith(`${name}/`) ? words : link))
    .replaceAll("**", "");
}

/**
 * Notion shows what lies below a page by itself, so its name need not be a link there, but may; bold words are cut in
 * two by one.
 */
const LINK = /\[([^\][]*)\]\(https:\/\/www\.notion\.so\/([^)]*)\)/gu;

/** Without the lines that only show what lies below, which are in their own order. */
function ownText(server: FakeNotion, id: string): string[] {
  return server
    .markdownOf(id)
    .split("\n")
    .filter((text) => !/^<(?:page|database)\b/u.test(text));
}

async function databaseLines(server: FakeNotion, database: SeenDatabase, rename: Rename): Promise<string[]> {
  const { id, title, description, parentId, inTrash, isLinked, isInline, dataSourceIds } = database;
  const name = rename(id);
  const icon = isLinked ? null : await iconOf(server, id);
  const at = { title, description, parent: parentId, inTrash, isLinked, isInline, icon };
  return [
    line(`database ${name}`, at, rename),
    ...server.viewsOf(id).map((view) => {
      const { type, filter, sorts, configuration, quickFilters, sourceId } = view;
      const shown = { of: sourceId, type, filter, sorts, configuration, quickFilters };
      return line(`view ${name} ${view.name}`, withPropertyNames(server, sourceId, shown), rename);
    }),
    ...(isLinked ? [] : dataSourceIds.flatMap((source) => sourceLines(server, source, name, rename))),
  ];
}

function sourceLines(server: FakeNotion, source: string, name: string, rename: Rename): string[] {
  const schema = Object.entries(server.schemaOf(source)).map(([label, property]) =>
    line(`property ${name} ${label}`, withoutOwnIds(property), rename),
  );
  const rows = server
    .rowsOf(source)
    .map(({ id, icon, inTrash, isArchived, values }) =>
      line(`row ${name}`, { values, icon, inTrash, isArchived, text: ownText(server, id) }, rename),
    );
  return [...schema, ...rows];
}

async function iconOf(server: FakeNotion, id: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${server.token}`, "notion-version": "2026-03-11" };
  const answer = await fetch(`${server.url}/v1/databases/${id}`, { headers });
  const { icon } = (await answer.json()) as { icon?: unknown };
  return icon;
}

/** Names are places, by titles from the root down. */
export function renameNotion(server: FakeNotion): Rename {
  const names = namesOf(server);
  return (text) =>
    text
      .replaceAll(ID, (id) => names.get(id.replaceAll("-", "")) ?? "ID")
      .replaceAll(BODY_HASH, "kakehashi:body:HASH");
}

/** It covers the addresses of links, and with them ids. */
const BODY_HASH = /kakehashi:body:[0-9a-f]{8}/gu;

const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gu;

function namesOf(server: FakeNotion): ReadonlyMap<string, string> {
  const places = new Map<string, { title: string; parentId: string | null }>();
  for (const { id, title, parentId } of server.pages()) places.set(id, { title, parentId });
  for (const { id, title, parentId, dataSourceIds, isLinked } of server.databases()) {
    places.set(id, { title: isLinked ? `${title} shown` : title, parentId });
    if (!isLinked) for (const source of dataSourceIds) placeSource(server, places, { source, id });
    for (const view of server.viewsOf(id)) places.set(view.id, { title: view.name, parentId: id });
  }
  const pathOf = (id: string): string => {
    const place = places.get(id);
    if (place === undefined) return "";
    // A name stands in addresses, which end at a bracket.
    const title = place.title.replaceAll(/[()]/gu, "|");
    return place.parentId === null ? title : `${pathOf(place.parentId)}/${title}`;
  };
  return new Map([...places.keys()].map((id) => [id.replaceAll("-", ""), pathOf(id)]));
}

function placeSource(
  server: FakeNotion,
  places: Map<string, { title: string; parentId: string | null }>,
  { source, id }: { source: string; id: string },
): void {
  places.set(source, { title: "source", parentId: id });
  for (const row of server.rowsOf(source)) places.set(row.id, { title: row.title, parentId: source });
}

/** Properties are meant by their ids, which are drawn anew for every database. */
function withPropertyNames(server: FakeNotion, source: string, facts: object): unknown {
  const labels = new Map(
    Object.entries(server.schemaOf(source)).map(([label, property]) => [
      (property as { id: string }).id,
      label,
    ]),
  );
  return mapStrings(facts, (text) => labels.get(text) ?? text);
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  return JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === "string" ? map(one) : one));
}

/** Ids of properties and options. */
function withoutOwnIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, one: unknown) =>
    name === "id" || name === "option_ids" ? undefined : one,
  );
}
