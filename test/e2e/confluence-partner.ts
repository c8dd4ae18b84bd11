import { join } from "node:path";
import { readFileSync, writeFileSync } from "node:fs";

import type { RecordedRequest, SeenPage } from "../fakes/confluence-server.ts";
import { type ConfluenceWorld as Base, confluenceWorld } from "./confluence-world.ts";

/** A partner that stands in a Confluence, and how tests look at what is there. */
export interface ConfluenceWorld extends Base {
  /** Changes the spec file as a person with an editor would. */
  editSpec: (edit: (text: string) => string) => void;
  /** Lets time go by, for everybody. */
  later: (minutes: number) => void;
}

type Options = Parameters<typeof confluenceWorld>[0];

/** All of this happens a while ago, so that nothing is too new to be believed gone. */
const AGO_MS = 86_400_000;

async function open(options: Options): Promise<ConfluenceWorld> {
  let ahead = 0;
  const world = await confluenceWorld({ latencyMs: 0, now: () => Date.now() - AGO_MS + ahead, ...options });
  return {
    ...world,
    later: (minutes) => {
      ahead += minutes * 60_000;
    },
    editSpec: (edit) => writeFileSync(world.specFile, edit(readFileSync(world.specFile, "utf8"))),
  };
}

const SMALL = `partner: { key: acme, name: 青波商事株式会社 }
units:
  - { key: div-os, name: オフィス事業部, kind: division }
  - { key: br-osk, name: 大阪支店, kind: branch, parent: div-os }
people:
  - { key: p-1, name: 架空 太郎, unit: br-osk, role: 課長, level: manager }
`;

/** A division with a branch below it: small enough for one of its own per test. */
async function smallPartner(options: Options = {}): Promise<ConfluenceWorld> {
  const world = await open(options);
  writeFileSync(world.specFile, SMALL);
  await world.must("apply", world.specFile, "--yes");
  return world;
}

/** The page that stands for a key of the spec. */
async function places(world: ConfluenceWorld): Promise<(key: string) => string> {
  const bound = await world.look((store) => store.bindings.all("acme", "confluence"));
  const ids = new Map(bound.map(({ key, remoteId }) => [key, remoteId]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`${key} is not bound`);
    return id;
  };
}

/** A partner whose people have just been taken in, and all that a test needs of it. */
export async function openPartner(options: Options = {}) {
  const world = await smallPartner(options);
  await world.must("sync");
  world.later(30);
  const { server } = world;
  return { world, server, person: server.person, at: await places(world) };
}

/** What the store knows of every row, without what only says when it was read. */
export const records = (world: ConfluenceWorld) =>
  world.look(async (store) => {
    const types = ["entry", "person", "order", "target", "rollout"] as const;
    const all = await Promise.all(types.map((type) => store.records.all("acme", type)));
    return all
      .flat()
      .map(({ id, type, database, remoteId, value }) => ({ id, type, database, remoteId, value }));
  });

export const entries = async (world: ConfluenceWorld) =>
  (await records(world)).filter(({ type }) => type === "entry");

export const entryOf = async (world: ConfluenceWorld, page: string) =>
  (await entries(world)).find(({ remoteId }) => remoteId === page);

/** The pages below one, as they stand in the tree. */
export const below = ({ server }: ConfluenceWorld, parent: string): SeenPage[] =>
  server.pages().filter(({ parentId, status }) => parentId === parent && status === "current");

interface PlanDocument {
  readonly exit: number;
  readonly steps: readonly { action: string; key: string; changes?: readonly { field: string }[] }[];
  readonly drift: readonly { key: string; kind: string; message: string }[];
  readonly conflicts: readonly { key: string; message: string; hint: string }[];
}

export async function plan(world: ConfluenceWorld): Promise<PlanDocument> {
  const { exit, json } = await world.run("plan", world.specFile, "--check");
  const { steps, drift, conflicts } = json as unknown as Omit<PlanDocument, "exit">;
  return { exit, steps, drift, conflicts };
}

export const driftOf = ({ drift }: PlanDocument): string[] => drift.map(({ kind, key }) => `${kind} ${key}`);

/** Applies the plan, which must end well; further arguments are options. */
export const apply = (world: ConfluenceWorld, ...options: string[]) =>
  world.must("apply", world.specFile, "--yes", ...options);

/** Imports entries as a file of these lines has them. */
export async function importEntries(world: ConfluenceWorld, ...lines: readonly string[]) {
  const file = join(world.dir, "entries.csv");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const { json } = await world.run("import", "entries", file, "--partner", "acme");
  return json as unknown as {
    created: number;
    updated: number;
    unchanged: number;
    rejected: { id: string; reason: string }[];
  };
}

export const isWrite = ({ method }: RecordedRequest): boolean => method !== "GET";

/** The rows of a page's table, in their order. */
export const labelsOn = ({ server }: ConfluenceWorld, page: string): string[] =>
  [...server.storageOf(page).matchAll(/<tr[^>]*>\s*<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) =>
    cell.replace(/<[^>]*>/gu, "").trim(),
  );

/** Table, heading cells and all, of rows that people make by hand. */
export const tableOf = (rows: Readonly<Record<string, string>>): string =>
  `<table><tbody>${Object.entries(rows)
    .map(([label, value]) => `<tr><th><p>${label}</p></th><td><p>${value}</p></td></tr>`)
    .join("")}</tbody></table>`;

/** The titles in the report on an index page. */
export const reported = ({ server }: ConfluenceWorld, index: string): string[] =>
  server.report(index).flatMap(({ rows }) => rows.map(([title = ""]) => title));
