import { describe, expect, test } from "vitest";

import { at, openAsked, openTable, refusal, textAt, words } from "./ask.ts";
import { newPropertyId } from "./ids.ts";
import type { Json } from "./json.ts";

const optionNames = (schema: unknown, property: string, type: string): unknown[] =>
  (at(schema, `${property}.${type}.options`) as unknown[]).map((option) => at(option, "name"));

describe("creating a database", () => {
  test("drops a schema at the old place without a word", async () => {
    const { ask, server } = await openAsked();
    const parent = { type: "page_id", page_id: server.rootPageId };
    const { body } = await ask("POST", "databases", {
      parent,
      title: words("T"),
      properties: { Kind: { select: {} } },
    });
    expect("properties" in body).toBe(false);
    const source = await ask("GET", `data_sources/${textAt(body, "data_sources.0.id")}`);
    expect(Object.keys(source.body["properties"] as Json)).toEqual(["Name"]);
    expect(source.body["parent"]).toEqual({ type: "database_id", database_id: body["id"] });
  });

  test("needs exactly one title and leaves nothing behind when it is refused", async () => {
    const { ask, server } = await openAsked();
    const parent = { type: "page_id", page_id: server.rootPageId };
    const create = (properties: Json) =>
      ask("POST", "databases", { parent, initial_data_source: { properties } });
    expect(refusal(await create({ Kind: { select: {} } }))).toContain("exactly one title");
    expect(refusal(await create({ A: { title: {} }, B: { title: {} } }))).toContain("exactly one title");
    expect(refusal(await create({ A: { title: {} }, B: { colour: {} } }))).toContain("not a property type");
    const twice = { A: { title: {} }, B: { select: { options: [{ name: "x" }, { name: "X" }] } } };
    expect(refusal(await create(twice))).toContain("same name");
    expect(server.databases()).toEqual([]);
    expect((await ask("GET", `blocks/${server.rootPageId}/children`)).body["results"]).toEqual([]);
  });

  test("gives a default status its three options in their groups", async () => {
    const { server, dataSourceId } = await openTable();
    const schema = server.schemaOf(dataSourceId);
    expect(optionNames(schema, "State", "status")).toEqual(["Not started", "In progress", "Done"]);
    expect((at(schema, "State.status.groups") as Json[]).map((group) => group["name"])).toEqual([
      "To-do",
      "In progress",
      "Complete",
    ]);
  });

  test("sorts status options into the groups they name", async () => {
    const { server } = await openAsked();
    const options = [
      { name: "Open", group: "To-do" },
      { name: "Closed", group: "Complete" },
    ];
    const { dataSourceId } = server.person.addDatabase(server.rootPageId, "T", {
      N: { title: {} },
      S: { status: { options } },
    });
    const groups = at(server.schemaOf(dataSourceId), "S.status.groups") as Json[];
    expect(groups.map((group) => (group["option_ids"] as unknown[]).length)).toEqual([1, 0, 1]);
  });
});

