import { readFileSync, writeFileSync } from "node:fs";

import { notionWorld, type NotionWorld as Base } from "./notion-world.ts";
import { SAMPLE } from "./sorei-world.ts";

/** Partners that stand in a Notion, and how tests look at what is there. */
export interface NotionWorld extends Base {
  /** Changes the spec file as a person with an editor would. */
  editSpec: (edit: (text: string) => string) => void;
  /** The blocks on a page as the API tells them. */
  blocksOf: (id: string) => Promise<readonly Record<string, unknown>[]>;
  /** Lets time go by, for everybody. */
  later: (minutes: number) => void;
  /** One request past the product. */
  asks: (method: string, path: string) => Promise<Record<string, unknown>>;
}

type Options = Parameters<typeof notionWorld>[0];

/** All of this happens a while ago, so that nothing is too new to be believed gone. */
const AGO_MS = 86_400_000;

async function open(options: Options): Promise<NotionWorld> {
  let ahead = 0;
  const world = await notionWorld({ latencyMs: 0, now: () => Date.now() - AGO_MS + ahead, ...options });
  const { url, token } = world.server;
  const asks = async (method: string, path: string): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${token}`, "notion-version": "2026-03-11" };
    const answer = await fetch(`${url}${path}`, { method, headers });
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    ...world,
    asks,
    later: (minutes) => {
      ahead += minutes * 60_000;
    },
    editSpec: (edit) => writeFileSync(world.specFile, edit(readFileSync(world.specFile, "utf8"))),
    blocksOf: async (id) =>
      (await asks("GET", `/v1/blocks/${id}/children`))["results"] as Record<string, unknown>[],
  };
}

/** The sample partner, provisioned, with all its entries and orders taken in. */
export async function samplePartner(options: Options = {}): Promise<NotionWorld> {
  const world = await open(options);
  await world.must("import", "org", SAMPLE, "--partner", "sorei", "--out", world.specFile);
  await world.must("apply", world.specFile, "--yes");
  await world.must("import", "entries", SAMPLE, "--partner", "sorei");
  await world.must("import", "orders", SAMPLE, "--partner", "sorei");
  await world.must("sync");
  return world;
}

const SMALL = `partner: { key: acme, name: 青波商事株式会社 }
units:
  - { key: div-os, name: オフィス事業部, kind: division }
  - { key: br-osk, name: 大阪支店, kind: branch, parent: div-os }
people:
  - { key: p-1, name: 架空 太郎, unit: br-osk, role: 課長, level: manager }
`;

/** A division with a branch below it: small enough for one of its own per test. */
export async function smallPartner(options: Options = {}): Promise<NotionWorld> {
  const world = await open(options);
  writeFileSync(world.specFile, SMALL);
  await world.must("apply", world.specFile, "--yes");
  return world;
}

/** What stands in the workspace for a key of the spec. */
interface Place {
  /** Of the page, or of the database's container. */
  readonly id: string;
  /** Of a database: where its rows are. */
  readonly source: string;
}

export async function places(world: NotionWorld): Promise<(key: string) => Place> {
  const bound = await world.look(async (store) => {
    const partners = await store.partners.all();
    return (await Promise.all(partners.map(({ key }) => store.bindings.all(key, "notion")))).flat();
  });
  const byKey = new Map(bound.map(({ key, remoteId }) => [key, remoteId]));
  return (key) => {
    const [id, source] = byKey.get(key)?.split("/") ?? [];
    if (id === undefined) throw new Error(`${key} is not bound`);
    return { id, source: source ?? id };
  };
}

/** What the store knows of every row, without what only says when it was read. */
export const records = (world: NotionWorld, partner: string) =>
  world.look(async (store) => {
    const types = ["entry", "person", "order", "target", "rollout"] as const;
    const all = await Promise.all(types.map((type) => store.records.all(partner, type)));
    return all
      .flat()
      .map(({ id, type, database, remoteId, value }) => ({ id, type, database, remoteId, value }));
  });

interface PlanDocument {
  readonly exit: number;
  readonly steps: readonly { action: string; key: string; changes?: readonly { field: string }[] }[];
  readonly drift: readonly { key: string; kind: string; message: string }[];
  readonly conflicts: readonly { key: string; message: string; hint: string }[];
}

export async function plan(world: NotionWorld): Promise<PlanDocument> {
  const { exit, json } = await world.run("plan", world.specFile, "--check");
  const { steps, drift, conflicts } = json as unknown as Omit<PlanDocument, "exit">;
  return { exit, steps, drift, conflicts };
}

/** `action key field,field` of every step. */
export const stepsOf = ({ steps }: PlanDocument): string[] =>
  steps.map(({ action, key, changes = [] }) =>
    [action, key, changes.map(({ field }) => field).join(",")].filter((part) => part !== "").join(" "),
  );

export const driftOf = ({ drift }: PlanDocument): string[] => drift.map(({ kind, key }) => `${kind} ${key}`);

/** What a plan would do or refuse; {@link NOTHING} after everything was applied. */
export async function leftToDo(world: NotionWorld) {
  const planned = await plan(world);
  return { exit: planned.exit, steps: stepsOf(planned), conflicts: planned.conflicts };
}

export const NOTHING = { exit: 0, steps: [], conflicts: [] };

/** Applies the plan, which must end well; further arguments are options. */
export const apply = (world: NotionWorld, ...options: string[]) =>
  world.must("apply", world.specFile, "--yes", ...options);

/** The data sources of the databases that are no views of others. */
export const ownDatabases = ({ server }: NotionWorld): string[] =>
  server.databases().flatMap(({ isLinked, dataSourceIds }) => (isLinked ? [] : dataSourceIds));

/** The present name of the property that began as `label`. */
export const labelled = ({ server }: NotionWorld, source: string, label: string): string =>
  Object.keys(server.schemaOf(source)).find((name) => name.startsWith(`${label}・`)) ?? label;

/** All that a person sees in the workspace: what stands there by what it is. */
export function picture({ server }: NotionWorld): Map<string, string> {
  const seen = new Map<string, string>();
  const add = (what: string, value: unknown) => void seen.set(what, JSON.stringify(value));
  for (const { id, title, parentId, inTrash } of server.pages()) {
    add(`page ${id}`, [title, parentId, inTrash, server.markdownOf(id)]);
  }
  for (const database of server.databases()) {
    add(`database ${database.id}`, database);
    for (const view of server.viewsOf(database.id)) add(`view ${view.id}`, view);
    for (const source of database.isLinked ? [] : database.dataSourceIds) {
      const schema = server.schemaOf(source);
      add(`schema ${source}`, schema);
      for (const { id, values, body, inTrash } of server.rowsOf(source)) {
        // By id, for the names are the schema's.
        const byId = Object.entries(values).map(([name, value]) => [idOf(schema[name]), value]);
        add(`row ${id}`, [Object.fromEntries(byId), body, inTrash]);
      }
    }
  }
  return seen;
}

const idOf = (property: unknown): string => (property as { id: string }).id;

/** What came, went or changed since. */
export function changedSince(before: ReadonlyMap<string, string>, world: NotionWorld): string[] {
  const after = picture(world);
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (what) => before.get(what) !== after.get(what),
  );
}
