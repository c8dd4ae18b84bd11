import { describe, expect, test } from "vitest";

import { at, details, openAsked, refusal, reportMacro, storage, textAt, titles } from "./ask.ts";

const ask = (cql: string, more = "") => `search?cql=${encodeURIComponent(cql)}${more}`;

async function openTree() {
  const opened = await openAsked();
  const { server, addPage, clock } = opened;
  const north = await addPage("North");
  const south = await addPage("South");
  for (const [title, parentId] of [
    ["N1", north],
    ["N2", north],
    ["S1", south],
  ] as const) {
    server.person.addLabel(await addPage(title, { parentId }), "pk");
  }
  clock.pass(60);
  const find = async (cql: string, more = "") => titles(await opened.v1("GET", ask(cql, more)));
  return { ...opened, north, south, find };
}

describe("a query", () => {
  test("knows label, ancestor, parent, space, title, type, id, creator and macro, and how to join them", async () => {
    const { find, north, south, server, addPage, clock } = await openTree();
    await addPage("With a macro", { body: storage('<ac:structured-macro ac:name="toc" />') });
    clock.pass(60);
    expect(await find(`label = "pk" and ancestor = ${north}`)).toEqual(["N1", "N2"]);
    expect(await find(`label in ("pk", "x") and parent in (${north}, ${south}) order by title desc`)).toEqual(
      ["S1", "N2", "N1"],
    );
    expect(
      await find(
        `space = ${server.spaceKey} and not label = pk and creator = currentUser() and title != South`,
      ),
    ).toEqual(["North", "With a macro"]);
    expect(await find('title = "n1"')).toEqual(["N1"]);
    expect(await find(`id = ${north} or id = ${south}`)).toEqual(["North", "South"]);
    expect(await find("macro = toc")).toEqual(["With a macro"]);
    expect(await find(`type = folder or (label not in (pk) and parent = ${north})`)).toEqual([]);
  });

  test.each([
    ["label =", "Could not parse cql"],
    ["colour = red", "No field exists with name 'colour'"],
    ["label = pk and", "Could not parse cql"],
    ["ancestor = currentContent()", "needs a content in the cqlcontext"],
    ["lastmodified > yesterday", "Could not parse date"],
    ["label = pk order by colour", "cannot be used to order by"],
  ])("that is wrong is refused: %s", async (cql, problem) => {
    const { v1 } = await openTree();
    expect(refusal(await v1("GET", ask(cql)))).toContain(problem);
  });

  test("may be asked from a page, and for archived content", async () => {
    const { find, north, server, clock } = await openTree();
    const context = (json: object) => `&cqlcontext=${encodeURIComponent(JSON.stringify(json))}`;
    expect(await find("ancestor = currentContent()", context({ contentId: north }))).toEqual(["N1", "N2"]);
    server.person.archive(north);
    clock.pass(60);
    expect(await find("title = North")).toEqual([]);
    expect(await find("title = North", context({ contentStatuses: ["archived"] }))).toEqual(["North"]);
  });

  test("marks what it found by words", async () => {
    const { v1 } = await openTree();
    const reply = await v1("GET", ask('title ~ "North"'));
    expect(textAt(reply.body, "results.0.title")).toBe("@@@hl@@@North@@@endhl@@@");
    expect(at(reply.body, "results.0.content.title")).toBe("North");
  });

  test("reads dates by the minute, in the time zone of who asks", async () => {
    const { find, server, clock } = await openTree();
    server.person.renamePage(server.rootPageId, "Renamed");
    clock.pass(60);
    // The clock stands at 03:06 UTC, which is 12:06 in Tokyo; the rename was a minute ago.
    expect(await find('lastmodified >= "2026-11-02 12:05" and type = page')).toEqual(["Renamed"]);
    expect(await find('lastmodified >= "2026-11-02 12:06"')).toEqual([]);
    expect(await find('lastmodified >= now("-1m") order by lastmodified')).toEqual(["Renamed"]);
    expect(await find('created < now("-1d")')).toEqual([]);
  });

  test("is paged by its cursor; a start has no effect and a large limit is cut", async () => {
    const { v1, find, server } = await openTree();
    expect(await find("label = pk", "&start=2&limit=2")).toEqual(["N1", "N2"]);
    const first = await v1("GET", ask("label = pk", "&limit=2"));
    const next = textAt(first.body, "_links.next");
    expect(next).toMatch(/^\/rest\/api\/search\?/);
    expect(titles(await v1("GET", next.slice("/rest/api/".length)))).toEqual(["S1"]);
    server.seedPages(server.rootPageId, 300, (index) => ({ title: `Seed ${index}` }));
    expect(await find("title ~ Seed", "&limit=1000")).toHaveLength(250);
    const expanded = await v1("GET", `content/${ask("title ~ Seed", "&limit=1000&expand=body.storage")}`);
    expect(titles(expanded)).toHaveLength(50);
  });
});

