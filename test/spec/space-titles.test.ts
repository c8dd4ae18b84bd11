import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { desiredTree, treeFor } from "../../src/spec/desired.ts";
import { foldTitle } from "../../src/spec/titles.ts";
import { anySpec, buildSpec } from "../builders.ts";

const titles = (units: Parameters<typeof buildSpec>[0]) =>
  new Map(treeFor(buildSpec(units), { uniqueTitles: "workspace" }).map(({ key, title }) => [key, title]));

describe("titles in a workspace where no two pages may have the same one", () => {
  test("name the unit and the partner", () => {
    const found = titles({ units: [{ key: "br-osk", name: "大阪支店", kind: "branch" }] });
    const partner = found.get("acme");
    expect(found.get("acme/br-osk")).toBe(`大阪支店 — ${partner}`);
    expect(found.get("acme/br-osk/issues")).toBe(`課題 — 大阪支店 — ${partner}`);
    expect(found.get("acme/_digests")).toBe(`週報 — ${partner}`);
  });

  test("name what is above where two units have one name, and the key where that is not enough", () => {
    const found = titles({
      units: [
        { key: "d1", name: "東日本", kind: "division" },
        { key: "d2", name: "西日本", kind: "division" },
        { key: "a", name: "第一営業部", kind: "branch", parent: "d1" },
        { key: "b", name: "第一営業部", kind: "branch", parent: "d2" },
        { key: "c", name: "第二営業部", kind: "branch", parent: "d2" },
        { key: "x", name: "第二営業部", kind: "branch", parent: "d2" },
      ],
    });
    const partner = found.get("acme");
    expect(found.get("acme/a")).toBe(`第一営業部 — 東日本 — ${partner}`);
    expect(found.get("acme/b/issues")).toBe(`課題 — 第一営業部 — 西日本 — ${partner}`);
    expect(found.get("acme/c")).toBe(`第二営業部 — 西日本 — ${partner} (acme/c)`);
  });

  test("are short enough, whole characters, and still differ", () => {
    const name = "🏢".repeat(200);
    const found = titles({
      units: [
        { key: "a", name: `${name}一`, kind: "branch" },
        { key: "b", name: `${name}二`, kind: "branch" },
      ],
    });
    const all = [...found.values()];
    expect(all.every((title) => title.length <= 255 && title.isWellFormed())).toBe(true);
    expect(new Set(all).size).toBe(all.length);
  });

  test("are all different whatever the spec, and those of other workspaces stay as they were", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const all = treeFor(spec, { uniqueTitles: "workspace" }).map(({ title }) => foldTitle(title));
        expect(new Set(all).size).toBe(all.length);
        expect(treeFor(spec, { uniqueTitles: "parent" })).toEqual(desiredTree(spec));
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
