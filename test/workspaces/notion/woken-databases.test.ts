import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { SCHEMAS } from "../../../src/spec/schemas.ts";
import type { Wake } from "../../../src/workspaces/notion/webhook-event.ts";
import { wokenDatabases } from "../../../src/workspaces/notion/woken-databases.ts";
import type { DatabaseRef } from "../../../src/workspaces/workspace.ts";

const ids = { osk: [randomUUID(), randomUUID()], fuk: [randomUUID(), randomUUID()] } as const;
const databases = new Map(
  Object.entries(ids).map(([key, pair]): [string, DatabaseRef] => [
    key,
    { remoteId: pair.join("/"), schema: SCHEMAS.issue, language: "ja" },
  ]),
);
const wake = (more: Partial<Wake>): Wake => ({
  reason: "page.properties_updated",
  pages: [randomUUID()],
  dataSources: [],
  databases: [],
  full: false,
  ...more,
});

test("a row's event wakes the database that it names, by its data source or its container", () => {
  expect(wokenDatabases(wake({ dataSources: [ids.fuk[1]] }), databases)).toEqual(["fuk"]);
  expect(wokenDatabases(wake({ databases: [ids.osk[0]] }), databases)).toEqual(["osk"]);
});

test("an event about somebody else's database wakes none", () => {
  expect(wokenDatabases(wake({ dataSources: [randomUUID()] }), databases)).toEqual([]);
});

test("an event that names only a page may be about any of them", () => {
  expect(wokenDatabases(wake({}), databases)).toEqual(["osk", "fuk"]);
});
