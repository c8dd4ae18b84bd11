import { describe, expect, test } from "vitest";

import { openAsked, refusal, textAt, titles, update } from "./ask.ts";

const TAKEN =
  "A page with this title already exists: A page already exists with the same TITLE in this space";

describe("the trash", () => {
  test("takes a page; its child pages move up and its child folders go along", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Parent");
    const child = await addPage("Child", { parentId: id });
    const folder = server.person.addFolder(id, "Folder");
    const inFolder = await addPage("In the folder", { parentId: folder });
    expect((await v2("DELETE", `pages/${id}`)).status).toBe(204);
    expect((await v2("GET", `pages/${id}`)).body["status"]).toBe("trashed");
    expect(server.page(child)).toMatchObject({ status: "current", parentId: server.rootPageId });
    expect([server.page(folder).status, server.page(inFolder).status]).toEqual(["trashed", "trashed"]);
    expect(titles(await v2("GET", "pages"))).not.toContain("Parent");
    expect((await v2("DELETE", `pages/${id}`)).status).toBe(404);
  });

  test("hides a page from those who may not look into it", async () => {
    const { addPage, v2, server } = await openAsked({ trashedReadable: false });
    const id = await addPage("Page");
    server.person.trash(id);
    expect((await v2("GET", `pages/${id}`)).status).toBe(404);
  });

  test("gives a page back by an update, with its old body, below the home page when the parent is gone", async () => {
    const { addPage, v2, server } = await openAsked();
    const parent = await addPage("Parent");
    const id = await addPage("Page", { parentId: parent });
    server.person.trash(id);
    server.person.trash(parent);
    expect((await v2("PUT", `pages/${id}`, update(id, 2, { title: "Other" }))).status).toBe(200);
    expect(server.page(id)).toMatchObject({
      status: "current",
      parentId: server.homepageId,
      title: "Page",
      version: 2,
    });
    expect(server.storageOf(id)).toContain("text");
  });

  test("does not give a page back whose title is taken now", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    server.person.trash(id);
    await addPage("page");
    expect(refusal(await v2("PUT", `pages/${id}`, update(id, 2)))).toBe(`400 ${TAKEN}`);
  });

  test("is emptied page by page, once", async () => {
    const { addPage, v2 } = await openAsked();
    const id = await addPage("Page");
    expect((await v2("DELETE", `pages/${id}?purge=true`)).status).toBe(400);
    await v2("DELETE", `pages/${id}`);
    expect((await v2("DELETE", `pages/${id}?purge=true`)).status).toBe(204);
    expect((await v2("GET", `pages/${id}`)).status).toBe(404);
    expect((await v2("DELETE", `pages/${id}?purge=true`)).status).toBe(500);
  });
});

describe("the archive", () => {
  test("takes pages by a long task, and lifts what was below them", async () => {
    const { addPage, v1, v2, server } = await openAsked();
    const id = await addPage("Page");
    const child = await addPage("Child", { parentId: id });
    const reply = await v1("POST", "content/archive", { pages: [{ id }] });
    expect(reply.status).toBe(202);
    const task = `longtask/${textAt(reply.body, "id")}`;
    expect((await v1("GET", task)).body).toMatchObject({ finished: false });
    expect((await v1("GET", task)).body).toMatchObject({ finished: true, successful: true });
    expect((await v2("GET", `pages/${id}`)).body["status"]).toBe("archived");
    expect(server.page(child).parentId).toBe(server.rootPageId);
    expect(titles(await v2("GET", `pages/${server.rootPageId}/direct-children`))).toEqual(["Child"]);
    expect(titles(await v2("GET", "pages"))).toContain("Page");
    expect(titles(await v2("GET", "pages?status=current"))).not.toContain("Page");
  });

  test("fails with 500 for an id that is not known, and is closed to updates", async () => {
    const { addPage, v1, v2, server } = await openAsked();
    expect((await v1("POST", "content/archive", { pages: [{ id: 4711 }] })).status).toBe(500);
    const id = await addPage("Page");
    server.person.archive(id);
    expect((await v2("PUT", `pages/${id}`, update(id, 2))).status).toBe(400);
    server.person.unarchive(id);
    expect(server.page(id)).toMatchObject({ status: "current", parentId: server.rootPageId });
  });
});
