import { describe, expect, test } from "vitest";

import { releaseEntries } from "../../src/release/gate.ts";
import { releaseQueue } from "../../src/release/queue.ts";
import type { Reader } from "../../src/release/reader.ts";
import { entry, person, spec, storedEntry } from "./records.ts";

const ENTRIES = [
  storedEntry(entry({ id: "E1", customer: "ミカゲ精密", title: "ミカゲ精密の朝会", done: "三割減った" })),
  storedEntry(entry({ id: "E2", unit: "br-fuk", consent: "要相談", title: "中願寺さんの案" })),
  storedEntry(entry({ id: "E3", unit: "br-fuk", scope: "unit_only", title: "外に出さない話" })),
  storedEntry(entry({ id: "E4", unit: "br-fuk", mask: [{ term: "秘密" }], title: "秘密の件" })),
];
const SPEC = spec();
const ITEMS = releaseEntries({ spec: SPEC, entries: ENTRIES, people: [person({})], decisions: [] });

const queue = (reader: Reader) => releaseQueue(reader, { spec: SPEC, items: ITEMS, entries: ENTRIES });
const rep = (unit: string): Reader => ({ kind: "units", user: "k.hata", units: new Set([unit]) });
const summary = (reader: Reader) =>
  queue(reader).map(({ id, audience, state }) => `${id} ${audience} ${state}`);

describe("the review queue", () => {
  test("lists what waits first, each in the order of the entries", () => {
    expect(summary({ kind: "operator" })).toEqual([
      "E2 vendor held",
      "E2 partner held",
      "E4 vendor held",
      "E4 partner held",
      "E1 vendor released",
      "E1 partner released",
    ]);
  });

  test("an entry that may not leave its unit is in nobody's queue", () => {
    expect(JSON.stringify(queue({ kind: "operator" }))).not.toContain("外に出さない話");
  });

  test("shows its owner what masking changed, and only that", () => {
    const own = queue(rep("br-osk")).filter(({ id, audience }) => id === "E1" && audience === "vendor");
    expect(own).toMatchObject([
      {
        title: "ある顧客の朝会",
        diff: [{ field: "title", before: "ミカゲ精密の朝会", after: "ある顧客の朝会" }],
      },
    ]);
  });

  test("shows masked tags and states too, for a decision is bound to them", () => {
    const fields = {
      kind: "issue",
      customer: "ミカゲ精密",
      theme: ["training", "ミカゲ精密"],
      state: "ミカゲ精密待ち",
    };
    const entries = [storedEntry(entry(fields))];
    const items = releaseEntries({ spec: SPEC, entries, people: [], decisions: [] });
    const [item] = releaseQueue({ kind: "operator" }, { spec: SPEC, items, entries });
    expect(item?.diff.map(({ field, after }) => [field, after])).toEqual([
      ["theme", "training, ある顧客"],
      ["state", "ある顧客待ち"],
    ]);
  });

  test("of other units it shows released copies for our own people only, and no word of the record", () => {
    expect(summary(rep("br-fuk"))).toEqual([
      "E2 vendor held",
      "E2 partner held",
      "E4 vendor held",
      "E4 partner held",
      "E1 vendor released",
    ]);
    expect(summary(rep("br-osk"))).toEqual(["E1 vendor released", "E1 partner released"]);
    const others = queue(rep("br-fuk")).filter(({ id }) => id === "E1");
    expect(others.map(({ diff }) => diff)).toEqual([[]]);
    expect(JSON.stringify(others)).not.toContain("ミカゲ");
  });

  test("says why an entry waits, in both languages, and what a decision would be bound to", () => {
    const [held] = queue(rep("br-fuk"));
    expect(held?.reasons.map(({ code }) => code)).toEqual(["consent_unclear"]);
    expect(held?.reasons[0]?.text.ja).toMatch(/了承/u);
    expect(held?.reasons[0]?.text.en).toMatch(/consent/u);
    expect(held?.textHash).toBe(
      ITEMS.find(({ id, audience }) => id === "E2" && audience === "vendor")?.textHash,
    );
  });

  test("an item whose record is gone is left out", () => {
    const entries = ENTRIES.slice(1);
    const shown = releaseQueue({ kind: "operator" }, { spec: SPEC, items: ITEMS, entries });
    expect(shown.map(({ id }) => id)).not.toContain("E1");
  });
});
