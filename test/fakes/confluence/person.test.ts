import { describe, expect, test } from "vitest";

import { details, openAsked, storage, textAt, titles, update } from "./ask.ts";

async function openEntry() {
  const opened = await openAsked();
  const body = storage(`${details({ Key: "1", Owner: "A", State: "open" })}<p>free text</p>`);
  const id = await opened.addPage("Entry", { body });
  const rows = () =>
    [...opened.server.storageOf(id).matchAll(/<t[hd][^>]*><p[^>]*>([^<]*)/g)]
      .map((match) => match[1])
      .join(" ");
  return { ...opened, id, person: opened.server.person, rows };
}

describe("a person", () => {
  test("edits cells, adds, takes away, renames and turns round the rows of a table", async () => {
    const { id, person, rows, server } = await openEntry();
    person.editCell(id, "Owner", "B\nand C");
    expect(person.readCell(id, "Owner")).toBe("B\nand C");
    person.editCell(id, "Owner", "B");
    person.addTableRow(id, "Extra", "x");
    person.addTableRow(id, "First", "y", 0);
    expect(rows()).toBe("First y Key 1 Owner B State open Extra x");
    person.removeTableRow(id, "First");
    person.reorderTableRows(id, ["State"]);
    expect(rows()).toBe("State open Key 1 Owner B Extra x");
    person.reorderTableRows(id);
    person.renameRowLabel(id, "Owner", "Who");
    expect(rows()).toBe("Extra x Who B Key 1 State open");
    expect(server.page(id)).toMatchObject({ version: 9, versionBy: server.personId });
    expect(() => person.editCell(id, "Nothing", "x")).toThrow("There is no row");
  });

  test("puts a status, a mention or a date where text was", async () => {
    const { id, person, server } = await openEntry();
    person.replaceStatus(id, "State", "DONE");
    person.addMention(id, "Owner");
    person.addDate(id, "Key", "2026-12-01");
    expect(person.readCell(id, "State")).toBe("DONE");
    expect(person.readCell(id, "Owner")).toBe("@Test person");
    expect(person.readCell(id, "Key")).toBe("2026-12-01");
    expect(server.storageOf(id)).toContain('<time datetime="2026-12-01" />');
  });

  test("writes below and within the text, and takes macros out", async () => {
    const { id, person, server } = await openEntry();
    person.appendText(id, "more & more");
    person.editText(id, "free", "very free");
    expect(server.viewTextOf(id)).toContain("very free text\nmore & more");
    expect(() => person.editText(id, "absent", "x")).toThrow("absent");
    person.removeMacro(id, () => true);
    expect(server.viewTextOf(id)).toBe("very free text\nmore & more");
  });

  test("makes pages in the new editor, whose titles are unique for people too", async () => {
    const { person, server } = await openEntry();
    const id = person.addPage(server.rootPageId, "By hand", "<p>x</p>", ["PK"]);
    expect(server.page(id)).toMatchObject({ labels: ["pk"], version: 1, properties: { editor: "v2" } });
    expect(() => person.addPage(server.rootPageId, "entry")).toThrow("already exists");
    expect(() => person.renamePage(id, "ENTRY")).toThrow("already exists");
  });

  test("makes a page from the template of a page's button, with its labels and without properties", async () => {
    const { person, server, v1 } = await openEntry();
    const body = { storage: storage(details({ Key: "" })) };
    const labels = [{ prefix: "global", name: "pk" }];
    const made = await v1("POST", "template", { name: "Entry", templateType: "page", body, labels });
    const id = textAt(made.body, "templateId");
    const button = `<ac:structured-macro ac:name="create-from-template"><ac:parameter ac:name="templateId">${id}</ac:parameter></ac:structured-macro>`;
    const index = person.addPage(server.rootPageId, "Index", button);
    const entry = person.createFromTemplate(index, "Made by button");
    expect(server.page(entry)).toMatchObject({
      parentId: index,
      labels: ["pk"],
      properties: { editor: "v2" },
    });
    expect(person.readCell(entry, "Key")).toBe("");
    expect(() => person.createFromTemplate(entry, "x")).toThrow("no button");
  });

  test("copies a page with its labels, but without its properties", async () => {
    const { id, person, server } = await openEntry();
    person.addLabel(id, "pk");
    person.setProperty(id, "pk.entry", { a: 1 });
    const copy = person.copyPage(id, "Copy of Entry");
    expect(server.page(copy)).toMatchObject({ labels: ["pk"], properties: {}, parentId: server.rootPageId });
    expect(server.storageOf(copy)).toBe(server.storageOf(id));
    person.removeLabel(copy, "pk");
    person.removeProperty(id, "pk.entry");
    expect([server.page(copy).labels, server.page(id).properties["pk.entry"]]).toEqual([[], undefined]);
  });

  test("moves pages, puts them away and takes them back", async () => {
    const { id, person, server, v2 } = await openEntry();
    const other = person.addPage(server.homepageId, "Other");
    person.movePage(id, other);
    expect(server.page(id)).toMatchObject({ parentId: other, version: 1 });
    expect(person.isBelow(id, server.homepageId)).toBe(true);
    person.placePage(id, "before", other);
    expect(titles(await v2("GET", `pages/${server.homepageId}/direct-children`))).toEqual([
      "Root",
      "Entry",
      "Other",
    ]);
    person.trash(id);
    expect(server.page(id).status).toBe("trashed");
    person.restore(id);
    person.archive(id);
    expect(server.page(id).status).toBe("archived");
    person.unarchive(id);
    expect(server.page(id).status).toBe("current");
    person.movePage(id, other);
    person.trashWithChildren(other);
    expect(server.page(id).status).toBe("trashed");
    person.purge(id);
    expect(() => server.page(id)).toThrow("There is no page");
  });
});

