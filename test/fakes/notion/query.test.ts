import { describe, expect, test } from "vitest";

import { at, openTable, refusal, textAt } from "./ask.ts";
import type { Reply } from "./ask.ts";
import type { Json } from "./json.ts";

const titles = (reply: Reply): string[] =>
  (reply.body["results"] as Json[]).map((row) => textAt(row, "properties.Name.title.0.plain_text"));

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

async function openRows() {
  const table = await openTable({ now: () => START + 100 * MINUTE });
  table.server.seedRows(table.dataSourceId, 6, (index) => ({
    values: {
      Name: `Row ${index}`,
      Kind: index % 2 === 0 ? "Bug" : "Wish",
      Tags: index < 2 ? ["red", "blue"] : [],
      State: index === 0 ? "Done" : "Not started",
      Count: index === 5 ? null : index,
      Day: `2026-01-0${index + 1}`,
      Done: index === 3,
      Link: index === 4 ? "https://example.com/4" : null,
    },
    createdAt: START + index * MINUTE,
  }));
  const found = async (filter: Json) =>
    titles(await table.query({ filter }))
      .toSorted()
      .map((title) => title.at(-1))
      .join("");
  return { ...table, found };
}

describe("a filter", () => {
  test("tests each type of property", async () => {
    const { found } = await openRows();
    expect(await found({ property: "Name", title: { starts_with: "row 1" } })).toBe("1");
    expect(await found({ property: "Kind", select: { equals: "Bug" } })).toBe("024");
    expect(await found({ property: "Kind", select: { does_not_equal: ["Bug", "Wish"] } })).toBe("");
    expect(await found({ property: "Tags", multi_select: { contains: "red" } })).toBe("01");
    expect(await found({ property: "Tags", multi_select: { is_empty: true } })).toBe("2345");
    expect(await found({ property: "State", status: { equals: "Complete" } })).toBe("0");
    expect(await found({ property: "Count", number: { greater_than_or_equal_to: 3 } })).toBe("34");
    expect(await found({ property: "Count", number: { is_empty: true } })).toBe("5");
    expect(await found({ property: "Day", date: { on_or_before: "2026-01-02" } })).toBe("01");
    expect(await found({ property: "Done", checkbox: { equals: true } })).toBe("3");
    expect(await found({ property: "Link", url: { is_not_empty: true } })).toBe("4");
    expect(await found({ property: "Number", unique_id: { equals: 2 } })).toBe("1");
  });

  test("tests the times, to the minute", async () => {
    const { found } = await openRows();
    const minute = new Date(START + 3 * MINUTE).toISOString();
    const created = (operator: string) =>
      found({ timestamp: "created_time", created_time: { [operator]: minute } });
    expect(await created("on_or_after")).toBe("345");
    expect(await created("after")).toBe("45");
    expect(await created("before")).toBe("012");
    expect(await created("on_or_before")).toBe("0123");
    expect(await created("equals")).toBe("3");
    expect(await found({ timestamp: "last_edited_time", last_edited_time: { on_or_after: "today" } })).toBe(
      "012345",
    );
  });

  test("nests groups two levels deep and no deeper", async () => {
    const { found, query } = await openRows();
    const bug = { property: "Kind", select: { equals: "Bug" } };
    const small = { property: "Count", number: { less_than: 3 } };
    expect(
      await found({ or: [{ and: [bug, small] }, { property: "Done", checkbox: { equals: true } }] }),
    ).toBe("023");
    expect(refusal(await query({ filter: { or: [{ and: [{ or: [bug] }] }] } }))).toContain("2 levels deep");
  });

  test("that cannot be is refused in the words that clients know", async () => {
    const { query } = await openRows();
    const refused = async (filter: Json) => refusal(await query({ filter }));
    expect(await refused({ property: "Nope", number: { equals: 1 } })).toBe(
      "400 validation_error: Could not find property with name or id: Nope",
    );
    expect(await refused({ property: "Kind", number: { equals: 1 } })).toBe(
      "400 validation_error: database property select does not match filter number",
    );
    expect(await refused({ property: "Kind", select: { equals: "Bugg" } })).toContain(
      'Available options: "Bug", "Wish".',
    );
    expect(await refused({ property: "Kind", select: { equals: "Bug", is_empty: true } })).toContain(
      "exactly one operator",
    );
    expect(await refused({ property: "Count", number: { equals: "1" } })).toContain("should be a number");
  });

  test("names a property by its id too", async () => {
    const { found, server, dataSourceId } = await openRows();
    const id = textAt(server.schemaOf(dataSourceId), "Done.id");
    expect(await found({ property: id, checkbox: { equals: true } })).toBe("3");
  });
});

