import { describe, expect, test } from "vitest";

import { at, openAsked, refusal, textAt, titles } from "./ask.ts";

const label = (name: string) => ({ prefix: "global", name });

describe("labels", () => {
  test("are lower-cased, split at spaces and commas, and added once", async () => {
    const { addPage, v1, server } = await openAsked();
    const id = await addPage("Page");
    await v1("POST", `content/${id}/label`, [label("PK-Issue"), label("two words,three")]);
    const again = await v1("POST", `content/${id}/label`, label("pk-issue"));
    expect(again.body["results"]).toHaveLength(4);
    expect(server.page(id)).toMatchObject({ labels: ["pk-issue", "three", "two", "words"], version: 1 });
  });

  test.each(["a!b", "a#b", "(a)", "a.b", "a:b", "a?b", "a@b", "[a]", "x".repeat(256), " "])(
    "are refused when they are written %j",
    async (name) => {
      const { addPage, v1 } = await openAsked();
      expect((await v1("POST", `content/${await addPage("Page")}/label`, [label(name)])).status).toBe(400);
    },
  );

  test("are read, found by id, and removed by name", async () => {
    const { addPage, v1, v2, server } = await openAsked();
    const id = await addPage("Page");
    server.person.addLabel(id, "pk");
    const read = await v2("GET", `pages/${id}/labels`);
    expect(read.body["results"]).toMatchObject([{ name: "pk", prefix: "global" }]);
    const labelled = `labels/${textAt(read.body, "results.0.id")}/pages`;
    expect(titles(await v2("GET", labelled))).toEqual(["Page"]);
    expect((await v1("DELETE", `content/${id}/label?name=PK`)).status).toBe(204);
    expect(titles(await v2("GET", labelled))).toEqual([]);
  });

  test("that are not there answer as the double was told", async () => {
    for (const absentLabelAnswer of [204, 404] as const) {
      const { addPage, v1 } = await openAsked({ absentLabelAnswer });
      expect((await v1("DELETE", `content/${await addPage("Page")}/label/x`)).status).toBe(absentLabelAnswer);
    }
  });
});

describe("a property", () => {
  test("is made once, found by key, and replaced by its next version", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    const path = `pages/${id}/properties`;
    const made = await v2("POST", path, { key: "pk.entry", value: { a: 1 } });
    expect(made.body).toMatchObject({ key: "pk.entry", value: { a: 1 }, version: { number: 1 } });
    expect((await v2("POST", path, { key: "pk.entry", value: 2 })).status).toBe(409);
    expect((await v2("GET", `${path}?key=pk.entry`)).body["results"]).toHaveLength(1);
    const one = `${path}/${textAt(made.body, "id")}`;
    const next = (number: number) => ({ key: "pk.entry", value: { a: 2 }, version: { number } });
    expect((await v2("PUT", one, next(1))).status).toBe(409);
    expect((await v2("PUT", one, next(2))).body).toMatchObject({ value: { a: 2 }, version: { number: 2 } });
    expect((await v2("PUT", one, { ...next(3), key: "other" })).status).toBe(400);
    expect(server.page(id)).toMatchObject({ version: 1, properties: { "pk.entry": { a: 2 } } });
    expect((await v2("DELETE", one)).status).toBe(204);
    expect((await v2("GET", one)).status).toBe(404);
  });

  test("stands among others that the service made", async () => {
    const { addPage, v2, server } = await openAsked();
    const bot = await v2("GET", `pages/${await addPage("Page")}/properties`);
    expect(at(bot.body, "results.0.key")).toBe("page-title-property-published");
    const byPerson = server.person.addPage(server.rootPageId, "By hand");
    expect(server.page(byPerson).properties).toEqual({ editor: "v2" });
  });

  test("is 32 KB at most, and its key 255 characters", async () => {
    const { addPage, v2 } = await openAsked();
    const path = `pages/${await addPage("Page")}/properties`;
    expect((await v2("POST", path, { key: "a", value: "x".repeat(32_766) })).status).toBe(200);
    expect(refusal(await v2("POST", path, { key: "b", value: "x".repeat(32_767) }))).toContain(
      "400 The value is too large",
    );
    expect(refusal(await v2("POST", path, { key: "k".repeat(256), value: 1 }))).toContain(
      "400 The key is too long",
    );
  });
});
