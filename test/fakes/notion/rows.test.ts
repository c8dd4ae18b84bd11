import { describe, expect, test } from "vitest";

import { at, openAsked, openTable, paragraph, refusal, textAt, words } from "./ask.ts";
import type { Json } from "./json.ts";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 0, 1, 12, 0, 0);
const iso = (ms: number) => new Date(ms).toISOString();

test("a row starts with its number, the first status and every other property empty", async () => {
  const { createRow } = await openTable();
  await createRow({});
  const { body } = await createRow({});
  const { properties } = body;
  expect(at(properties, "Number.unique_id")).toEqual({ prefix: "ISS", number: 2 });
  expect(at(properties, "State.status.name")).toBe("Not started");
  expect([
    at(properties, "Kind.select"),
    at(properties, "Tags.multi_select"),
    at(properties, "Done.checkbox"),
  ]).toEqual([null, [], false]);
});

test("an unknown select or tag makes the option; an unknown status is refused", async () => {
  const { createRow, server, dataSourceId } = await openTable();
  await createRow({
    Kind: { select: { name: "Typo" } },
    Tags: { multi_select: [{ name: "RED" }, { name: "green" }] },
  });
  const names = (property: string, type: string) =>
    (at(server.schemaOf(dataSourceId), `${property}.${type}.options`) as Json[]).map(
      (option) => option["name"],
    );
  expect(names("Kind", "select")).toEqual(["Bug", "Wish", "Typo"]);
  expect(names("Tags", "multi_select")).toEqual(["red", "blue", "green"]);
  expect(refusal(await createRow({ State: { status: { name: "Maybe" } } }))).toContain(
    'Status option "Maybe" does not exist',
  );
});

test("relations are cut at 25 on a page and whole at their own address", async () => {
  const { ask, server, dataSourceId, createRow } = await openTable();
  const ids = server.seedRows(dataSourceId, 60, () => ({}));
  server.person.addProperty(dataSourceId, "Links", "relation", {
    data_source_id: dataSourceId,
    single_property: {},
  });
  const row = await createRow({ Links: { relation: ids.map((id) => ({ id })) } });
  expect(at(row.body, "properties.Links.relation")).toHaveLength(25);
  expect(at(row.body, "properties.Links.has_more")).toBe(true);
  const address = `pages/${textAt(row.body, "id")}/properties/${textAt(row.body, "properties.Links.id")}`;
  const first = await ask("GET", `${address}?page_size=50`);
  const rest = await ask("GET", `${address}?start_cursor=${textAt(first.body, "next_cursor")}`);
  expect(
    [...(first.body["results"] as Json[]), ...(rest.body["results"] as Json[])].map((one) =>
      at(one, "relation.id"),
    ),
  ).toEqual(ids);
});

describe("the stamps", () => {
  test("are floored to the minute and name who did it", async () => {
    let now = NOON + 59_999;
    const { createRow, ask, server } = await openTable({ now: () => now });
    const { body } = await createRow({});
    expect(body).toMatchObject({
      created_time: iso(NOON),
      last_edited_time: iso(NOON),
      created_by: { id: server.botId },
    });
    now = NOON + MINUTE + 1;
    server.person.setValue(textAt(body, "id"), "Count", 3);
    const read = await ask("GET", `pages/${textAt(body, "id")}`);
    expect(read.body).toMatchObject({
      last_edited_time: iso(NOON + MINUTE),
      last_edited_by: { id: server.personId },
      created_by: { id: server.botId },
    });
  });

  test.each([true, false])(
    "move with a body edit by the API: %s, and always with a person's",
    async (apiBodyEditsMoveStamp) => {
      let now = NOON;
      const { createRow, ask, server } = await openTable({ now: () => now, apiBodyEditsMoveStamp });
      const id = textAt((await createRow({})).body, "id");
      const stamp = async () => (await ask("GET", `pages/${id}`)).body["last_edited_time"];
      now = NOON + MINUTE;
      await ask("PATCH", `blocks/${id}/children`, { children: [paragraph("more")] });
      expect(await stamp()).toBe(iso(apiBodyEditsMoveStamp ? NOON + MINUTE : NOON));
      now = NOON + 2 * MINUTE;
      server.person.appendText(id, "by hand");
      expect(await stamp()).toBe(iso(NOON + 2 * MINUTE));
    },
  );
});

