import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { withBranches } from "../../src/release/reader.ts";
import { filterDocs, parseSince, parseUntil } from "../../src/search/filters.ts";
import { spec } from "../release/records.ts";
import { doc } from "./docs.ts";

const docs = [
  doc({ id: "osk", unit: "br-osk", kind: "issue", level: "head", heardOn: "2026-09-01" }),
  doc({ id: "sakai", unit: "br-sakai", kind: "success", level: "field", heardOn: "2026-09-30" }),
  doc({ id: "fuk", unit: "br-fuk", kind: "failure", heardOn: "2026-10-01", partner: "q" }),
  doc({ id: "old", unit: "br-fuk", kind: "issue", updatedAt: "2026-08-31T23:00:00.000Z" }),
];
const ids = (filter: Parameters<typeof filterDocs>[1]) => filterDocs(docs, filter).map(({ id }) => id);

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
    ["by everything at once", { units: units("br-osk"), kind: "success" as const }, []],
  ])("%s", (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  test("to a unit with everything nested below it", () => {
    const nested = spec({
      units: [
        { key: "br-osk", name: "大阪支店", kind: "branch" },
        { key: "br-sakai", name: "堺営業所", kind: "branch", parent: "br-osk" },
        { key: "br-fuk", name: "福岡支店", kind: "branch" },
      ],
    });
    expect(ids({ units: withBranches(["br-osk"], nested) })).toEqual(["osk", "sakai"]);
    expect(ids({ units: withBranches(["br-sakai"], nested) })).toEqual(["sakai"]);
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
