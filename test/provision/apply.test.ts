import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Spec } from "../../src/model/spec.ts";
import { applyPlan } from "../../src/provision/apply.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";
import { anySpec, buildSpec } from "../builders.ts";
import { tempDir } from "../temp-dir.ts";

interface World extends AsyncDisposable {
  readonly dir: string;
  readonly store: Store;
  /** As after a restart: nothing remembered but store and files. */
  workspace(): Workspace;
}

async function openWorld(): Promise<World> {
  const dir = await tempDir();
  const store = await openSqliteStore({ dataDir: join(dir.path, "data") });
  const vault = join(dir.path, "vault");
  return {
    dir: vault,
    store,
    workspace: () => openVault({ dir: vault }),
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]();
      await dir[Symbol.asyncDispose]();
    },
  };
}

async function apply(world: World, spec: Spec) {
  const workspace = world.workspace();
  const { plan, desired } = await preparePlan(spec, { workspace, store: world.store });
  expect(plan.conflicts).toEqual([]);
  const results = await applyPlan(plan, { workspace, store: world.store, desired });
  expect(results.filter((result) => result.outcome !== "done")).toEqual([]);
  return plan;
}

async function planAgain(world: World, spec: Spec) {
  const { plan } = await preparePlan(spec, { workspace: world.workspace(), store: world.store });
  return plan;
}

/** Every file of the vault with its text, by path. */
async function files(dir: string): Promise<Map<string, string>> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(dir.length + 1), await readFile(path, "utf8")] as const),
    ),
  );
}

describe("a plan after a clean apply is empty", () => {
  test("for a hundred random specs, and for what each of them is changed into", async () => {
    await fc.assert(
      fc.asyncProperty(anySpec, anySpec, async (first, second) => {
        await using world = await openWorld();
        await apply(world, first);
        expect((await planAgain(world, first)).steps).toEqual([]);
        const changed = { ...second, partner: { ...second.partner, language: first.partner.language } };
        await apply(world, changed);
        expect(await planAgain(world, changed)).toMatchObject({ steps: [], conflicts: [], drift: [] });
      }),
      { numRuns: 100, seed: 20261124 },
    );
  }, 240_000);

  test("also where the store was lost in between: everything is adopted, nothing made twice", async () => {
    await using world = await openWorld();
    const spec = buildSpec();
    await apply(world, spec);
    const before = await files(world.dir);
    await using fresh = await openSqliteStore({ dataDir: join(world.dir, "..", "data2") });
    const plan = await apply({ ...world, store: fresh }, spec);
    expect(new Set(plan.steps.map((step) => step.action))).toEqual(new Set(["adopt"]));
    expect(await files(world.dir)).toEqual(before);
    expect((await planAgain({ ...world, store: fresh }, spec)).steps).toEqual([]);
  });
});

describe("a change of the spec", () => {
  const osaka = { key: "br-osk", name: "大阪支店", kind: "branch" };
  const office = { key: "div-os", name: "オフィス事業部", kind: "division" };
  const hub = "青波商事株式会社";

  test("renames a unit's folder in place, with what people put into it", async () => {
    await using world = await openWorld();
    await apply(world, buildSpec({ units: [office, osaka] }));
    await writeFile(join(world.dir, hub, "大阪支店", "手書き.md"), "大事なメモ");
    await apply(world, buildSpec({ units: [office, { ...osaka, name: "関西支社" }] }));
    const after = await files(world.dir);
    expect(after.get(join(hub, "関西支社", "手書き.md"))).toBe("大事なメモ");
    expect([...after.keys()].filter((path) => path.includes("大阪支店"))).toEqual([]);
    expect(after.get(join(hub, `${hub}.md`))).toContain("(関西支社/関西支社.md)");
  });

  test("moves a branch under another division with everything in it, and its links still lead somewhere", async () => {
    await using world = await openWorld();
    await apply(world, buildSpec({ units: [office, osaka] }));
    await apply(world, buildSpec({ units: [office, { ...osaka, parent: "div-os" }] }));
    const after = await files(world.dir);
    expect(after.has(join(hub, "オフィス事業部", "大阪支店", "課題", "課題.md"))).toBe(true);
    for (const [path, text] of after) {
      for (const [, target = ""] of text.matchAll(/\]\(([^)]+\.md)\)/gu)) {
        const resolved = join(path, "..", decodeURIComponent(target));
        expect(after.has(resolved), `${path} links to ${target}`).toBe(true);
      }
    }
  });

  test("archives a unit with every file in it, and brings it back", async () => {
    await using world = await openWorld();
    const both = buildSpec({ units: [office, osaka] });
    await apply(world, both);
    await writeFile(join(world.dir, hub, "大阪支店", "課題", "聞いた話.md"), "---\n件名: 聞いた話\n---\n");
    await apply(world, buildSpec({ units: [office] }));
    const rested = await files(world.dir);
    expect(rested.has(join(hub, "アーカイブ", "大阪支店", "課題", "聞いた話.md"))).toBe(true);
    await apply(world, both);
    expect((await files(world.dir)).has(join(hub, "大阪支店", "課題", "聞いた話.md"))).toBe(true);
  });

  test("archives the company-wide plan with its text when the alignment ends, and brings it back", async () => {
    await using world = await openWorld();
    const evidence = [{ when: "2026-07", what: "重点商材", roles: ["社長"] }];
    const aligned = buildSpec({ top_alignment: { evidence, plan: { 会議体: "半期ごとの役員会" } } });
    await apply(world, aligned);
    const path = join(world.dir, hub, "全社アカウントプラン.md");
    await writeFile(path, `${await readFile(path, "utf8")}\n手で足した一行\n`);
    await apply(world, buildSpec());
    const rested = (await files(world.dir)).get(join(hub, "アーカイブ", "全社アカウントプラン.md"));
    expect(rested).toContain("手で足した一行");
    expect(rested).toContain("半期ごとの役員会");
    await apply(world, aligned);
    expect((await files(world.dir)).get(join(hub, "全社アカウントプラン.md"))).toContain("手で足した一行");
  });

  test("lets two units swap their names", async () => {
    await using world = await openWorld();
    await apply(world, buildSpec({ units: [office, osaka] }));
    await writeFile(join(world.dir, hub, "大阪支店", "印.md"), "大阪だった");
    await apply(
      world,
      buildSpec({
        units: [
          { ...office, name: osaka.name },
          { ...osaka, name: office.name },
        ],
      }),
    );
    expect((await files(world.dir)).get(join(hub, "オフィス事業部", "印.md"))).toBe("大阪だった");
  });
});

