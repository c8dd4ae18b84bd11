import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { withBranches } from "../../src/release/reader.ts";
import { parseSince, parseUntil, type SearchFilter } from "../../src/search/filters.ts";
import { spec } from "../release/records.ts";
import { doc } from "./docs.ts";
import { worldOf } from "./index-world.ts";

const docs = [
  doc({
    id: "osk",
    unit: "br-osk",
    kind: "issue",
    state: "open",
    level: "head",
    products: ["複合機"],
    heardOn: "2026-09-01",
  }),
  doc({
    id: "sakai",
    unit: "br-sakai",
    kind: "success",
    theme: ["handover", "price"],
    products: ["複合機", "保守"],
    level: "field",
    heardOn: "2026-09-30",
  }),
  doc({ id: "fuk", unit: "br-fuk", kind: "failure", heardOn: "2026-10-01", partner: "q" }),
  doc({ id: "old", unit: "br-fuk", kind: "issue", updatedAt: "2026-08-31T23:00:00.000Z" }),
];
const world = await worldOf(docs);
const sorted = (names: readonly string[]): string[] => names.toSorted((a, b) => (a < b ? -1 : 1));
const ids = async (filter: SearchFilter, query = "") =>
  (await world.search(query, { filter })).hits.map((hit) => hit.doc.id).toSorted();

describe("a search is narrowed", () => {
  const units = (...keys: string[]) => new Set(keys);
  test.each([
    ["to nothing less without a filter", {}, ["osk", "sakai", "fuk", "old"]],
    ["to a partner", { partner: "q" }, ["fuk"]],
    ["to a unit", { units: units("br-osk") }, ["osk"]],
    ["to a kind", { kind: "issue" as const }, ["osk", "old"]],
    ["to a level", { level: "field" as const }, ["sakai"]],
    ["to what was heard on or after a day", { since: "2026-09-30" }, ["sakai", "fuk"]],
    ["to what was heard on or before a day", { until: "2026-09-01" }, ["osk", "old"]],
    ["to a period, both days in it", { since: "2026-09-01", until: "2026-09-30" }, ["osk", "sakai"]],
    ["by the day of change where nobody says when it was heard", { until: "2026-08-31" }, ["old"]],
    ["to a theme", { theme: "handover" }, ["sakai"]],
    ["to a product", { product: "複合機" }, ["osk", "sakai"]],
    ["to a state", { state: "open" }, ["osk"]],
    ["by everything at once", { units: units("br-osk"), kind: "success" as const }, []],
  ])("%s", async (_, filter, expected) => {
    expect(await ids(filter)).toEqual(sorted(expected));
    expect(await ids(filter, "件名")).toEqual(sorted(expected));
    expect(await ids(filter, "件")).toEqual(sorted(expected));
  });

  test("to a unit with everything nested below it", async () => {
    const nested = spec({
      units: [
        { key: "br-osk", name: "大阪支店", kind: "branch" },
        { key: "br-sakai", name: "堺営業所", kind: "branch", parent: "br-osk" },
        { key: "br-fuk", name: "福岡支店", kind: "branch" },
      ],
    });
    expect(await ids({ units: withBranches(["br-osk"], nested) })).toEqual(["osk", "sakai"]);
    expect(await ids({ units: withBranches(["br-sakai"], nested) })).toEqual(["sakai"]);
  });

  test("and told how many there are of each kind, unit and so on, whatever that very thing is narrowed to", async () => {
    const counts = async (filter: SearchFilter) => {
      const { facets } = await world.search("件名", { filter, withFacets: true });
      return Object.fromEntries(
        Object.entries(facets ?? {}).map(([name, of]: [string, ReadonlyMap<string, number>]) => [
          name,
          Object.fromEntries(of),
        ]),
      );
    };
    expect(await counts({})).toEqual({
      partner: { p: 3, q: 1 },
      unit: { "p/br-osk": 1, "p/br-sakai": 1, "p/br-fuk": 1, "q/br-fuk": 1 },
      kind: { issue: 2, success: 1, failure: 1 },
      level: { head: 1, field: 1 },
      state: { open: 1 },
      theme: { handover: 1, price: 1 },
      product: { 複合機: 2, 保守: 1 },
    });
    const narrowed = await counts({ kind: "success", partner: "p" });
    expect(narrowed["kind"]).toEqual({ issue: 2, success: 1 });
    expect(narrowed["partner"]).toEqual({ p: 1 });
    expect(narrowed["unit"]).toEqual({ "p/br-sakai": 1 });
    expect(narrowed["product"]).toEqual({ 複合機: 1, 保守: 1 });
  });
});

describe("a period as it is typed", () => {
  test.each([
    ["2026-09-14", "2026-09-14", "2026-09-14"],
    ["2026-09", "2026-09-01", "2026-09-30"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["２０２６－１２", "2026-12-01", "2026-12-31"],
  ])("%s", (typed, first, last) => {
    expect([parseSince(typed), parseUntil(typed)]).toEqual([first, last]);
  });

  test.each(["2026", "2026-13", "2026-02-30", "9月", "", "2026-9-1", "2026-09-14; DROP"])(
    "anything else says how to write it: %j",
    (typed) => {
      for (const parse of [parseSince, parseUntil]) expect(() => parse(typed)).toThrow(AppError);
    },
  );
});
