import { expect, test } from "vitest";

import type { Reader } from "../../src/release/reader.ts";
import { entriesToComplete } from "../../src/release/to-complete.ts";
import { entry, spec, storedEntry } from "./records.ts";

const OPERATOR: Reader = { kind: "operator" };
const rep = (unit: string): Reader => ({ kind: "units", user: "k.hata", units: new Set([unit]) });

const ENTRIES = [
  storedEntry(entry({ id: "E1", scope: "vendor_only", customer: "甲社" })),
  storedEntry(entry({ id: "E2", customer: "甲社" }), { firstSeen: "2026-11-21T00:00:00Z" }),
  storedEntry(entry({ id: "E3", unit: "br-fuk", scope: "vendor_only" })),
  storedEntry(entry({ id: "E4", mask: [{ term: "甲", replace_with: "乙" }], scope: "unit_only" })),
  storedEntry(entry({ id: "E5" }), { archived: true }),
  storedEntry(entry({ id: "E6" })),
];
const lists = (reader: Reader) =>
  entriesToComplete(reader, { spec: spec(), entries: ENTRIES }).map(
    ({ id, lacks }) => `${id} ${lacks.join()}`,
  );

test("entries that lack scope or customer are listed, the latest first; a mask list stands for a customer", () => {
  expect(lists(OPERATOR)).toEqual(["E2 scope", "E3 customer", "E6 scope,customer"]);
});

test("a rep is asked about his own units only", () => {
  expect(lists(rep("br-fuk"))).toEqual(["E3 customer"]);
});
