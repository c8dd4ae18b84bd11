import type { FakeNotion, SeenDatabase, SeenPage } from "../../test/fakes/notion-server.ts";
import type { Binding, Store } from "../../src/store/store.ts";

/**
 * A world as sorted lines, one for each thing in it: pages, databases, their properties, rows and views, and what
 * the store knows of them. Ids differ from run to run, so each stands as the place of the thing that it names. Two
 * worlds are alike if their lines are: a twin is a line too many, a loss one too few. The order of siblings is
 * that in which requests came through, and does not count.
 */
export type Portrait = readonly string[];

export async function portrayNotion(server: FakeNotion): Promise<Portrait> {
  const names = namesOf(server);
  const lines = [
    ...server.pages().map((page) => pageLine(server, page, names)),
    ...(
      await Promise.all(server.databases().map((database) => databaseLines(server, database, names)))
    ).flat(),
  ];
  return lines.toSorted();
}

/** What is remembered of nodes, rows and digests, and intents, of which none may be left. */
export async function portrayStore(store: Store, partner: string, server: FakeNotion): Promise<Portrait> {
  const names = namesOf(server);
  const { bindings, records, digests } = store;
  const facts: Readonly<Record<string, readonly object[]>> = {
    binding: (await bindings.all(partner, "notion")).map(comparable),
    intent: await bindings.intents(partner, "notion"),
    record: [...(await records.all(partner, "entry")), ...(await records.all(partner, "rollout"))],
    digest: (await digests.all(partner, {})).map(({ unit, week, state, url }) => ({
      unit,
      week,
      state,
      url,
    })),
  };
  return Object.entries(facts)
    .flatMap(([what, all]) => all.map((one) => line(what, { ...one, ...NO_TIMES }, names)))
    .toSorted();
}

/** Not compared: the runs of two worlds are at different times. */
const NO_TIMES = { boundAt: undefined, updatedAt: undefined, firstSeen: undefined };

/** Of a database's properties the names alone. Whose clock stamps its rows can be seen only when it is made. */
function comparable(binding: Binding): object {
  const { properties = {} } = binding;
  return { ...binding, properties: Object.keys(properties).toSorted(), stampsByClock: undefined };
}

/** What one has and the other lacks, as a sentence; null if they are alike. */
export function difference(wanted: Portrait, found: Portrait): string | null {
  const missing = without(wanted, found);
  const extra = without(found, wanted);
  if (missing.length + extra.length === 0) return null;
  const some = (lines: readonly string[], others: readonly string[]) =>
    lines.slice(0, 3).map((text) => `\n    ${excerpt(text, others)}`);
  return [
    ...(missing.length > 0 ? [`${missing.length} missing:${some(missing, extra).join("")}`] : []),
    ...(extra.length > 0 ? [`${extra.length} too many:${some(extra, missing).join("")}`] : []),
  ].join("\n  ");
}

/** The beginning of a line, and what in it is in no line of the others. */
function excerpt(text: string, others: readonly string[]): string {
  const shared = Math.max(0, ...others.map((other) => sharedLength(text, other)));
  const head = text.slice(0, 80);
  return shared < head.length ? text.slice(0, 160) : `${head} … ${text.slice(shared - 20, shared + 100)}`;
}

function sharedLength(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return lines.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

type Names = ReadonlyMap<string, string>;

function pageLine(server: FakeNotion, page: SeenPage, names: Names): string {
  const { id, parentId, inTrash, isArchived, icon } = page;
  const name = nameOf(id, names);
  const facts = { parent: parentId, inTrash, isArchived, icon, text: ownText(server, id) };
  return line(`page ${name}`, facts, names)
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

async function databaseLines(server: FakeNotion, database: SeenDatabase, names: Names): Promise<string[]> {
  const { id, title, description, parentId, inTrash, isLinked, isInline, dataSourceIds } = database;
  const name = nameOf(id, names);
  const icon = isLinked ? null : await iconOf(server, id);
  const at = { title, description, parent: parentId, inTrash, isLinked, isInline, icon };
  return [
    line(`database ${name}`, at, names),
    ...server.viewsOf(id).map((view) => {
      const { type, filter, sorts, configuration, quickFilters, sourceId } = view;
      const shown = { of: sourceId, type, filter, sorts, configuration, quickFilters };
      return line(`view ${name} ${view.name}`, withPropertyNames(server, sourceId, shown), names);
    }),
    ...(isLinked ? [] : dataSourceIds.flatMap((source) => sourceLines(server, source, name, names))),
  ];
}

function sourceLines(server: FakeNotion, source: string, name: string, names: Names): string[] {
  const schema = Object.entries(server.schemaOf(source)).map(([label, property]) =>
    line(`property ${name} ${label}`, withoutOwnIds(property), names),
  );
  const rows = server
    .rowsOf(source)
    .map(({ id, icon, inTrash, isArchived, values }) =>
      line(`row ${name}`, { values, icon, inTrash, isArchived, text: ownText(server, id) }, names),
    );
  return [...schema, ...rows];
}

async function iconOf(server: FakeNotion, id: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${server.token}`, "notion-version": "2026-03-11" };
  const answer = await fetch(`${server.url}/v1/databases/${id}`, { headers });
  const { icon } = (await answer.json()) as { icon?: unknown };
  return icon;
}

function line(what: string, facts: unknown, names: Names): string {
  return `${what} ${JSON.stringify(facts, inOneOrder)}`
    .replaceAll(ID, (id) => nameOf(id, names))
    .replaceAll(BODY_HASH, "kakehashi:body:HASH");
}

/** Members of an object have no order. */
function inOneOrder(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** It covers the addresses of links, and with them ids. */
const BODY_HASH = /kakehashi:body:[0-9a-f]{8}/gu;

const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gu;

const nameOf = (id: string, names: Names): string => names.get(id.replaceAll("-", "")) ?? "ID";

/** Where each thing is, by titles from the root down. */
function namesOf(server: FakeNotion): Names {
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
