import { describe, expect, test } from "vitest";

import { at, openAsked, refusal, storage, textAt, titles, update } from "./ask.ts";

const TAKEN =
  "A page with this title already exists: A page already exists with the same TITLE in this space";

describe("a new page", () => {
  test("goes below the parent that was named, or below the home page", async () => {
    const { server, createPage } = await openAsked();
    const named = await createPage("One");
    expect(named.body).toMatchObject({
      parentId: server.rootPageId,
      spaceId: server.spaceId,
      version: { number: 1 },
    });
    const bare = await createPage("Two", { parentId: undefined });
    expect(bare.body["parentId"]).toBe(server.homepageId);
    expect(
      (await createPage("Three", { parentId: undefined }, "?root-level=true")).body["parentId"],
    ).toBeNull();
    expect(server.violations).toEqual([]);
  });

  test("needs a parent that is there, in its own space", async () => {
    const { server, createPage } = await openAsked();
    expect((await createPage("One", { parentId: "4711" })).status).toBe(404);
    expect(refusal(await createPage("One", { parentId: server.otherSpace.homepageId }))).toContain(
      "400 The parent",
    );
    expect((await createPage("One", { spaceId: "4711" })).status).toBe(404);
  });

  test.each([
    ["missing", "", "Title is required"],
    ["blank", "  ", "Title is required"],
    ["of 256 characters", "x".repeat(256), "Title is too long"],
    ["with a control character", "a\u0007b", "Title holds an illegal character"],
    ["with half of an emoji", "a\ud800b", "Title holds an illegal character"],
  ])("has a title that may be stored, and none %s", async (_, title, problem) => {
    const { createPage } = await openAsked();
    expect(refusal(await createPage(title))).toContain(`400 ${problem}`);
  });

  test("of 255 characters is let through", async () => {
    const { createPage } = await openAsked();
    expect((await createPage("x".repeat(255))).status).toBe(200);
  });

  test("brings a body in storage format or is refused", async () => {
    const { createPage } = await openAsked();
    expect((await createPage("One", { body: { representation: "wiki", value: "x" } })).status).toBe(400);
    expect((await createPage("One", { body: { storage: storage("<p>x</p>") } })).status).toBe(200);
  });

  test("that is larger than 5 MB is 413", async () => {
    const { createPage } = await openAsked();
    const reply = await createPage("One", { body: storage(`<p>${"x".repeat(5_242_880)}</p>`) });
    expect(refusal(reply)).toContain("413 Request too large");
  });
});

describe("a title", () => {
  test("is one page's own in the space, whatever its case", async () => {
    const { createPage, server } = await openAsked();
    await createPage("One");
    expect(refusal(await createPage("oNE", { parentId: server.homepageId }))).toBe(`400 ${TAKEN}`);
  });

  test("is also held by archived pages, drafts and pages that cannot be seen, but not by trashed ones", async () => {
    const { createPage, addPage, server } = await openAsked();
    const archived = await addPage("Archived");
    server.person.archive(archived);
    const hidden = server.person.addPage(server.homepageId, "Hidden");
    server.person.restrict(hidden);
    await createPage("Draft", { status: "draft" });
    server.person.trash(await addPage("Trashed"));
    for (const title of ["archived", "hidden", "draft"]) {
      expect(refusal(await createPage(title))).toBe(`400 ${TAKEN}`);
    }
    expect((await createPage("trashed")).status).toBe(200);
  });

  test("may be had again in another space, and by nobody on rename", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("One");
    await addPage("Two");
    const other = { spaceId: server.otherSpace.id, title: "One", status: "current", body: storage("") };
    expect((await v2("POST", "pages", other)).status).toBe(200);
    expect(refusal(await v2("PUT", `pages/${id}`, update(id, 2, { title: "TWO" })))).toBe(`400 ${TAKEN}`);
    expect(refusal(await v2("PUT", `pages/${id}/title`, { status: "current", title: "two" }))).toBe(
      `400 ${TAKEN}`,
    );
    expect((await v2("PUT", `pages/${id}/title`, { status: "current", title: "ONE" })).status).toBe(200);
  });

  test("is looked up letter by letter", async () => {
    const { addPage, v2 } = await openAsked();
    await addPage("One");
    expect(titles(await v2("GET", "pages?title=One"))).toEqual(["One"]);
    expect(titles(await v2("GET", "pages?title=one"))).toEqual([]);
  });

  test("is followed by the links to it, without a new version", async () => {
    const { addPage, v2, server } = await openAsked();
    const target = await addPage("Old");
    const link = '<p><ac:link><ri:page ri:content-title="Old"/></ac:link></p>';
    const linking = await addPage("Linking", { body: storage(link) });
    await v2("PUT", `pages/${target}/title`, { status: "current", title: "New & shiny" });
    expect(server.page(linking)).toMatchObject({ version: 1 });
    expect(server.storageOf(linking)).toContain('ri:content-title="New &amp; shiny"');
  });
});