test("search learns of changes only after a while, deletions too", async () => {
  const { v1, addPage, server, clock } = await openAsked({ searchLagMs: 10_000 });
  const count = async () => (await v1("GET", ask("title = Page"))).body["totalSize"];
  const id = await addPage("Page");
  expect(await count()).toBe(0);
  clock.pass(10);
  expect(await count()).toBe(1);
  server.person.purge((server.person.trash(id), id));
  clock.pass(9);
  expect(await count()).toBe(1);
  clock.pass(1);
  expect(await count()).toBe(0);
});

test("search learns of labels and moves only after a while", async () => {
  const { v1, addPage, server, clock } = await openAsked();
  const [id, parent] = [await addPage("Page"), await addPage("Parent")];
  clock.pass(60);
  const find = async () => titles(await v1("GET", ask(`label = pk or ancestor = ${parent}`)));
  server.person.addLabel(id, "pk");
  expect(await find()).toEqual([]);
  clock.pass(10);
  expect(await find()).toEqual(["Page"]);
  server.person.removeLabel(id, "pk");
  server.person.movePage(id, parent);
  expect(await find()).toEqual(["Page"]);
  server.person.movePage(id, server.rootPageId);
  clock.pass(10);
  expect(await find()).toEqual([]);
});

describe("a Page Properties Report", () => {
  const open = async (parameters: Record<string, string> = {}) => {
    const opened = await openAsked();
    const { addPage, server, clock } = opened;
    const index = await addPage("Index", { body: storage(reportMacro(parameters)) });
    const addEntry = async (title: string, rows: Record<string, string>, more = "") => {
      const id = await addPage(title, { parentId: index, body: storage(details(rows, more)) });
      server.person.addLabel(id, "pk");
      return id;
    };
    const report = () => {
      clock.pass(60);
      const [seen] = server.report(index);
      if (!seen) throw new Error("There is no report.");
      return seen;
    };
    return { ...opened, index, addEntry, report };
  };

  test("shows the chosen columns of the labelled pages below it, by title", async () => {
    const { addEntry, addPage, report, server } = await open({ headings: "Key,Owner", firstcolumn: "Issue" });
    await addEntry("Second", { Key: "2", Owner: "B", Other: "x" });
    await addEntry("First", { Key: "1", Owner: "A" });
    server.person.addLabel(await addPage("Stranger", { body: storage(details({ Key: "9" })) }), "pk");
    expect(report()).toMatchObject({
      columns: ["Issue", "Key", "Owner"],
      rows: [
        ["First", "1", "A"],
        ["Second", "2", "B"],
      ],
    });
  });

  test("shows all columns when none are chosen, and the rows of one page at a time", async () => {
    const { addEntry, report } = await open({ pageSize: "2", sortBy: "Key" });
    for (const key of ["3", "1", "2"]) await addEntry(`Entry ${key}`, { Key: key });
    expect(report()).toMatchObject({
      columns: ["Title", "Key"],
      rows: [
        ["Entry 1", "1"],
        ["Entry 2", "2"],
      ],
      total: 3,
    });
  });

  test("shows 30 rows when it names no size", async () => {
    const { addEntry, report } = await open();
    for (let index = 0; index < 31; index++) await addEntry(`Entry ${index}`, { Key: "x" });
    expect([report().rows.length, report().total]).toEqual([30, 31]);
  });

  test("reads hidden properties that a reader of the page does not see", async () => {
    const { addEntry, report, server } = await open();
    const id = await addEntry("Entry", { Key: "1" }, '<ac:parameter ac:name="hidden">true</ac:parameter>');
    expect(report().rows).toEqual([["Entry", "1"]]);
    expect(server.viewTextOf(id)).toBe("");
  });

  test("loses rows whose key is no header cell, columns whose key was renamed, and pages without a table", async () => {
    const { addEntry, report, server } = await open({ headings: "Key,Owner" });
    const id = await addEntry("Entry", { Key: "1", Owner: "A" });
    server.person.renameRowLabel(id, "Owner", "Who");
    expect(report().rows).toEqual([["Entry", "1", ""]]);
    server.person.demoteRowLabel(id, "Key");
    expect(report().rows).toEqual([["Entry", "", ""]]);
    server.person.removeMacro(id, (macro) => macro.attributes["ac:name"] === "details");
    expect(report().rows).toEqual([]);
  });

  test("takes only the tables of its own id", async () => {
    const { addEntry, report } = await open({ id: "other" });
    await addEntry("Entry", { Key: "1" });
    expect(report().rows).toEqual([]);
  });

  test("lags behind, and is read with the reader's own permissions", async () => {
    const { addEntry, index, report, server, clock } = await open();
    const id = await addEntry("Entry", { Key: "1" });
    expect(server.report(index)).toMatchObject([{ rows: [] }]);
    expect(report().rows).toHaveLength(1);
    const other = server.person.addUser("Other person");
    server.person.restrict(id);
    clock.pass(60);
    expect(server.report(index)[0]?.rows).toHaveLength(1);
    expect(server.report(index, other)[0]?.rows).toEqual([]);
    server.person.archive(id);
    expect(report().rows).toEqual([]);
  });
});
