import { describe, expect, test } from "vitest";

import { effectiveScope, releaseEntries } from "../../src/release/gate.ts";
import { type Reader, resolveReader } from "../../src/release/reader.ts";
import { accessOf } from "../../src/search/access.ts";
import { indexedDocs } from "../../src/search/documents.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import { entry, spec, storedEntry } from "../release/records.ts";
import { describeHidden } from "../contract/hidden.ts";
import { searchTable } from "../../src/store/tables/search.ts";
import { openWorld } from "./index-world.ts";
import { memoryDatabase } from "./memory-database.ts";

const OPERATOR: Reader = { kind: "operator" };

describeHidden("sqlite", async () => searchTable(memoryDatabase()), { runs: 40 });

describe("a reader", () => {
  const two = spec();
  const own = storedEntry(entry({ id: "OWN", unit: "br-osk", title: "引継ぎ", customer: "青波精機" }));
  const told = storedEntry(
    entry({
      id: "TOLD",
      unit: "br-fuk",
      title: "引継ぎの件",
      done: "青波精機へ同行した。",
      customer: "青波精機",
      private_notes: "部長は怒っている",
      mask: [{ term: "青波精機", replace_with: "精密機器の会社" }],
    }),
  );
  const kept = storedEntry(entry({ id: "KEPT", unit: "br-fuk", title: "引継ぎの失敗", scope: "unit_only" }));
  const gone = storedEntry(entry({ id: "GONE", unit: "br-osk", title: "引継ぎの古い話" }), {
    archived: true,
  });
  const entries = [own, told, kept, gone];

  const find = async (
    reader: Reader,
    query: string,
    {
      records = entries,
      copiesOf = records,
    }: Partial<Record<"records" | "copiesOf", StoredRecord<"entry">[]>> = {},
  ) => {
    const items = releaseEntries({ spec: two, entries: copiesOf, people: [], decisions: [] });
    const world = openWorld();
    await world.put(two.partner.key, indexedDocs({ spec: two, entries: records, items }));
    return (await world.search(query, { access: accessOf(reader, two.partner.key), limit: 10 })).hits;
  };
  const ids = async (reader: Reader, query: string) =>
    (await find(reader, query)).map(({ doc }) => doc.id).toSorted();
  const osaka = resolveReader("unit:br-osk", two);

  test("of a unit finds his own entries and what others released", async () => {
    expect(await ids(osaka, "引継ぎ")).toEqual(["OWN", "TOLD"]);
  });

  test("control: the operator finds all, each once, and never what is archived", async () => {
    expect(await ids(OPERATOR, "引継ぎ")).toEqual(["KEPT", "OWN", "TOLD"]);
    expect(await ids(OPERATOR, "")).toEqual(["KEPT", "OWN", "TOLD"]);
  });

  test("finds another unit's entry by the words of its copy and not by those behind it", async () => {
    expect(await ids(osaka, "精密機器の会社")).toEqual(["TOLD"]);
    expect((await find(osaka, "青波精機")).map(({ doc }) => doc.id)).toEqual(["OWN"]);
    expect(await ids(osaka, "怒っている")).toEqual([]);
    expect(await ids(OPERATOR, "怒っている")).toEqual(["TOLD"]);
  });

  test("gets no address of another unit's entry", async () => {
    const hits = await find(osaka, "引継ぎ");
    const copy = hits.find(({ doc }) => doc.id === "TOLD")?.doc;
    expect(copy).toMatchObject({ full: false, title: "引継ぎの件" });
    expect(copy).not.toHaveProperty("url");
    expect(copy).not.toHaveProperty("location");
    expect(hits.find(({ doc }) => doc.id === "OWN")?.doc).toMatchObject({ full: true, url: own.url });
  });

  test("no longer finds an entry whose scope was narrowed after its copy was made", async () => {
    const narrowed = entries.map((record) =>
      record.id === "TOLD" ? { ...record, value: { ...record.value, scope: "unit_only" as const } } : record,
    );
    const seen = async (records: typeof entries) =>
      (await find(osaka, "", { records, copiesOf: entries })).map(({ doc }) => doc.id).toSorted();
    expect(await seen(narrowed)).toEqual(["OWN"]);
    expect(await seen(entries)).toEqual(["OWN", "TOLD"]);
    expect(effectiveScope(told.value, two)).toBe("partner_all_units");
  });

  test.each(["大阪", "関西", "osaka", "引き継ぎ", "handover", "複合機"])(
    "finds an entry by its unit's names, theme and product: %s",
    async (query) => {
      const themed = storedEntry(
        entry({ id: "T", unit: "br-osk", title: "定例", theme: ["handover"], products: ["複合機"] }),
      );
      expect((await find(osaka, query, { records: [themed] })).map(({ doc }) => doc.id)).toEqual(["T"]);
    },
  );
});