describe("an order", () => {
  test("is as asked, with empty values last", async () => {
    const { query } = await openRows();
    const sorted = await query({ sorts: [{ property: "Count", direction: "descending" }] });
    expect(titles(sorted)).toEqual(["Row 4", "Row 3", "Row 2", "Row 1", "Row 0", "Row 5"]);
    const two = await query({
      sorts: [
        { property: "Kind", direction: "ascending" },
        { timestamp: "created_time", direction: "descending" },
      ],
    });
    expect(titles(two)).toEqual(["Row 4", "Row 2", "Row 0", "Row 5", "Row 3", "Row 1"]);
    const unknown = await query({ sorts: [{ property: "Nope", direction: "ascending" }] });
    expect(refusal(unknown)).toContain("Could not find sort property with name or id: Nope");
  });

  test("is not that of creation when none is asked for", async () => {
    const { query, server, dataSourceId } = await openTable();
    server.seedRows(dataSourceId, 20, (index) => ({ values: { Name: String(index).padStart(2, "0") } }));
    const unsorted = titles(await query());
    expect(unsorted).not.toEqual(unsorted.toSorted());
    expect(titles(await query())).toEqual(unsorted);
  });
});

describe("what a query returns", () => {
  test("is all rows but trashed and archived ones", async () => {
    const { query, server, dataSourceId } = await openTable();
    const [live, trashed, archived] = ["live", "trashed", "archived"].map((Name) =>
      server.person.addRow(dataSourceId, { values: { Name } }),
    );
    server.person.trash(trashed ?? "");
    server.person.archive(archived ?? "");
    expect(at((await query()).body, "results.0.id")).toBe(live);
    expect(titles(await query())).toEqual(["live"]);
    expect(titles(await query({ is_archived: true }))).toEqual(["archived"]);
    expect(refusal(await query({ in_trash: true }))).toContain("in_trash should be not present");
  });

  test("has only the properties asked for", async () => {
    const { ask, server, dataSourceId } = await openTable();
    server.person.addRow(dataSourceId);
    const reply = await ask(
      "POST",
      `data_sources/${dataSourceId}/query?filter_properties=Kind&filter_properties=title`,
      {},
    );
    expect(Object.keys(at(reply.body, "results.0.properties") as Json)).toEqual(["Name", "Kind"]);
  });

  test("ends at 10,000 rows and says so on every page, with has_more false on the last", async () => {
    const { query, server, dataSourceId } = await openTable();
    server.seedRows(dataSourceId, 25_000, (index) => ({
      values: { Count: index },
      createdAt: START + index * MINUTE,
    }));
    const startedAt = performance.now();
    const ids = new Set<string>();
    const said = new Set<string>();
    let start_cursor: unknown;
    do {
      const { body } = await query({ start_cursor: start_cursor ?? null });
      for (const row of body["results"] as Json[]) ids.add(textAt(row, "id"));
      said.add(JSON.stringify(body["request_status"]));
      start_cursor = body["next_cursor"];
      expect(body["has_more"]).toBe(start_cursor !== null);
    } while (start_cursor !== null);
    expect(ids.size).toBe(10_000);
    expect([...said]).toEqual(['{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}']);
    const window = await query({
      filter: {
        timestamp: "created_time",
        created_time: { on_or_after: new Date(START + 24_950 * MINUTE).toISOString() },
      },
    });
    expect(window.body).toMatchObject({ has_more: false, request_status: { type: "complete" } });
    expect(window.body["results"]).toHaveLength(50);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("belongs to one question: its cursor does not continue another", async () => {
    const { query, server, dataSourceId } = await openTable();
    server.seedRows(dataSourceId, 5, () => ({}));
    const { body } = await query({ page_size: 2 });
    const other = {
      filter: { property: "Done", checkbox: { equals: false } },
      start_cursor: body["next_cursor"],
    };
    expect(refusal(await query(other))).toContain("start_cursor provided is invalid");
  });
});

test("a trashed data source has no rows to show, or is not found, as the test wishes", async () => {
  for (const trashedSourceQuery of ["empty", "not_found"] as const) {
    const { query, server, databaseId, dataSourceId } = await openTable({ trashedSourceQuery });
    server.person.addRow(dataSourceId);
    server.person.trash(databaseId);
    const reply = await query();
    expect(trashedSourceQuery === "empty" ? reply.body["results"] : reply.status).toEqual(
      trashedSourceQuery === "empty" ? [] : 404,
    );
  }
});
