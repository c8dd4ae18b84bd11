import { describe, expect, test } from "vitest";

import { at, openAsked, refusal, textAt, titles } from "./ask.ts";

describe("the tree", () => {
  const open = async () => {
    const opened = await openAsked();
    const a = await opened.addPage("A");
    const folder = textAt(
      (await opened.v2("POST", "folders", { spaceId: opened.server.spaceId, parentId: a, title: "F" })).body,
      "id",
    );
    const b = await opened.addPage("B", { parentId: folder });
    const c = await opened.addPage("C", { parentId: b });
    return { ...opened, a, folder, b, c };
  };

  test("shows children of all kinds, but the deprecated list shows pages alone", async () => {
    const { v2, a, folder } = await open();
    const children = await v2("GET", `pages/${a}/direct-children`);
    expect(children.body["results"]).toMatchObject([{ id: folder, type: "folder", title: "F" }]);
    expect((await v2("GET", `pages/${a}/children`)).body["results"]).toEqual([]);
    expect(titles(await v2("GET", `folders/${folder}/direct-children`))).toEqual(["B"]);
  });

  test("is told two levels deep unless more is asked for", async () => {
    const { v2, a } = await open();
    expect(titles(await v2("GET", `pages/${a}/descendants`))).toEqual(["F", "B"]);
    const deep = await v2("GET", `pages/${a}/descendants?depth=3`);
    expect(deep.body["results"]).toMatchObject([{ depth: 1 }, { depth: 2 }, { depth: 3, title: "C" }]);
  });

  test("is told upwards from the root on", async () => {
    const { v2, server, a, folder, b, c } = await open();
    const ids = [server.homepageId, server.rootPageId, a, folder, b];
    const types = ["page", "page", "page", "folder", "page"];
    const expected = ids.map((id, index) => ({ id, type: types[index] }));
    expect((await v2("GET", `pages/${c}/ancestors`)).body["results"]).toEqual(expected);
  });

  test("asks for a folder as a folder", async () => {
    const { v2, a, folder } = await open();
    expect((await v2("GET", `pages/${folder}`)).status).toBe(404);
    expect((await v2("GET", `folders/${a}`)).status).toBe(404);
    expect(at((await v2("GET", `folders/${folder}`)).body, "createdAt")).toBeTypeOf("number");
  });

  test("loses a folder with all that it holds", async () => {
    const { v2, server, folder, c } = await open();
    expect((await v2("DELETE", `folders/${folder}`)).status).toBe(204);
    expect(server.page(c).status).toBe("trashed");
  });

  test("does not take two folders of one title, unless the double is told to", async () => {
    for (const [uniqueFolderTitles, status] of [
      [true, 400],
      [false, 200],
    ] as const) {
      const { v2, server } = await openAsked({ uniqueFolderTitles });
      server.person.addFolder(server.homepageId, "F");
      expect((await v2("POST", "folders", { spaceId: server.spaceId, title: "f" })).status).toBe(status);
    }
  });
});

describe("a move of the first generation", () => {
  test("puts a page before, after or below another one without a new version", async () => {
    const { addPage, v1, v2, server } = await openAsked();
    const [a, b, c] = [await addPage("A"), await addPage("B"), await addPage("C")];
    const children = async () => titles(await v2("GET", `pages/${server.rootPageId}/direct-children`));
    await v1("PUT", `content/${c}/move/before/${a}`);
    expect(await children()).toEqual(["C", "A", "B"]);
    await v1("PUT", `content/${c}/move/after/${a}`);
    expect(await children()).toEqual(["A", "C", "B"]);
    await v1("PUT", `content/${b}/move/append/${c}`);
    expect(server.page(b)).toMatchObject({ parentId: c, version: 1 });
    expect((await v1("PUT", `content/${c}/move/append/${b}`)).status).toBe(400);
    expect((await v1("PUT", `content/${c}/move/beside/${a}`)).status).toBe(400);
  });

  test("crosses spaces with all that is below, if the titles are free there", async () => {
    const { addPage, v1, server } = await openAsked();
    const a = await addPage("A");
    const b = await addPage("B", { parentId: a });
    const { id, homepageId } = server.otherSpace;
    const stranger = server.person.addPage(homepageId, "b");
    expect(refusal(await v1("PUT", `content/${a}/move/append/${homepageId}`))).toContain("400");
    server.person.trash(stranger);
    expect((await v1("PUT", `content/${a}/move/append/${homepageId}`)).status).toBe(200);
    expect([server.page(a).spaceId, server.page(b).spaceId]).toEqual([id, id]);
    expect(await addPage("A")).not.toBe(a);
  });
});