describe("trash", () => {
  test("covers what is below, which stays retrievable and comes back with it", async () => {
    const { ask, server } = await openAsked();
    const parent = server.person.addPage(server.rootPageId, "Parent");
    const child = server.person.addPage(parent, "Child");
    await ask("PATCH", `pages/${parent}`, { in_trash: true });
    expect((await ask("GET", `pages/${child}`)).body).toMatchObject({ in_trash: true });
    expect((await ask("GET", `blocks/${server.rootPageId}/children`)).body["results"]).toEqual([]);
    expect(refusal(await ask("PATCH", `pages/${child}`, { properties: { title: words("x") } }))).toContain(
      "archived ancestor",
    );
    expect(refusal(await ask("POST", "pages", { parent: { page_id: parent }, properties: {} }))).toContain(
      "archived",
    );
    await ask("PATCH", `pages/${parent}`, { in_trash: false });
    expect((await ask("GET", `pages/${child}`)).body).toMatchObject({ in_trash: false });
  });

  test("is not the end, but a purge is", async () => {
    const { ask, server, databaseId, dataSourceId } = await openTable();
    const row = server.person.addRow(dataSourceId);
    server.person.trash(databaseId);
    expect((await ask("GET", `databases/${databaseId}`)).body).toMatchObject({ in_trash: true });
    server.person.purge(databaseId);
    for (const path of [`databases/${databaseId}`, `data_sources/${dataSourceId}`, `pages/${row}`]) {
      expect((await ask("GET", path)).status).toBe(404);
    }
  });
});

describe("sharing", () => {
  test("covers what is below until something is taken out", async () => {
    const { ask, server, query, dataSourceId, databaseId } = await openTable();
    const row = server.person.addRow(dataSourceId);
    server.person.unshare(databaseId);
    expect(refusal(await ask("GET", `pages/${row}`))).toContain("404 object_not_found");
    expect((await query()).status).toBe(404);
    expect((await ask("GET", `blocks/${server.rootPageId}/children`)).body["results"]).toEqual([]);
    server.person.share(databaseId);
    expect((await ask("GET", `pages/${row}`)).status).toBe(200);
  });

  test("does not reach pages that people keep elsewhere", async () => {
    const { ask, server } = await openAsked();
    const secret = server.person.addPage(null, "Private");
    expect((await ask("GET", `pages/${secret}`)).status).toBe(404);
    expect((await ask("POST", "pages", { parent: { page_id: secret }, properties: {} })).status).toBe(404);
    server.person.share(secret);
    expect((await ask("GET", `pages/${secret}`)).body["parent"]).toEqual({
      type: "workspace",
      workspace: true,
    });
  });
});

describe("moving", () => {
  test("a row keeps its id and the values of properties that are there too", async () => {
    const { ask, server, dataSourceId, createRow } = await openTable();
    const other = server.person.addDatabase(server.rootPageId, "Other", {
      Name: { title: {} },
      Kind: { select: {} },
      Count: { rich_text: {} },
    });
    const { body } = await createRow({
      Name: { title: words("r") },
      Kind: { select: { name: "Bug" } },
      Count: { number: 3 },
    });
    const moved = await ask("POST", `pages/${textAt(body, "id")}/move`, {
      parent: { data_source_id: other.dataSourceId },
    });
    expect(moved.body).toMatchObject({
      id: body["id"],
      parent: { data_source_id: other.dataSourceId, database_id: other.databaseId },
    });
    expect(at(moved.body, "properties.Kind.select.name")).toBe("Bug");
    expect(at(moved.body, "properties.Count.rich_text")).toEqual([]);
    expect(server.rowsOf(dataSourceId)).toEqual([]);
  });

  test("a page goes nowhere below itself, and a database by its own call", async () => {
    const { ask, server, databaseId } = await openTable();
    const parent = server.person.addPage(server.rootPageId, "Parent");
    const child = server.person.addPage(parent, "Child");
    expect(refusal(await ask("POST", `pages/${parent}/move`, { parent: { page_id: child } }))).toContain(
      "below it",
    );
    expect((await ask("POST", `pages/${databaseId}/move`, { parent: { page_id: child } })).status).toBe(404);
    const moved = await ask("PATCH", `databases/${databaseId}`, {
      parent: { type: "page_id", page_id: child },
    });
    expect(moved.body).toMatchObject({ id: databaseId, parent: { page_id: child } });
  });
});

