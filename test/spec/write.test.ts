import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { Spec } from "../../src/model/spec.ts";
import { starterSpec } from "../../src/spec/starter.ts";
import { writeSpec } from "../../src/spec/write.ts";

const readBack = (text: string): Spec => Spec.parse(parse(text));
const minimal = Spec.parse({
  partner: { key: "p", name: "甲社" },
  units: [{ key: "a", name: "甲事業部", kind: "division" }],
});

describe("a written spec", () => {
  test("opens with the line that makes editors complete it", () => {
    const [first] = writeSpec(minimal, "../schemas/spec.schema.json").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=../schemas/spec.schema.json");
  });

  test("says nothing that is a default", () => {
    const lines = writeSpec(minimal, "s").split("\n");
    expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([
      "partner:",
      "  key: p",
      "  name: 甲社",
      "units:",
      "  - key: a",
      "    name: 甲事業部",
      "    kind: division",
    ]);
  });

  test("says what differs from a default", () => {
    const spec = Spec.parse({
      ...minimal,
      partner: { ...minimal.partner, language: "en", fiscal_year_start: "01-01" },
      sharing: { default_scope: "unit_only" },
      digest: { ...minimal.digest, items: 5 },
    });
    const text = writeSpec(spec, "s");
    expect(text).toContain("language: en");
    expect(text).toContain("fiscal_year_start: 01-01");
    expect(text).toContain("default_scope: unit_only");
    expect(text).toContain("digest:\n  items: 5\n");
    expect(readBack(text)).toEqual(spec);
  });

  test("carries its comments in the partner's language", () => {
    expect(writeSpec(minimal, "s")).toContain("# パートナー(大手販売代理店)");
    const english = Spec.parse({ ...minimal, partner: { ...minimal.partner, language: "en" } });
    expect(writeSpec(english, "s")).toContain("# The partner: a large reseller");
  });

  test("has the same bytes whatever the order of keys it was built with", () => {
    const turned = Spec.parse({
      units: [{ kind: "division", name: "甲事業部", key: "a" }],
      partner: { name: "甲社", key: "p" },
    });
    expect(writeSpec(turned, "s")).toBe(writeSpec(minimal, "s"));
  });

  test("cannot be broken out of by the schema reference", () => {
    const text = writeSpec(minimal, "s\nunits: []");
    expect(readBack(text)).toEqual(minimal);
  });

  test("reads back as the same spec, whatever the texts are", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.string({ unit: "binary", minLength: 1 }).map((text) => text.toWellFormed()),
      fc.constantFrom(
        "yes",
        "2026",
        "null",
        "- a",
        "# b",
        "a: b",
        "'",
        '"',
        "\n x",
        "a\r\nb",
        "*a",
        "{",
        "\t",
        "~",
        "0o7",
      ),
      fc
        .array(fc.constantFrom("a", "\n", " ", "#", ":", "　", "漢"), { minLength: 1 })
        .map((parts) => parts.join("")),
    );
    const specs = fc.record({
      name: nasty,
      alias: nasty,
      plan: nasty,
      heading: nasty.filter((key) => key !== "__proto__"),
      when: fc.constantFrom("2026", "2026-07", "2026-07-14"),
    });
    fc.assert(
      fc.property(specs, ({ name, alias, plan, heading, when }) => {
        const spec = Spec.parse({
          partner: { key: "p", name },
          top_alignment: { evidence: [{ when, what: plan, roles: [alias] }], plan: { [heading]: plan } },
          units: [{ key: "a", name, kind: "hq", aliases: [alias, "b"], plan: { [heading]: "" } }],
        });
        const text = writeSpec(spec, "s");
        expect(readBack(text)).toEqual(spec);
        expect(writeSpec(readBack(text), "s")).toBe(text);
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});

test("the starter spec has two divisions and three branches, and survives being written", () => {
  const spec = starterSpec();
  expect(spec.units.map((unit) => unit.kind).sort()).toEqual([
    "branch",
    "branch",
    "branch",
    "division",
    "division",
  ]);
  expect(readBack(writeSpec(spec, "s"))).toEqual(spec);
});
