import { describe, expect, test } from "vitest";

import { at, openAsked, refusal, titles, update } from "./ask.ts";

describe("a restricted page", () => {
  test("is not there for the bot: not by id, not in lists, not below, not for updates", async () => {
    const { addPage, v1, v2, server } = await openAsked();
    const id = await addPage("Page");
    const child = await addPage("Child", { parentId: id });
    server.person.restrict(id);
    for (const hidden of [id, child]) expect((await v2("GET", `pages/${hidden}`)).status).toBe(404);
    expect((await v2("PUT", `pages/${id}`, update(id, 2))).status).toBe(404);
    expect((await v1("POST", `content/${id}/label`, [])).status).toBe(404);
    expect(titles(await v2("GET", "pages"))).not.toContain("Child");
    expect((await v2("GET", `pages/${server.rootPageId}/direct-children`)).body["results"]).toEqual([]);
    server.person.restrict(id, [server.botId]);
    expect((await v2("GET", `pages/${child}`)).status).toBe(200);
    server.person.unrestrict(id);
    expect((await v2("GET", `pages/${id}`)).status).toBe(200);
  });

  test("for updates alone can be read, and refuses them", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    server.person.restrictUpdate(id);
    expect((await v2("GET", `pages/${id}`)).status).toBe(200);
    expect((await v2("PUT", `pages/${id}`, update(id, 2))).status).toBe(403);
    expect((await v2("DELETE", `pages/${id}`)).status).toBe(403);
  });

  test("needs every ancestor's permission, not the nearest one's alone", async () => {
    const { addPage, v2, server } = await openAsked();
    const id = await addPage("Page");
    const child = await addPage("Child", { parentId: id });
    server.person.restrict(id);
    server.person.restrict(child, [server.botId]);
    expect((await v2("GET", `pages/${child}`)).status).toBe(404);
  });
});

test("restrictions are set, read by operation, and asked for by user", async () => {
  const { addPage, v1, server } = await openAsked();
  const id = await addPage("Page");
  const path = `content/${id}/restriction`;
  const only = (...accountIds: string[]) => [
    {
      operation: "read",
      restrictions: { user: accountIds.map((accountId) => ({ type: "known", accountId })) },
    },
  ];
  expect(refusal(await v1("PUT", path, only(server.personId)))).toContain("400");
  expect((await v1("PUT", path, only(server.personId, server.botId))).status).toBe(200);
  const read = await v1("GET", `${path}/byOperation/read`);
  expect(at(read.body, "restrictions.user.results")).toHaveLength(2);
  const all = await v1("GET", `${path}/byOperation`);
  expect(at(all.body, "update.restrictions.user.results")).toEqual([]);
  const user = (operation: string) => `${path}/byOperation/${operation}/user?accountId=${server.personId}`;
  expect((await v1("GET", user("read"))).status).toBe(200);
  expect((await v1("GET", user("update"))).status).toBe(404);
  expect((await v1("POST", path, [{ ...only(server.botId)[0], operation: "update" }])).status).toBe(200);
  expect((await v1("POST", path, [{ ...only(server.personId)[0], operation: "update" }])).status).toBe(200);
  expect((await v1("GET", user("update"))).status).toBe(200);
  expect((await v1("DELETE", path)).status).toBe(200);
  expect((await v1("GET", user("read"))).status).toBe(404);
});

test("pages are left out of lists and search without a word, and are there by id", async () => {
  const { addPage, v1, v2, server, clock } = await openAsked();
  const id = await addPage("Page");
  await addPage("Other");
  clock.pass(60);
  server.omitFromLists((page) => page.title === "Page");
  for (const path of [
    "pages",
    `spaces/${server.spaceId}/pages`,
    `pages/${server.rootPageId}/direct-children`,
  ]) {
    const listed = titles(await v2("GET", path));
    expect(listed).toContain("Other");
    expect(listed).not.toContain("Page");
  }
  expect((await v1("GET", "search?cql=title=Page")).body["totalSize"]).toBe(0);
  expect((await v2("GET", `pages/${id}`)).status).toBe(200);
  server.omitFromLists(() => false);
  expect(titles(await v2("GET", "pages"))).toContain("Page");
});

describe("a page just made", () => {
  test("shows up only after a while", async () => {
    const { addPage, v2, clock } = await openAsked({ visibilityLagMs: 2000 });
    const id = await addPage("Page");
    expect((await v2("GET", `pages/${id}`)).status).toBe(404);
    expect(titles(await v2("GET", "pages"))).not.toContain("Page");
    clock.pass(2);
    expect((await v2("GET", `pages/${id}`)).status).toBe(200);
  });

  test("shows up only after some requests, and holds its title from the start", async () => {
    const { addPage, createPage, v2 } = await openAsked({ visibilityLagRequests: 2 });
    const id = await addPage("Page");
    expect((await createPage("Page")).status).toBe(400);
    expect((await v2("GET", `pages/${id}`)).status).toBe(404);
    expect((await v2("GET", `pages/${id}`)).status).toBe(200);
  });

  test("is missing from its parent's children as long as they lag", async () => {
    const { addPage, v2, server, clock } = await openAsked({ childrenLagMs: 3000 });
    await addPage("First");
    clock.pass(10);
    const second = await addPage("Second");
    const children = async () => titles(await v2("GET", `pages/${server.rootPageId}/direct-children`));
    expect(await children()).toEqual(["First"]);
    expect((await v2("GET", `pages/${second}`)).status).toBe(200);
    clock.pass(3);
    expect(await children()).toEqual(["First", "Second"]);
  });
});