describe("changing the schema", () => {
  const patch = async (properties: Json) => {
    const table = await openTable();
    const row = table.server.person.addRow(table.dataSourceId, {
      values: { Name: "r", Kind: "Bug", Note: "42", Tags: ["red"] },
    });
    const reply = await table.ask("PATCH", `data_sources/${table.dataSourceId}`, { properties });
    const read = await table.ask("GET", `pages/${row}`);
    return {
      ...table,
      reply,
      row: read.body["properties"],
      schema: table.server.schemaOf(table.dataSourceId),
    };
  };

  test("an option list replaces the whole, and values of what it leaves out vanish", async () => {
    const { row, schema } = await patch({
      Kind: { select: { options: [{ name: "Wish" }, { name: "Idea" }] } },
    });
    expect(optionNames(schema, "Kind", "select")).toEqual(["Wish", "Idea"]);
    expect(at(row, "Kind.select")).toBeNull();
  });

  test("renaming an option is accepted and does nothing", async () => {
    const { ask, server, dataSourceId } = await openTable();
    const options = at(server.schemaOf(dataSourceId), "Kind.select.options") as Json[];
    const renamed = options.map(({ id }, index) => ({ id, name: `Other ${index}` }));
    const reply = await ask("PATCH", `data_sources/${dataSourceId}`, {
      properties: { Kind: { select: { options: renamed } } },
    });
    expect(reply.status).toBe(200);
    expect(optionNames(reply.body["properties"], "Kind", "select")).toEqual(["Bug", "Wish"]);
  });

  test("null deletes, a name alone renames, and the id stays", async () => {
    const before = await openTable();
    const id = textAt(before.server.schemaOf(before.dataSourceId), "Note.id");
    const reply = await before.ask("PATCH", `data_sources/${before.dataSourceId}`, {
      properties: { [id]: { name: "Text" }, Kind: null, Fresh: { number: { format: "yen" } } },
    });
    const schema = reply.body["properties"] as Json;
    expect(at(schema, "Text.id")).toBe(id);
    expect(Object.keys(schema)).not.toContain("Kind");
    expect(at(schema, "Fresh.number")).toEqual({ format: "yen" });
  });

  test("the title is neither deleted nor re-typed nor given a twin", async () => {
    expect(refusal((await patch({ Name: null })).reply)).toContain("Cannot delete the title");
    expect(refusal((await patch({ Name: { number: {} } })).reply)).toContain("cannot change its type");
    expect(refusal((await patch({ Second: { title: {} } })).reply)).toContain("exactly one title");
    expect(refusal((await patch({ Nope: { name: "X" } })).reply)).toContain("is not a property that exists");
  });

  test("one refused change refuses all", async () => {
    const { reply, schema } = await patch({ Kind: null, Name: null });
    expect(reply.status).toBe(400);
    expect(Object.keys(schema)).toContain("Kind");
  });

  test("re-typing carries the text over, and back again", async () => {
    const { ask, dataSourceId, server } = await openTable();
    const row = server.person.addRow(dataSourceId, { values: { Note: "about 42" } });
    const retype = (type: string) =>
      ask("PATCH", `data_sources/${dataSourceId}`, { properties: { Note: { [type]: {} } } });
    const note = async () => at((await ask("GET", `pages/${row}`)).body, "properties.Note");
    await retype("number");
    expect(await note()).toMatchObject({ type: "number", number: null });
    await retype("select");
    expect(await note()).toMatchObject({ type: "select", select: { name: "about 42" } });
    await retype("rich_text");
    expect(await note()).toMatchObject({ rich_text: [{ plain_text: "about 42" }] });
  });

  test("a list of more than 100 options cannot be patched any more", async () => {
    const { ask, server, dataSourceId } = await openTable();
    for (let index = 0; index < 99; index++) server.person.addOption(dataSourceId, "Kind", `o${index}`);
    const reply = await ask("PATCH", `data_sources/${dataSourceId}`, {
      properties: { Kind: { select: { options: [{ name: "Bug" }] } } },
    });
    expect(refusal(reply)).toContain("more than 100 options");
  });

  test("a two-way relation mirrors itself", async () => {
    const { ask, server, dataSourceId, createRow } = await openTable();
    const other = server.person.addDatabase(server.rootPageId, "Units");
    const relation = {
      data_source_id: other.dataSourceId,
      dual_property: { synced_property_name: "Issues" },
    };
    await ask("PATCH", `data_sources/${dataSourceId}`, { properties: { Unit: { relation } } });
    const unit = server.person.addRow(other.dataSourceId, { values: { Name: "u" } });
    const row = await createRow({ Unit: { relation: [{ id: unit }] } });
    const mirrored = await ask("GET", `pages/${unit}`);
    expect(at(mirrored.body, "properties.Issues.relation")).toEqual([{ id: row.body["id"] }]);
  });
});

test("property ids are short and percent-encoded, and work as they are answered", async () => {
  const { ask, createRow, server, dataSourceId } = await openTable();
  const ids = Object.values(server.schemaOf(dataSourceId)).map((one) => textAt(one, "id"));
  expect(ids[0]).toBe("title");
  for (const id of ids.slice(1)) expect(encodeURIComponent(decodeURIComponent(id))).toBe(id);
  const count = textAt(server.schemaOf(dataSourceId), "Count.id");
  const row = await createRow({ [count]: { number: 7 } });
  const read = await ask("GET", `pages/${textAt(row.body, "id")}/properties/${count}`);
  expect(read.body).toMatchObject({ object: "property_item", number: 7 });
  const few = await ask(
    "GET",
    `pages/${textAt(row.body, "id")}?filter_properties=${encodeURIComponent(count)}`,
  );
  expect(Object.keys(few.body["properties"] as Json)).toEqual(["Count"]);
});

test("no two properties of a data source have one id", () => {
  const drawn = ["ab:c", "ab:c", "xyzw"];
  const draw = () => drawn.shift() ?? "";
  const first = newPropertyId([], draw);
  expect([first, newPropertyId([{ id: first }], draw)]).toEqual(["ab%3Ac", "xyzw"]);
});