describe("an inline comment", () => {
  test("marks its text without a new version, and hangs in the air when the marker is lost", async () => {
    const { id, person, server, v2 } = await openEntry();
    person.commentInline(id, "free");
    expect(server.page(id).version).toBe(1);
    expect(server.storageOf(id)).toMatch(/<ac:inline-comment-marker ac:ref="[^"]+">free</);
    expect(server.comments(id)).toMatchObject([{ kind: "inline", selection: "free", isDangling: false }]);
    expect(server.viewTextOf(id)).toContain("free text");
    await v2("PUT", `pages/${id}`, update(id, 2, { title: "Entry" }));
    expect(server.comments(id)).toMatchObject([{ isDangling: true }]);
    const listed = await v2("GET", `pages/${id}/inline-comments?resolution-status=dangling`);
    expect(listed.body["results"]).toHaveLength(1);
  });

  test("is put by the API on text that is there, the n-th time it is there", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page", { body: storage("<p>one</p><p>one</p>") });
    const post = (textSelection: string, textSelectionMatchIndex: number) =>
      v2("POST", "inline-comments", {
        pageId: id,
        body: storage("<p>c</p>"),
        inlineCommentProperties: { textSelection, textSelectionMatchCount: 2, textSelectionMatchIndex },
      });
    expect((await post("two", 0)).status).toBe(400);
    const reply = await post("one", 1);
    expect(reply.status).toBe(201);
    expect(server.storageOf(id)).toMatch(/>one<\/p><p [^>]*><ac:inline-comment-marker/);
    const one = `inline-comments/${textAt(reply.body, "id")}`;
    expect((await v2("DELETE", one)).status).toBe(204);
    expect((await v2("GET", one)).status).toBe(404);
  });
});

test("footer comments are made, answered and listed, and leave the version alone", async () => {
  const { addPage, v2, server } = await openAsked();
  const id = await addPage("Page");
  const first = await v2("POST", "footer-comments", { pageId: id, body: storage("<p>hi</p>") });
  expect(first.status).toBe(201);
  const parentCommentId = textAt(first.body, "id");
  expect((await v2("POST", "footer-comments", { parentCommentId, body: storage("<p>ho</p>") })).status).toBe(
    201,
  );
  expect((await v2("POST", "footer-comments", { body: storage("<p>ho</p>") })).status).toBe(400);
  expect((await v2("GET", `pages/${id}/footer-comments`)).body["results"]).toHaveLength(1);
  expect((await v2("GET", "footer-comments")).body["results"]).toHaveLength(2);
  expect(server.page(id).version).toBe(1);
  expect((await v2("GET", `pages/${id}/attachments`)).body["results"]).toEqual([]);
});
