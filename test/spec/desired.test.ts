import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Spec } from "../../src/model/spec.ts";
import { type DesiredNode, desiredTree } from "../../src/spec/desired.ts";
import { foldTitle } from "../../src/spec/titles.ts";
import { anySpec, buildSpec } from "../builders.ts";

const SEED = 20261124;
const ALIGNED = { evidence: [{ when: "2026-07", what: "重点商材を確認", roles: ["社長", "専務"] }] };

/** The tree as lines of key and title, indented by depth. */
function outline(spec: Spec): string[] {
  const depth = new Map<string, number>();
  return desiredTree(spec).map(({ key, parent, title }) => {
    const level = parent === null ? 0 : (depth.get(parent) ?? Number.NaN) + 1;
    depth.set(key, level);
    return `${"  ".repeat(level)}${key} ${title}`;
  });
}

describe("the tree that a spec declares", () => {
  const one = { units: [{ key: "br-osk", name: "大阪支店", kind: "branch" }] };

  test("of one unit", () => {
    expect(outline(buildSpec(one))).toEqual([
      "acme 青波商事株式会社",
      "  acme/_released 他拠点の事例(共有用)",
      "  acme/_digests 週報",
      "  acme/_rollouts 横展開ボード",
      "  acme/_orders 受注",
      "  acme/_figures 実績",
      "  acme/_internal 社内限り",
      "    acme/_people 担当者カルテ",
      "  acme/_archive アーカイブ",
      "  acme/br-osk 大阪支店",
      "    acme/br-osk/plan アカウントプラン",
      "    acme/br-osk/issues 課題",
      "    acme/br-osk/successes 成功事例",
      "    acme/br-osk/failures 失敗事例",
    ]);
  });

  test("has English titles where the spec is English", () => {
    expect(outline(buildSpec({ ...one, partner: { language: "en" } }))).toEqual(
      expect.arrayContaining(["  acme/_digests Weekly digests", "    acme/br-osk/issues Issues"]),
    );
  });

  test("holds the company-wide plan while the tops agree, and only then", () => {
    const keys = (more: object) => desiredTree(buildSpec({ ...one, ...more })).map(({ key }) => key);
    expect(keys({ top_alignment: ALIGNED })).toContain("acme/_company-plan");
    expect(keys({})).not.toContain("acme/_company-plan");
    const added = keys({ top_alignment: ALIGNED }).filter((key) => !keys({}).includes(key));
    expect(added).toEqual(["acme/_company-plan"]);
  });

  test("nests units as the spec says, whatever their order in it, and keeps keys free of parents", () => {
    const nested = buildSpec({
      units: [
        { key: "sakai", name: "堺営業所", kind: "branch", parent: "osk" },
        { key: "osk", name: "大阪支店", kind: "branch", parent: "west" },
        { key: "west", name: "西日本事業部", kind: "division" },
      ],
    });
    const homes = outline(nested).filter((line) => /\/(west|osk|sakai) /u.test(line));
    expect(homes).toEqual(["  acme/west 西日本事業部", "    acme/osk 大阪支店", "      acme/sakai 堺営業所"]);
  });

  test("of 500 units, ten deep, is whole", () => {
    const units = Array.from({ length: 500 }, (_, i) => ({
      key: `u${i}`,
      name: `拠点${i}`,
      kind: "branch",
      ...(i % 10 === 0 ? {} : { parent: `u${i - 1}` }),
    }));
    const nodes = desiredTree(buildSpec({ units }));
    expect(nodes).toHaveLength(9 + 500 * 5);
    expect(nodes.filter(({ type }) => type === "database")).toHaveLength(6 + 500 * 3);
  });
});

describe("for any spec", () => {
  const forAny = (check: (nodes: readonly DesiredNode[], spec: Spec) => void) =>
    fc.assert(
      fc.property(anySpec, (spec) => check(desiredTree(spec), spec)),
      { seed: SEED, numRuns: 100 },
    );

  test("keys are unique, and parents come before their children", () => {
    forAny((nodes) => {
      const seen = new Set<string>();
      for (const { key, parent } of nodes) {
        expect(seen.has(key)).toBe(false);
        expect(parent === null ? seen.size === 0 : seen.has(parent)).toBe(true);
        seen.add(key);
      }
    });
  });

  test("titles under one parent can be told apart", () => {
    forAny((nodes) => {
      const titles = nodes.map(({ parent, title }) => `${parent}\n${foldTitle(title)}`);
      expect(new Set(titles).size).toBe(titles.length);
    });
  });

  test("every unit has a home, a plan and three databases of its own", () => {
    forAny((nodes, spec) => {
      for (const { key } of spec.units) {
        expect(
          nodes.filter(({ unit }) => unit === key).map(({ schema, type }) => schema?.record ?? type),
        ).toEqual(["page", "page", "issue", "success", "failure"]);
      }
    });
  });

  test("links lead to nodes of the tree", () => {
    forAny((nodes) => {
      const keys = new Set(nodes.map(({ key }) => key));
      const targets = [...JSON.stringify(nodes).matchAll(/"link":\{"node":"([^"]+)"\}/gu)].map(
        ([, key]) => key,
      );
      expect(targets.length).toBeGreaterThan(10);
      for (const target of targets) expect(keys).toContain(target);
    });
  });
});

test("people are rows of 担当者カルテ, with the names of their units", () => {
  const people = [
    { key: "p1", name: "榛葉 拓巳", unit: "br-osk", role: "支店長", level: "head", do_not_say: "前職の話" },
  ];
  const nodes = desiredTree(buildSpec({ people }));
  const seeded = nodes.filter(({ seeds }) => seeds !== undefined && seeds.length > 0);
  expect(seeded.map(({ key }) => key)).toEqual(["acme/_people"]);
  expect(seeded[0]?.seeds).toMatchObject([
    { id: "p1", values: { name: "榛葉 拓巳", unit: "大阪支店", role: "支店長", level: "部長・拠点長" } },
  ]);
  expect(seeded[0]?.seeds?.[0]?.body).toContain("前職の話");
});