describe("people's work in the vault", () => {
  test("survives every apply byte for byte", async () => {
    await using world = await openWorld();
    const spec = buildSpec();
    await apply(world, spec);
    const home = join(world.dir, "青波商事株式会社", "大阪支店", "大阪支店.md");
    const mine = `${(await readFile(home, "utf8")).replace("kakehashi.type", "# 覚え書き\ntags: [重要]\nkakehashi.type")}\n手書きの追記  \n`;
    await writeFile(home, mine);
    const changed = buildSpec({
      units: spec.units.map((unit) => ({ key: unit.key, name: unit.name, kind: unit.kind, kgi: "支店粗利" })),
    });
    await apply(world, changed);
    const after = await readFile(home, "utf8");
    expect(after).toContain("# 覚え書き\ntags: [重要]\nkakehashi.type");
    expect(after.endsWith("\n手書きの追記  \n")).toBe(true);
    expect(after).toContain("支店粗利");
  });

  test("a renamed and a moved folder are recognised, never made again", async () => {
    await using world = await openWorld();
    const spec = buildSpec();
    await apply(world, spec);
    const hub = join(world.dir, "青波商事株式会社");
    await rename(join(hub, "大阪支店"), join(hub, "オフィス事業部", "おおさか"));
    const plan = await planAgain(world, spec);
    expect(plan.steps.map((step) => `${step.action} ${step.key}`)).toContain("move acme/br-osk");
    expect(plan.steps.some((step) => step.action === "create")).toBe(false);
    expect(plan.drift.map((drift) => drift.kind)).toContain("renamed");
    await apply(world, spec);
    expect((await readdir(hub)).includes("おおさか")).toBe(true);
    expect((await planAgain(world, spec)).steps).toEqual([]);
  });

  test("a block that a person edited stays, and the plan says so", async () => {
    await using world = await openWorld();
    const spec = buildSpec();
    await apply(world, spec);
    const home = join(world.dir, "青波商事株式会社", "大阪支店", "大阪支店.md");
    await writeFile(
      home,
      (await readFile(home, "utf8")).replace("| KGI | 未記入 |", "| KGI | 手で書いたKGI |"),
    );
    const changed = buildSpec({
      units: spec.units.map((unit) => ({ key: unit.key, name: unit.name, kind: unit.kind, kgi: "支店粗利" })),
    });
    const plan = await apply(world, changed);
    expect(plan.drift.map((drift) => `${drift.kind} ${drift.key}`)).toContain("edited acme/br-osk");
    expect(await readFile(home, "utf8")).toContain("手で書いたKGI");
  });

  test("a stranger's folder in the way is a conflict, and is left as it was", async () => {
    await using world = await openWorld();
    await apply(world, buildSpec({ units: [{ key: "a", name: "東京支店", kind: "branch" }] }));
    const theirs = join(world.dir, "青波商事株式会社", "大阪支店");
    await writeFile(`${theirs}.md`, "人のページ");
    const spec = buildSpec({
      units: [
        { key: "a", name: "東京支店", kind: "branch" },
        { key: "b", name: "大阪支店", kind: "branch" },
      ],
    });
    expect((await planAgain(world, spec)).conflicts.map((conflict) => conflict.key)).toEqual(["acme/b"]);
    expect(await readFile(`${theirs}.md`, "utf8")).toBe("人のページ");
    await rm(`${theirs}.md`);
    await apply(world, spec);
  });
});
