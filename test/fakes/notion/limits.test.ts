import { describe, expect, test } from "vitest";

import { openAsked, openTable, paragraph, refusal, words } from "./ask.ts";

/** Appends to a page of its own and says how that went. */
async function append(children: unknown): Promise<string> {
  const { ask, server } = await openAsked();
  const reply = await ask("PATCH", `blocks/${server.rootPageId}/children`, { children });
  return reply.status === 200 ? "200" : refusal(reply);
}

const nested = (levels: number): unknown => {
  const children = levels === 0 ? {} : { children: [nested(levels - 1)] };
  return { bulleted_list_item: { rich_text: words("x"), ...children } };
};

describe("a request with blocks", () => {
  test("holds at most 2,000 characters in one text, counted as UTF-16", async () => {
    expect(await append([paragraph("あ".repeat(2000))])).toBe("200");
    expect(await append([paragraph("あ".repeat(2001))])).toContain(
      "length should be ≤ `2000`, instead was `2001`",
    );
    expect(await append([paragraph("😀".repeat(1001))])).toContain("≤ `2000`, instead was `2002`");
  });

  test("holds at most 100 pieces of rich text and 100 children", async () => {
    const pieces = Array.from({ length: 101 }, () => words("x")[0]);
    expect(await append([{ paragraph: { rich_text: pieces } }])).toContain(
      "rich_text.length should be ≤ `100`",
    );
    expect(await append(Array.from({ length: 100 }, () => paragraph("x")))).toBe("200");
    expect(await append(Array.from({ length: 101 }, () => paragraph("x")))).toContain(
      "children.length should be ≤ `100`",
    );
  });

  test("nests two levels below the first, and no deeper", async () => {
    expect(await append([nested(2)])).toBe("200");
    expect(await append([nested(3)])).toContain("nest at most 2 levels");
  });

  test("nests one more inside columns, which are a frame", async () => {
    const column = (levels: number) => ({ column: { children: [nested(levels)] } });
    expect(await append([{ column_list: { children: [column(1), column(0)] } }])).toBe("200");
    expect(await append([{ column_list: { children: [column(2), column(0)] } }])).toContain("nest at most");
    expect(await append([{ column_list: { children: [column(0)] } }])).toContain("at least 2 column");
  });

  test("holds at most 1,000 blocks in all and 500 KB", async () => {
    const item = {
      bulleted_list_item: {
        rich_text: words("x"),
        children: Array.from({ length: 19 }, () => paragraph("y")),
      },
    };
    expect(await append(Array.from({ length: 50 }, () => item))).toBe("200");
    expect(await append(Array.from({ length: 51 }, () => item))).toContain("at most 1000 block elements");
    const big = Array.from({ length: 90 }, () => ({
      paragraph: { rich_text: [...words("あ".repeat(2000)), ...words("x")] },
    }));
    expect(await append(big)).toContain("413 validation_error");
  });

  test("has no key that is not known, at any depth", async () => {
    expect(await append([{ paragraph: { rich_text: [], bold: true } }])).toContain(
      "bold should be not present",
    );
    expect(await append([{ paragraph: { rich_text: words("x") }, divider: {} }])).toContain(
      "divider should be not present",
    );
    expect(await append([{ heading_5: { rich_text: [] } }])).toContain("heading_5 should be defined");
    expect(await append([{ divider: { children: [] } }])).toContain("does not support children");
  });

  test("holds links that are URLs of at most 2,000 characters", async () => {
    const link = (url: string) => [{ paragraph: { rich_text: [{ text: { content: "x", link: { url } } }] } }];
    expect(await append(link("https://example.com/a"))).toBe("200");
    for (const url of [
      "example",
      "ftp://example.com",
      "https://exa mple.com",
      "",
      `https://example.com/${"a".repeat(2000)}`,
    ]) {
      expect(await append(link(url))).toContain("400 validation_error");
    }
  });

  test("holds whole characters only: half an emoji is refused", async () => {
    expect(await append([paragraph("😀".slice(0, 1))])).toContain("lone surrogate");
  });

  test("holds equations of at most 1,000 characters, and tables as wide as they say", async () => {
    expect(await append([{ equation: { expression: "x".repeat(1001) } }])).toContain("≤ `1000`");
    const table = (width: number) => [
      { table: { table_width: width, children: [{ table_row: { cells: [words("a"), words("b")] } }] } },
    ];
    expect(await append(table(2))).toBe("200");
    expect(await append(table(3))).toContain("does not equal table width 3");
  });
});

describe("a row write", () => {
  test("takes values of the property's own type and no computed ones", async () => {
    const { createRow } = await openTable();
    expect(refusal(await createRow({ Nope: { number: 1 } }))).toContain(
      "Nope is not a property that exists.",
    );
    expect(refusal(await createRow({ Count: { checkbox: true } }))).toContain(
      "Count is expected to be number.",
    );
    expect(refusal(await createRow({ Count: { number: "3" } }))).toContain("Count.number should be");
    expect(refusal(await createRow({ Number: { unique_id: { number: 4 } } }))).toContain("computed");
    expect(refusal(await createRow({ Link: { url: "no url" } }))).toContain("valid URL");
    expect(refusal(await createRow({ Day: { date: { start: "tomorrow" } } }))).toContain("ISO 8601");
  });

  test("takes 100 tags at most, with names of at most 100 characters and no commas", async () => {
    const { createRow } = await openTable();
    const tags = (count: number) => ({
      Tags: { multi_select: Array.from({ length: count }, (_, n) => ({ name: `t${n}` })) },
    });
    expect((await createRow(tags(100))).status).toBe(200);
    expect(refusal(await createRow(tags(101)))).toContain("≤ `100`");
    expect(refusal(await createRow({ Kind: { select: { name: "a,b" } } }))).toContain(
      "should not contain commas",
    );
    expect(refusal(await createRow({ Kind: { select: { name: "x".repeat(101) } } }))).toContain("≤ `100`");
  });

  test("under a page has a title and nothing else", async () => {
    const { ask, server } = await openAsked();
    const parent = { page_id: server.rootPageId };
    const reply = await ask("POST", "pages", { parent, properties: { Kind: { select: { name: "x" } } } });
    expect(refusal(reply)).toContain("Kind is not a property that exists.");
    expect((await ask("POST", "pages", { parent, properties: { title: words("ok") } })).status).toBe(200);
  });

  test("that is refused changes nothing, not even the options", async () => {
    const { createRow, server, dataSourceId } = await openTable();
    await createRow({ Kind: { select: { name: "New" } }, Count: { number: "x" } });
    expect(server.rowsOf(dataSourceId)).toEqual([]);
    expect(JSON.stringify(server.schemaOf(dataSourceId))).not.toContain("New");
  });
});

test("a page needs a parent: an internal connection has no place at the workspace's root", async () => {
  const { ask } = await openAsked();
  expect(refusal(await ask("POST", "pages", { properties: {} }))).toContain("workspace-level");
  expect(refusal(await ask("POST", "pages", { parent: { workspace: true } }))).toContain("workspace-level");
});
