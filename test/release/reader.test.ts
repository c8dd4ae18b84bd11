import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { readsInFull, resolveReader } from "../../src/release/reader.ts";
import { spec } from "./records.ts";

const SPEC = spec({
  units: [
    { key: "div-hc", name: "ヘルスケア事業部", kind: "division" },
    { key: "br-osk", name: "大阪支店", kind: "branch", parent: "div-hc" },
    { key: "br-skai", name: "堺営業所", kind: "branch", parent: "br-osk" },
    { key: "br-fuk", name: "福岡支店", kind: "branch" },
  ],
  team: [
    { user: "t.mori", role: "lead" },
    { user: "k.hata", role: "rep", units: ["br-osk"] },
    { user: "m.seki", role: "lead", units: ["br-fuk"] },
    { user: "n.none", role: "rep" },
  ],
});

const unitsOf = (as: string | undefined) =>
  SPEC.units.map(({ key }) => key).filter((key) => readsInFull(resolveReader(as, SPEC), key));

describe("who reads what in full", () => {
  test("without a name it is the operator, who reads everything", () => {
    expect(unitsOf(undefined)).toEqual(["div-hc", "br-osk", "br-skai", "br-fuk"]);
  });

  test("a rep reads the given units, and none above, below or beside", () => {
    expect(unitsOf("k.hata")).toEqual(["br-osk"]);
  });

  test("a lead without units leads all of them, one with units only those", () => {
    expect(unitsOf("t.mori")).toEqual(["div-hc", "br-osk", "br-skai", "br-fuk"]);
    expect(unitsOf("m.seki")).toEqual(["br-fuk"]);
  });

  test("a rep without units reads nothing in full", () => {
    expect(unitsOf("n.none")).toEqual([]);
  });

  test("`unit:` reads as whoever works with that unit, by key or by name", () => {
    expect(unitsOf("unit:br-osk")).toEqual(["br-osk"]);
    expect(unitsOf("unit:大阪支店")).toEqual(["br-osk"]);
  });

  test.each(["k.hatta", "unit:br-os", "", "operator"])("nobody becomes anyone by writing %j", (as) => {
    expect(() => resolveReader(as, SPEC)).toThrow(AppError);
  });

  test("a misspelt name is told the nearest one", () => {
    const hint = { en: "Did you mean k.hata?" };
    expect(() => resolveReader("k.hatta", SPEC)).toThrow(
      expect.objectContaining({ code: "usage", hint: expect.objectContaining(hint) }),
    );
  });
});
