import { describe, expect, test } from "vitest";

import { didYouMean } from "../../src/model/did-you-mean.ts";
import { isLargeRemoval } from "../../src/model/removal-guard.ts";
import { nearestUnit, resolveUnit } from "../../src/model/resolve-unit.ts";
import { buildSpec } from "../builders.ts";

const spec = buildSpec({
  partner: { key: "sorei", name: "双嶺商会" },
  units: [
    {
      key: "br-osk",
      name: "大阪支店",
      name_en: "Osaka Branch",
      kind: "branch",
      aliases: ["関西", "東京"],
      former_names: ["近畿支社"],
    },
    {
      key: "br-tky",
      name: "東京支店",
      kind: "branch",
      aliases: ["本店", "近畿支社"],
      former_names: ["関東"],
    },
    { key: "br-tkb", name: "関東支店", kind: "branch", aliases: ["本店"], former_names: ["関東"] },
    { key: "kansai", name: "広島支店", kind: "branch" },
    { key: "x", name: "Kansai", kind: "branch" },
  ],
});

describe("a unit is meant by", () => {
  test.each([
    ["its key", "br-osk", "br-osk"],
    ["its key behind the partner's", "sorei/br-osk", "br-osk"],
    ["its name", "大阪支店", "br-osk"],
    ["its English name in another case", "OSAKA branch", "br-osk"],
    ["its name in another width and with spaces", " 大阪 支店　", "br-osk"],
    ["an alias", "関西", "br-osk"],
    ["an alias that is nobody's name", "東京", "br-osk"],
    ["an alias, though it is another's former name", "近畿支社", "br-tky"],
    ["its key, though it is another's name", "kansai", "kansai"],
    ["its name without its ending", "大阪", "br-osk"],
    ["its English name without its ending", "osaka", "br-osk"],
  ])("%s", (_, text, key) => {
    expect(resolveUnit(spec, text)?.key).toBe(key);
  });

  test.each([
    ["a text that two have on one footing", "本店"],
    ["two former names", "関東"],
    ["another partner's key", "other/br-osk"],
    ["a name behind the partner's key", "sorei/大阪支店"],
    ["another part of a name", "大"],
    ["nothing", " "],
  ])("none by %s", (_, text) => {
    expect(resolveUnit(spec, text)).toBeUndefined();
  });
});

test.each([
  ["大阪支社", "br-osk"],
  ["osaka branche", "br-osk"],
  ["br-ok", "br-osk"],
  ["ひろしま", undefined],
  ["", undefined],
])("the nearest unit to %j is %s", (text, key) => {
  expect(nearestUnit(spec, text)?.key).toBe(key);
});

test.each([
  ["titel", ["title", "level"], "title"],
  ["unti", ["unit", "kind"], "unit"],
  ["UNITS", ["units"], "units"],
  ["aliase", ["aliases", "area"], "aliases"],
  ["kgi", ["kpi"], "kpi"],
  ["zzz", ["title", "level"], undefined],
  ["a", ["b"], undefined],
  ["", ["a"], undefined],
  ["title", [], undefined],
])("%j among %j means %s", (typed, candidates, meant) => {
  expect(didYouMean(typed, candidates)).toBe(meant);
});

test.each([
  [0, 0, false],
  [3, 3, false],
  [4, 4, true],
  [4, 40, false],
  [4, 39, true],
  [20, 200, false],
  [20, 199, true],
  [21, 100_000, true],
])("taking away %i rows of %i needs a confirmation: %s", (removed, total, isLarge) => {
  expect(isLargeRemoval(removed, total)).toBe(isLarge);
});
