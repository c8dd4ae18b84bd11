import { describe, expect, test } from "vitest";

import { at, openAsked, paragraph, refusal, textAt, words } from "./ask.ts";
import type { Ask } from "./ask.ts";

const textsUnder = async (ask: Ask, id: string): Promise<unknown[]> => {
  const { body } = await ask("GET", `blocks/${id}/children`);
  return (body["results"] as unknown[]).map(
    (block) => at(block, "paragraph.rich_text.0.plain_text") ?? at(block, "type"),
  );
};

test("blocks go to the end, to the start, or behind a sibling", async () => {
  const { ask, server } = await openAsked();
  const id = server.person.addPage(server.rootPageId, "Page", "one\ntwo");
  const first = textAt((await ask("GET", `blocks/${id}/children`)).body, "results.0.id");
  const append = (text: string, position?: unknown) =>
    ask("PATCH", `blocks/${id}/children`, {
      children: [paragraph(text)],
      ...(position === undefined ? {} : { position }),
    });
  await append("last");
  await append("zero", { type: "start" });
  await append("one and a half", { type: "after_block", after_block: { id: first } });
  expect(await textsUnder(ask, id)).toEqual(["zero", "one", "one and a half", "two", "last"]);
  const stranger = await append("x", { type: "after_block", after_block: { id: server.rootPageId } });
  expect(refusal(stranger)).toContain("is not parented by");
});

test("an append answers with the first level only, and children are read one level at a time", async () => {
  const { ask, server } = await openAsked();
  const toggle = { toggle: { rich_text: words("open"), children: [paragraph("inside")] } };
  const { body } = await ask("PATCH", `blocks/${server.rootPageId}/children`, { children: [toggle] });
  expect(body["results"]).toMatchObject([{ type: "toggle", has_children: true }]);
  expect(await textsUnder(ask, textAt(body, "results.0.id"))).toEqual(["inside"]);
});

describe("reading back differs from writing", () => {
  test("equal neighbours are one piece, which may be longer than what a request may hold", async () => {
    const { ask, server } = await openAsked();
    const rich_text = [
      ...words("a".repeat(2000)),
      ...words("b".repeat(2000)),
      { text: { content: "!" }, annotations: { bold: true } },
    ];
    const { body } = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: [{ paragraph: { rich_text } }],
    });
    const lengths = (at(body, "results.0.paragraph.rich_text") as unknown[]).map(
      (one) => textAt(one, "plain_text").length,
    );
    expect(lengths).toEqual([4000, 1]);
    const again = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: [paragraph(textAt(body, "results.0.paragraph.rich_text.0.plain_text"))],
    });
    expect(refusal(again)).toContain("≤ `2000`");
  });

  test("a link to a bare origin gains its slash, and plain text, href and annotations are there", async () => {
    const { ask, server } = await openAsked();
    const rich_text = [{ text: { content: "x", link: { url: "https://example.com" } } }];
    const { body } = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: [{ paragraph: { rich_text } }],
    });
    expect(at(body, "results.0.paragraph.rich_text.0")).toMatchObject({
      plain_text: "x",
      href: "https://example.com/",
      text: { link: { url: "https://example.com/" } },
      annotations: { bold: false, color: "default" },
    });
  });
});

describe("a callout", () => {
  test("made without an icon has one, and cannot lose it", async () => {
    const { ask, server } = await openAsked();
    const made = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
      children: [{ callout: { rich_text: words("x") } }],
    });
    expect(at(made.body, "results.0.callout.icon")).toEqual({ type: "emoji", emoji: "💡" });
    const id = textAt(made.body, "results.0.id");
    expect((await ask("PATCH", `blocks/${id}`, { callout: { icon: null } })).status).toBe(400);
  });
});

test("a block is changed in place, within its type", async () => {
  const { ask, server } = await openAsked();
  const made = await ask("PATCH", `blocks/${server.rootPageId}/children`, {
    children: [{ to_do: { rich_text: words("buy"), color: "red" } }],
  });
  const id = textAt(made.body, "results.0.id");
  const changed = await ask("PATCH", `blocks/${id}`, { to_do: { checked: true } });
  expect(changed.body["to_do"]).toMatchObject({
    checked: true,
    color: "red",
    rich_text: [{ plain_text: "buy" }],
  });
  expect(refusal(await ask("PATCH", `blocks/${id}`, { paragraph: { rich_text: [] } }))).toContain(
    "cannot be updated",
  );
  expect(refusal(await ask("PATCH", `blocks/${id}`, { to_do: { children: [] } }))).toContain(
    "children should be not present",
  );
});

test("child pages and databases are blocks under their own ids", async () => {
  const { ask, server } = await openAsked();
  const page = server.person.addPage(server.rootPageId, "Child");
  const { databaseId } = server.person.addDatabase(server.rootPageId, "Table");
  const { body } = await ask("GET", `blocks/${server.rootPageId}/children`);
  expect(body["results"]).toMatchObject([
    { id: page, type: "child_page", child_page: { title: "Child" } },
    { id: databaseId, type: "child_database", child_database: { title: "Table" } },
  ]);
});

test("a deleted block is in the trash: out of the list, still there, and not to be edited", async () => {
  const { ask, server } = await openAsked();
  const id = server.person.addPage(server.rootPageId, "Page", "gone\nkept");
  const block = textAt((await ask("GET", `blocks/${id}/children`)).body, "results.0.id");
  expect((await ask("DELETE", `blocks/${block}`)).body).toMatchObject({ in_trash: true });
  expect(await textsUnder(ask, id)).toEqual(["kept"]);
  expect((await ask("GET", `blocks/${block}`)).body).toMatchObject({ in_trash: true });
  expect(refusal(await ask("DELETE", `blocks/${block}`))).toContain("Can't edit block that is archived");
});

describe("cursors", () => {
  test("that are malformed, foreign or expired are refused", async () => {
    const { ask, server } = await openAsked();
    const lines = Array.from({ length: 5 }, (_, index) => `line ${index}`).join("\n");
    const [one, other] = [0, 1].map(() => server.person.addPage(server.rootPageId, "Page", lines));
    const { body } = await ask("GET", `blocks/${one}/children?page_size=2`);
    const cursor = textAt(body, "next_cursor");
    expect((await ask("GET", `blocks/${one}/children?start_cursor=${cursor}`)).status).toBe(200);
    expect(refusal(await ask("GET", `blocks/${other}/children?start_cursor=${cursor}`))).toContain(
      "start_cursor provided is invalid",
    );
    expect(refusal(await ask("GET", `blocks/${one}/children?start_cursor=abc`))).toContain(
      "start_cursor provided is invalid",
    );
    expect(refusal(await ask("GET", `blocks/${one}/children?page_size=101`))).toContain("≤ `100`");
    server.expireCursors();
    expect(refusal(await ask("GET", `blocks/${one}/children?start_cursor=${cursor}`))).toContain(
      "start_cursor provided is invalid",
    );
  });

  test("name the next item, so that what is inserted before it shifts nothing", async () => {
    const { ask, server } = await openAsked();
    const id = server.person.addPage(server.rootPageId, "Page", "a\nb\nc");
    const { body } = await ask("GET", `blocks/${id}/children?page_size=2`);
    await ask("PATCH", `blocks/${id}/children`, {
      children: [paragraph("new")],
      position: { type: "start" },
    });
    const rest = await ask("GET", `blocks/${id}/children?start_cursor=${textAt(body, "next_cursor")}`);
    expect(at(rest.body, "results.0.paragraph.rich_text.0.plain_text")).toBe("c");
  });
});
