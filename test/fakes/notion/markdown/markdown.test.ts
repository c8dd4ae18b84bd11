import { describe, expect, test } from "vitest";

import { openAsked, openTable, paragraph, refusal, textAt, words } from "../ask.ts";
import type { NotionOptions } from "../options.ts";

const EVERYTHING = [
  "# One",
  '## Two {color="gray"}',
  '### Three {toggle="true"}',
  "\tinside",
  "#### Four",
  "plain **bold** *italic* `code` [link](https://example.com/) ~~gone~~",
  'a <span color="gray">grey</span> word<br>and a second line',
  "<empty-block/>",
  "- a",
  "\t- b",
  "\t\t- c",
  "1. first",
  "2. second",
  "- [ ] open",
  "- [x] done",
  "> quoted",
  "---",
  "```typescript",
  "const x = `*${1}*`;",
  "\tindented",
  "```",
  "$$",
  "e = mc^2",
  "$$",
  '<callout icon="💡" color="gray_bg">',
  "\ttext",
  "\t- item",
  "</callout>",
  "<details>",
  "<summary>More</summary>",
  "\thidden",
  "</details>",
  '<table header-row="true">',
  "<tr>",
  "<td>a</td>",
  String.raw`<td>b\|c</td>`,
  "</tr>",
  "</table>",
  "<columns>",
  "\t<column>",
  "\t\tleft",
  "\t</column>",
  "\t<column>",
  "\t\tright",
  "\t</column>",
  "</columns>",
  "<table_of_contents/>",
  "![A picture](https://example.com/a.png)",
].join("\n");

async function openPage(markdown: string, options: NotionOptions = {}) {
  const opened = await openAsked(options);
  const { ask, server } = opened;
  const made = await ask("POST", "pages", {
    parent: { page_id: server.rootPageId },
    properties: { title: words("Page") },
    markdown,
  });
  const id = textAt(made.body, "id");
  const read = async () => textAt((await ask("GET", `pages/${id}/markdown`)).body, "markdown");
  const patch = (body: unknown) => ask("PATCH", `pages/${id}/markdown`, body);
  const update = (old_str: string, new_str: string, more: object = {}, allow: object = {}) =>
    patch({
      type: "update_content",
      update_content: { content_updates: [{ old_str, new_str, ...more }], ...allow },
    });
  const replace = (new_str: string, allow: object = {}) =>
    patch({ type: "replace_content", replace_content: { new_str, ...allow } });
  const blockIds = async () => {
    const { body } = await ask("GET", `blocks/${id}/children`);
    return (body["results"] as { id: string }[]).map((block) => block.id);
  };
  return { ...opened, id, read, patch, update, replace, blockIds };
}

test("what is written is read back, block for block", async () => {
  const { read } = await openPage(EVERYTHING);
  expect(await read()).toBe(EVERYTHING);
});

test("ordinary Markdown is understood: blank lines, nested lists by blanks, pipe tables", async () => {
  const { read } = await openPage(
    "Text one\n\nText two\n\n* a\n  * b\n\n| H |\n| --- |\n| 1 |\n\n##### Five",
  );
  expect(await read()).toBe(
    [
      "Text one",
      "Text two",
      "- a",
      "\t- b",
      '<table header-row="true">',
      "<tr>",
      "<td>H</td>",
      "</tr>",
      "<tr>",
      "<td>1</td>",
      "</tr>",
      "</table>",
      "#### Five",
    ].join("\n"),
  );
});

test("without a title the first level-1 heading is the title and leaves the body", async () => {
  const { ask, server } = await openAsked();
  const made = await ask("POST", "pages", {
    parent: { page_id: server.rootPageId },
    markdown: "# Report\ntext",
  });
  const id = textAt(made.body, "id");
  expect(textAt(made.body, "properties.title.title.0.plain_text")).toBe("Report");
  expect(server.markdownOf(id)).toBe("text");
});

test("markdown and children exclude each other", async () => {
  const { ask, server } = await openAsked();
  const reply = await ask("POST", "pages", {
    parent: { page_id: server.rootPageId },
    markdown: "x",
    children: [],
  });
  expect(refusal(reply)).toContain("only one of children, content and markdown");
});

describe("an update of parts", () => {
  test("needs exactly one match, to the letter", async () => {
    const { update, read } = await openPage("one\ntwo\ntwo");
    expect(refusal(await update("Two", "2"))).toContain("No match found");
    expect(refusal(await update("two", "2"))).toContain("Multiple matches (2) found");
    expect((await update("two", "2", { replace_all_matches: true })).status).toBe(200);
    expect(await read()).toBe("one\n2\n2");
    expect((await update("", "x")).status).toBe(400);
  });

  test("keeps the blocks it does not touch", async () => {
    const { update, blockIds } = await openPage("one\ntwo\nthree");
    const before = await blockIds();
    await update("two", "2\nand a half");
    const after = await blockIds();
    expect([after[0], after[3]]).toEqual([before[0], before[2]]);
    expect(before).not.toContain(after[1]);
  });

  test("keeps blocks that markdown does not show", async () => {
    const { ask, id, update, read, replace } = await openPage("one");
    await ask("PATCH", `blocks/${id}/children`, {
      children: [{ bookmark: { url: "https://example.com/" } }, paragraph("two")],
    });
    expect(await read()).toBe("one\ntwo");
    await update("one", "1");
    const types = async () => {
      const { body } = await ask("GET", `blocks/${id}/children`);
      return (body["results"] as { type: string }[]).map((block) => block.type);
    };
    expect(await types()).toEqual(["paragraph", "bookmark", "paragraph"]);
    await replace("all new");
    expect(await types()).toEqual(["paragraph"]);
  });
});

