import { describe, expect, test } from "vitest";

import { at, openAsked, openTable, refusal, textAt } from "./ask.ts";
import type { Json } from "./json.ts";

async function openViews() {
  const table = await openTable();
  const idOf = (name: string) => textAt(table.server.schemaOf(table.dataSourceId), `${name}.id`);
  const create = (body: Json) =>
    table.ask("POST", "views", {
      data_source_id: table.dataSourceId,
      database_id: table.databaseId,
      name: "V",
      type: "table",
      ...body,
    });
  const board = (group_by: Json = {}) => ({
    type: "board",
    configuration: {
      type: "board",
      group_by: {
        type: "status",
        property_id: idOf("State"),
        group_by: "option",
        sort: { type: "manual" },
        ...group_by,
      },
    },
  });
  return { ...table, idOf, create, board };
}

test("a database comes with one view, and views are listed as bare ids", async () => {
  const { ask, databaseId, dataSourceId, create } = await openViews();
  const made = await create({ name: "Second" });
  const { body } = await ask("GET", `views?database_id=${databaseId}`);
  const [first, second] = body["results"] as Json[];
  expect(second).toEqual({ object: "view", id: made.body["id"] });
  const read = await ask("GET", `views/${textAt(first, "id")}`);
  expect(read.body).toMatchObject({
    name: "Default view",
    type: "table",
    parent: { database_id: databaseId },
    data_source_id: dataSourceId,
  });
  expect(refusal(await ask("GET", "views"))).toContain("should be defined");
});

describe("creating a view", () => {
  test("names exactly one place", async () => {
    const { ask, create, dataSourceId, server } = await openViews();
    const nowhere = await ask("POST", "views", { data_source_id: dataSourceId, name: "V", type: "table" });
    expect(refusal(nowhere)).toContain("exactly one of");
    const create_database = { parent: { type: "page_id", page_id: server.rootPageId } };
    expect(refusal(await create({ create_database }))).toContain("exactly one of");
  });

  test("has a configuration of its own type, with what the type needs", async () => {
    const { create, board, idOf } = await openViews();
    expect((await create(board())).status).toBe(200);
    expect(refusal(await create({ type: "board" }))).toContain("body.configuration should be defined");
    expect(refusal(await create({ type: "list", configuration: { type: "table" } }))).toContain(
      "body.configuration.type",
    );
    expect(refusal(await create({ configuration: { table: {} } }))).toContain("body.configuration");
    expect(
      (await create({ type: "calendar", configuration: { type: "calendar", date_property_id: idOf("Day") } }))
        .status,
    ).toBe(200);
    expect(refusal(await create({ type: "calendar", configuration: { type: "calendar" } }))).toContain(
      "date_property_id should be defined",
    );
    const wrong = { type: "timeline", configuration: { type: "timeline", date_property_id: idOf("Kind") } };
    expect(refusal(await create(wrong))).toContain("should be a date property");
  });

  test("groups by a property that exists and is of that type", async () => {
    const { create, board, idOf } = await openViews();
    expect(refusal(await create(board({ property_id: "nope" })))).toContain(
      "Could not find property with name or id: nope",
    );
    expect(refusal(await create(board({ property_id: idOf("Kind") })))).toContain("is a select property");
    expect(refusal(await create(board({ group_by: "colour" })))).toContain("group_by.group_by");
  });

  test("has its filters checked as a query has", async () => {
    const { create } = await openViews();
    expect(refusal(await create({ filter: { property: "Kind", select: { equals: "Nope" } } }))).toContain(
      "Available options",
    );
    expect(refusal(await create({ quick_filters: { Nope: { number: { equals: 1 } } } }))).toContain(
      "Could not find property",
    );
    expect(refusal(await create({ sorts: [{ property: "Nope", direction: "ascending" }] }))).toContain(
      "Could not find sort property",
    );
    expect((await create({ filter: { property: "Kind", select: { equals: "Bug" } } })).status).toBe(200);
  });

  test("hides what a partial list of properties leaves out", async () => {
    const { create, idOf } = await openViews();
    const { body } = await create({
      configuration: { type: "table", properties: [{ property_id: idOf("Name"), width: 200 }] },
    });
    const listed = at(body, "configuration.properties") as Json[];
    expect(listed[0]).toEqual({ property_id: "title", property_name: "Name", width: 200 });
    expect(listed.slice(1).every((one) => one["visible"] === false)).toBe(true);
    expect(listed).toHaveLength(10);
    const narrow = { configuration: { type: "table", properties: [{ property_id: "title", width: 0 }] } };
    expect(refusal(await create(narrow))).toContain("≥ `1`");
  });

  test("places it among the others", async () => {
    const { create, server, databaseId } = await openViews();
    const first = await create({ name: "first", position: { type: "start" } });
    await create({ name: "second", position: { type: "after_view", view_id: first.body["id"] } });
    expect(server.viewsOf(databaseId).map((view) => view.name)).toEqual(["first", "second", "Default view"]);
  });
});

test("a linked database stands on a page under an id of its own, and is not to be retrieved", async () => {
  const { ask, server, dataSourceId } = await openTable();
  const hub = server.person.addPage(server.rootPageId, "Hub");
  const create_database = { parent: { type: "page_id", page_id: hub } };
  const made = await ask("POST", "views", {
    data_source_id: dataSourceId,
    name: "All",
    type: "table",
    create_database,
  });
  const id = textAt(made.body, "parent.database_id");
  const { body } = await ask("GET", `blocks/${hub}/children`);
  expect(body["results"]).toMatchObject([
    { id, type: "child_database", child_database: { title: "Issues" } },
  ]);
  expect((await ask("GET", `databases/${id}`)).status).toBe(404);
  expect(server.databases().filter((one) => one.isLinked)).toMatchObject([
    { id, dataSourceIds: [dataSourceId] },
  ]);
});

describe("changing and deleting", () => {
  test("a filter is replaced or cleared, the type never", async () => {
    const { ask, create } = await openViews();
    const id = textAt((await create({ filter: { property: "Kind", select: { equals: "Bug" } } })).body, "id");
    const patched = await ask("PATCH", `views/${id}`, { name: "New", filter: null });
    expect(patched.body).toMatchObject({ name: "New", filter: null });
    expect(refusal(await ask("PATCH", `views/${id}`, { type: "list" }))).toContain(
      "type should be not present",
    );
    expect(refusal(await ask("PATCH", `views/${id}`, { configuration: { type: "list" } }))).toContain(
      "configuration.type",
    );
  });

  test("the last view stays", async () => {
    const { ask, create, databaseId, server } = await openViews();
    const id = textAt((await create({})).body, "id");
    expect((await ask("DELETE", `views/${id}`)).body).toMatchObject({ object: "view", id });
    const last = server.viewsOf(databaseId)[0]?.id ?? "";
    expect(refusal(await ask("DELETE", `views/${last}`))).toContain("last view");
  });
});

test("where views are not allowed, every one of their addresses says so", async () => {
  const { ask } = await openAsked({ viewsAllowed: false });
  expect(refusal(await ask("GET", "views?database_id=x"))).toContain("403 restricted_resource");
  expect(refusal(await ask("POST", "views", {}))).toContain("403 restricted_resource");
});