describe("templates", () => {
  test("are listed under their own key and come into the page after the answer", async () => {
    const { ask, server, dataSourceId, createRow } = await openTable();
    const template = server.person.addTemplate(dataSourceId, "Report", "# From the template", true);
    expect((await ask("GET", `data_sources/${dataSourceId}/templates`)).body["templates"]).toEqual([
      { id: template, name: "Report", is_default: true },
    ]);
    expect((await createRow({}, { template: { type: "default" }, children: [] })).status).toBe(400);
    const row = textAt(
      (await createRow({}, { template: { type: "template_id", template_id: template } })).body,
      "id",
    );
    expect((await ask("GET", `blocks/${row}/children`)).body["results"]).toEqual([]);
    expect((await ask("GET", `blocks/${row}/children`)).body["results"]).toMatchObject([
      { type: "heading_1" },
    ]);
  });
});

test("a person sees and does what the API cannot: renaming options, columns and rows by hand", async () => {
  const { server, dataSourceId } = await openTable();
  const row = server.person.addRow(dataSourceId, {
    values: { Name: "r", Kind: "Bug", Day: "2026-01-01" },
    body: "one\ntwo",
  });
  server.person.renameOption(dataSourceId, "Kind", "Bug", "Defect");
  server.person.renameProperty(dataSourceId, "Note", "Text");
  server.person.editText(row, "two", "three");
  server.person.removeBlock(row, (text) => text === "one");
  expect(server.rowsOf(dataSourceId)).toMatchObject([
    { body: "three", values: { Kind: "Defect", Text: "", Day: "2026-01-01" } },
  ]);
  expect(() => server.person.editText(row, "nowhere", "x")).toThrow("holds the text");
});

test("a person writes whatever blocks, views and options there are", async () => {
  const { server, databaseId, dataSourceId } = await openTable();
  const page = server.person.addPage(server.rootPageId, "Page", "typed # as it is");
  server.person.appendMarkdown(page, "## Heading");
  server.person.addBlocks(page, [{ divider: {} }]);
  expect(server.markdownOf(page)).toBe("typed # as it is\n## Heading\n---");
  server.person.addOption(dataSourceId, "State", "Parked", "In progress");
  server.person.deleteOption(dataSourceId, "Kind", "Wish");
  const schema = JSON.stringify(server.schemaOf(dataSourceId));
  expect([schema.includes("Parked"), schema.includes("Wish"), schema.includes("Bug")]).toEqual([
    true,
    false,
    true,
  ]);
  server.person.addView(databaseId, { name: "Mine" });
  server.person.describeDatabase(databaseId, "all of them");
  expect(server.viewsOf(databaseId).map((view) => view.name)).toEqual(["Default view", "Mine"]);
  expect(server.databases()).toMatchObject([{ description: "all of them", title: "Issues" }]);
});

test("a new page goes to the end of its parent, to the start, or behind a block", async () => {
  const { ask, server } = await openAsked();
  const parent = server.person.addPage(server.rootPageId, "Parent", "a\nb");
  const first = textAt((await ask("GET", `blocks/${parent}/children`)).body, "results.0.id");
  const create = (title: string, position?: Json) =>
    ask("POST", "pages", {
      parent: { page_id: parent },
      properties: { title: words(title) },
      ...(position ? { position } : {}),
    });
  await create("end");
  await create("start", { type: "page_start" });
  await create("middle", { type: "after_block", after_block: { id: first } });
  expect(server.textOf(parent)).toBe("start\na\nmiddle\nb\nend");
});