describe("child pages and databases", () => {
  const openFamily = async () => {
    const page = await openPage("text");
    const child = page.server.person.addPage(page.id, "Child");
    const { databaseId } = page.server.person.addDatabase(page.id, "Table");
    return { ...page, child, databaseId };
  };

  test("are tags in the text", async () => {
    const { read, child, databaseId } = await openFamily();
    expect(await read()).toBe(
      `text\n<page url="https://www.notion.so/${child.replaceAll("-", "")}">Child</page>\n<database url="https://www.notion.so/${databaseId.replaceAll("-", "")}" inline="false">Table</database>`,
    );
  });

  test("are not deleted by leaving their tags out, unless that is allowed", async () => {
    const { replace, server, child, databaseId, id } = await openFamily();
    const refused = refusal(await replace("new"));
    expect(refused).toContain(`Child (${child})`);
    expect(refused).toContain(`Table (${databaseId})`);
    expect(server.textOf(id)).toContain("text");
    await replace("new", { allow_deleting_content: true });
    expect(server.databases()).toMatchObject([{ inTrash: true }]);
  });

  test("stay when their tags stay, but a database takes the tag's text for its title", async () => {
    const { replace, read, server, id } = await openFamily();
    const tags = (await read()).split("\n").slice(1).join("\n");
    await replace(`new\n${tags.replace("Table<", "Other<")}`);
    expect(server.databases()).toMatchObject([{ title: "Other", inTrash: false, parentId: id }]);
    expect(server.pages().find((page) => page.title === "Child")).toMatchObject({
      inTrash: false,
      parentId: id,
    });
  });

  test("of other pages cannot be named", async () => {
    const { replace, server, read } = await openFamily();
    const stranger = server.person.addPage(server.rootPageId, "Stranger");
    const tags = (await read()).split("\n").slice(1).join("\n");
    const reply = await replace(`${tags}\n<page url="https://www.notion.so/${stranger}">Stranger</page>`);
    expect(refusal(reply)).toContain("is not a child of this page");
  });
});

describe("a read that is not whole", () => {
  test("says so for children that are not shared", async () => {
    const { ask, server, id } = await openPage("text");
    const child = server.person.addPage(id, "Secret");
    server.person.unshare(child);
    const { body } = await ask("GET", `pages/${id}/markdown`);
    expect(body).toMatchObject({ truncated: true, unknown_block_ids: [child] });
    expect(textAt(body, "markdown")).toMatch(/^text\n<unknown url="[^"]+" alt="page"\/>$/);
    expect((await ask("GET", `pages/${child}/markdown`)).status).toBe(404);
  });

  test("says so beyond its number of blocks, and gives the rest by id", async () => {
    const { ask, id } = await openPage("one\ntwo\nthree", { markdownBlockLimit: 2 });
    const { body } = await ask("GET", `pages/${id}/markdown`);
    expect(body).toMatchObject({ markdown: "one\ntwo", truncated: true });
    expect(body["unknown_block_ids"]).toHaveLength(1);
    const rest = await ask("GET", `pages/${textAt(body, "unknown_block_ids.0")}/markdown`);
    expect(rest.status).toBe(200);
  });
});

test("content is inserted at the start, at the end, or behind a selection", async () => {
  const { patch, read } = await openPage("alpha beta\ngamma");
  const insert = (content: string, where: object) =>
    patch({ type: "insert_content", insert_content: { content, ...where } });
  await insert("start", { position: { type: "start" } });
  await insert("end", {});
  await insert("middle", { after: "alpha...beta" });
  expect(await read()).toBe("start\nalpha beta\nmiddle\ngamma\nend");
});

test("asynchronous work is answered with a task, and done when it is polled", async () => {
  const { ask, patch, read } = await openPage("old");
  const accepted = await patch({
    type: "replace_content",
    replace_content: { new_str: "new" },
    allow_async: true,
  });
  expect(accepted.status).toBe(202);
  const task = textAt(accepted.body, "id");
  expect((await ask("GET", `async_tasks/${task}`)).body).toMatchObject({
    status: "running",
    poll_after_seconds: 1,
  });
  expect((await ask("GET", `async_tasks/${task}`)).body).toMatchObject({
    status: "succeeded",
    result: { markdown: "new" },
  });
  expect(await read()).toBe("new");
});

test("a row's body is markdown as well", async () => {
  const { createRow, server } = await openTable();
  const { body } = await createRow({ Name: { title: words("r") } }, { markdown: "# Head\ntext" });
  expect(server.markdownOf(textAt(body, "id"))).toBe("# Head\ntext");
});