describe("an update", () => {
  test("carries the next version number or is a conflict", async () => {
    const { addPage, v2 } = await openAsked();
    const id = await addPage("Page");
    for (const number of [1, 3]) {
      const words = `409 Version must be incremented when updating a page. Current Version: [1]. Provided version: [${number}]`;
      expect(refusal(await v2("PUT", `pages/${id}`, update(id, number)))).toBe(words);
    }
    expect((await v2("PUT", `pages/${id}`, update(id, 2))).body).toMatchObject({ version: { number: 2 } });
  });

  test("with an empty body erases the page", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    expect(at((await v2("GET", `pages/${id}`)).body, "body.storage")).toBeUndefined();
    await v2("PUT", `pages/${id}`, update(id, 2, { body: storage("") }));
    expect(server.storageOf(id)).toBe("");
  });

  test("moves the page within its space, last among its new siblings", async () => {
    const { addPage, v2, server } = await openAsked();
    const [a, b, c] = [await addPage("A"), await addPage("B"), await addPage("C")];
    await v2("PUT", `pages/${b}`, update(b, 2, { title: "B", parentId: a }));
    await v2("PUT", `pages/${c}`, update(c, 2, { title: "C", parentId: a }));
    expect(titles(await v2("GET", `pages/${a}/direct-children`))).toEqual(["B", "C"]);
    expect((await v2("PUT", `pages/${a}`, update(a, 2, { title: "A", parentId: c }))).status).toBe(400);
    const abroad = update(a, 2, { title: "A", spaceId: server.otherSpace.id });
    expect((await v2("PUT", `pages/${a}`, abroad)).status).toBe(400);
  });

  test("names the page in the body as in the path", async () => {
    const { addPage, v2 } = await openAsked();
    const id = await addPage("Page");
    expect((await v2("PUT", `pages/${id}`, update("1", 2))).status).toBe(400);
  });

  test("of a draft stays at version 1 and can publish it", async () => {
    const { createPage, v2, server } = await openAsked();
    const id = textAt((await createPage("Page", { status: "draft" })).body, "id");
    expect((await v2("GET", `pages/${id}`)).status).toBe(404);
    expect((await v2("GET", `pages/${id}?get-draft=true`)).status).toBe(200);
    expect((await v2("PUT", `pages/${id}`, update(id, 2))).status).toBe(409);
    expect((await v2("PUT", `pages/${id}`, update(id, 1))).body).toMatchObject({ status: "current" });
    expect(server.page(id)).toMatchObject({ version: 1, status: "current" });
  });
});

describe("versions", () => {
  test("are listed newest first, and an old body can be read", async () => {
    const { addPage, v2 } = await openAsked();
    const id = await addPage("Page");
    await v2("PUT", `pages/${id}`, update(id, 2, { version: { number: 2, message: "why" } }));
    const list = await v2("GET", `pages/${id}/versions`);
    expect(list.body["results"]).toMatchObject([{ number: 2, message: "why" }, { number: 1 }]);
    const old = await v2("GET", `pages/${id}?version=1&body-format=storage`);
    expect(at(old.body, "body.storage.value")).toContain("text");
    expect((await v2("GET", `pages/${id}/versions/2`)).body).toMatchObject({ number: 2, prevVersion: 1 });
    expect((await v2("GET", `pages/${id}/versions/3`)).status).toBe(404);
  });

  test("are counted anew when one is deleted", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    await v2("PUT", `pages/${id}`, update(id, 2));
    await v2("PUT", `pages/${id}`, update(id, 3));
    server.person.deleteVersion(id, 1);
    expect(server.page(id).version).toBe(2);
  });
});

test("included lists are cut at 50", async () => {
  const { addPage, v2, server } = await openAsked();
  const id = await addPage("Page");
  for (let index = 0; index < 60; index++) server.person.addLabel(id, `label-${index}`);
  const reply = await v2("GET", `pages/${id}?include-labels=true&include-properties=true`);
  expect(at(reply.body, "labels.results")).toHaveLength(50);
  expect(at(reply.body, "labels.meta.hasMore")).toBe(true);
  expect(at(reply.body, "properties.results")).toMatchObject([{ key: "page-title-property-published" }]);
});

test("a state makes a new version", async () => {
  const { addPage, v1, server } = await openAsked();
  const id = await addPage("Page");
  await v1("PUT", `content/${id}/state?status=current`, { name: "Ready", color: "#00ff00" });
  expect((await v1("GET", `content/${id}/state`)).body).toMatchObject({ contentState: { name: "Ready" } });
  expect(server.page(id).version).toBe(2);
});
