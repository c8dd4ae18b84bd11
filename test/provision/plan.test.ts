import { describe, expect, test } from "vitest";

import { managedBlocks } from "../../src/content/blocks.ts";
import type { Spec } from "../../src/model/spec.ts";
import { blockHash } from "../../src/provision/block-hash.ts";
import { planChanges } from "../../src/provision/plan.ts";
import { trailsOf } from "../../src/provision/world.ts";
import { type DesiredNode, desiredTree } from "../../src/spec/desired.ts";
import type { Binding } from "../../src/store/store.ts";
import type { LiveNode, LiveTree } from "../../src/workspaces/workspace.ts";
import { openVault } from "../../src/workspaces/vault/open-vault.ts";
import { buildSpec } from "../builders.ts";

/** A workspace and store that are exactly as the spec says. */
function settled(spec: Spec): { nodes: LiveNode[]; bindings: Binding[] } {
  const desired = desiredTree(spec);
  const trails = trailsOf(desired);
  return {
    nodes: desired.map((node) => ({
      remoteId: `id:${node.key}`,
      key: node.key,
      type: node.type,
      title: node.title,
      parent: node.parent === null ? null : `id:${node.parent}`,
      blocks: managedBlocks(node.blocks).map((block) => ({ id: block.id, edited: false, broken: false })),
      location: node.key,
      url: "",
    })),
    bindings: desired.map((node) => bindingFor(node, trails)),
  };
}

function bindingFor(node: DesiredNode, trails: ReturnType<typeof trailsOf>): Binding {
  return {
    key: node.key,
    remoteId: `id:${node.key}`,
    title: node.title,
    shownTitle: node.title,
    blocks: Object.fromEntries(
      managedBlocks(node.blocks).map((block) => [block.id, blockHash(block, node.key, trails)]),
    ),
    seeded: (node.seeds ?? []).map((seed) => seed.id),
    archived: false,
    views: {},
  };
}

function planFor(
  spec: Spec,
  { nodes, bindings }: { nodes: LiveNode[]; bindings: Binding[] },
  live: Partial<LiveTree> = {},
) {
  return planChanges({
    partner: "acme",
    desired: desiredTree(spec),
    live: { nodes, unreachable: [], complete: true, notices: [], ...live },
    bindings,
    archive: "acme/_archive",
    capabilities: openVault({ dir: "" }).capabilities,
    makesViews: false,
    goneForGood: false,
  });
}

const steps = (plan: ReturnType<typeof planFor>) => plan.steps.map((step) => `${step.action} ${step.key}`);

const osaka = { key: "br-osk", name: "大阪支店", kind: "branch" };
const office = { key: "div-os", name: "オフィス事業部", kind: "division" };

describe("a plan", () => {
  test("is empty where everything is as the spec says", () => {
    const spec = buildSpec();
    expect(planFor(spec, settled(spec))).toMatchObject({ steps: [], drift: [], conflicts: [] });
  });

  test("creates everything in an empty workspace, parents first", () => {
    const spec = buildSpec();
    const plan = planFor(spec, { nodes: [], bindings: [] });
    expect(steps(plan)).toEqual(desiredTree(spec).map((node) => `create ${node.key}`));
  });

  test("retitles a renamed unit in place and refreshes what shows its name", () => {
    const before = buildSpec({ units: [office, osaka] });
    const after = buildSpec({ units: [office, { ...osaka, name: "関西支社" }] });
    const plan = planFor(after, settled(before));
    expect(steps(plan)[0]).toBe("update acme/br-osk");
    expect(plan.steps[0]).toMatchObject({ retitle: true, remoteId: "id:acme/br-osk" });
    expect(steps(plan)).toContain("update acme");
    expect(plan.steps.some((step) => step.action === "create")).toBe(false);
  });

  test("moves a branch under another division, with everything in it going along", () => {
    const before = buildSpec({ units: [office, osaka] });
    const after = buildSpec({ units: [office, { ...osaka, parent: "div-os" }] });
    const moves = planFor(after, settled(before)).steps.filter((step) => step.action === "move");
    expect(moves.map((step) => step.key)).toEqual(["acme/br-osk"]);
  });

  test("archives only the top of what leaves, and only once", () => {
    const nested = [office, { ...osaka, parent: "div-os" }];
    const world = settled(buildSpec({ units: [...nested, { key: "x", name: "本社", kind: "hq" }] }));
    const after = buildSpec({ units: [{ key: "x", name: "本社", kind: "hq" }] });
    const archives = planFor(after, world).steps.filter((step) => step.action === "archive");
    expect(archives.map((step) => step.key)).toEqual(["acme/div-os"]);
    const rested = world.nodes.map((node) =>
      node.key === "acme/div-os" ? { ...node, parent: "id:acme/_archive" } : node,
    );
    const again = planFor(after, { ...world, nodes: rested }).steps;
    expect(again.filter((step) => step.action === "archive")).toEqual([]);
  });

  test("brings a branch to safety before its division is archived", () => {
    const world = settled(buildSpec({ units: [office, { ...osaka, parent: "div-os" }] }));
    const order = steps(planFor(buildSpec({ units: [osaka] }), world));
    expect(order.indexOf("move acme/br-osk")).toBeGreaterThan(-1);
    expect(order.indexOf("archive acme/div-os")).toBeGreaterThan(order.indexOf("move acme/br-osk"));
  });

  test("moves back what returns to the spec, and creates nothing", () => {
    const spec = buildSpec({ units: [office, osaka] });
    const world = settled(spec);
    const nodes = world.nodes.map((node) =>
      node.key === "acme/br-osk" ? { ...node, parent: "id:acme/_archive" } : node,
    );
    expect(steps(planFor(spec, { ...world, nodes }))).toEqual(["move acme/br-osk"]);
  });

  test("lets units swap names by way of an interim title", () => {
    const world = settled(buildSpec({ units: [office, osaka] }));
    const swapped = buildSpec({
      units: [
        { ...office, name: osaka.name },
        { ...osaka, name: office.name },
      ],
    });
    const plan = planFor(swapped, world);
    expect(plan.conflicts).toEqual([]);
    const titles = plan.steps.flatMap((step) =>
      step.action === "update" && step.retitle ? [step.title] : [],
    );
    expect(titles).toEqual(["大阪支店 (div-os)", "オフィス事業部", "大阪支店"]);
  });
});

describe("identity", () => {
  test("is the marker where the store has forgotten: adopt, never create", () => {
    const spec = buildSpec();
    const plan = planFor(spec, { ...settled(spec), bindings: [] });
    expect(new Set(plan.steps.map((step) => step.action))).toEqual(new Set(["adopt"]));
    expect(plan.steps).toHaveLength(desiredTree(spec).length);
  });

  test("is never the title: a stranger's page in the way is a conflict", () => {
    const spec = buildSpec({ units: [osaka] });
    const world = settled(spec);
    const nodes = world.nodes
      .filter((node) => !node.key?.startsWith("acme/br-osk"))
      .concat({
        ...(world.nodes[0] as LiveNode),
        remoteId: "theirs",
        key: null,
        title: "大阪支店 ",
        parent: "id:acme",
      });
    const plan = planFor(spec, { nodes, bindings: [] });
    expect(plan.conflicts.map((conflict) => conflict.key)).toEqual(["acme/br-osk"]);
    const control = planFor(spec, {
      nodes: nodes.filter((node) => node.remoteId !== "theirs"),
      bindings: [],
    });
    expect(control.conflicts).toEqual([]);
  });

  test("carried by two pages at once is a conflict, unless the store knows which one it is", () => {
    const spec = buildSpec({ units: [osaka] });
    const world = settled(spec);
    const twin = {
      ...(world.nodes.find((node) => node.key === "acme/br-osk") as LiveNode),
      remoteId: "twin",
    };
    const nodes = [...world.nodes, twin];
    expect(planFor(spec, { nodes, bindings: [] }).conflicts.map((conflict) => conflict.key)).toEqual([
      "acme/br-osk",
    ]);
    expect(planFor(spec, { ...world, nodes }).conflicts).toEqual([]);
  });
});

describe("what people did", () => {
  test("a renamed page is drift, not a step, until the spec renames it too", () => {
    const spec = buildSpec({ units: [osaka] });
    const world = settled(spec);
    const nodes = world.nodes.map((node) =>
      node.key === "acme/br-osk" ? { ...node, title: "おおさか" } : node,
    );
    const plan = planFor(spec, { ...world, nodes });
    expect(plan.steps).toEqual([]);
    expect(plan.drift.map((drift) => drift.kind)).toEqual(["renamed"]);
    const renamed = planFor(buildSpec({ units: [{ ...osaka, name: "関西支社" }] }), { ...world, nodes });
    expect(steps(renamed)).toContain("update acme/br-osk");
  });

  test("an edited block is left alone although the spec changed it", () => {
    const before = buildSpec({ units: [osaka] });
    const after = buildSpec({ units: [{ ...osaka, kgi: "支店粗利" }] });
    const world = settled(before);
    const edited = world.nodes.map((node) =>
      node.key === "acme/br-osk"
        ? { ...node, blocks: node.blocks.map((block) => ({ ...block, edited: block.id === "profile" })) }
        : node,
    );
    expect(steps(planFor(after, world))).toContain("update acme/br-osk");
    const plan = planFor(after, { ...world, nodes: edited });
    expect(steps(plan)).not.toContain("update acme/br-osk");
    expect(plan.drift.map((drift) => drift.kind)).toEqual(["edited"]);
  });

  test("a page that a person moved goes back to its place", () => {
    const spec = buildSpec({ units: [office, osaka] });
    const world = settled(spec);
    const nodes = world.nodes.map((node) =>
      node.key === "acme/br-osk" ? { ...node, parent: "id:acme/div-os" } : node,
    );
    expect(steps(planFor(spec, { ...world, nodes }))).toEqual(["move acme/br-osk"]);
  });

  test("a deleted page is made again, but not after a reading that came back short", () => {
    const spec = buildSpec({ units: [osaka] });
    const world = settled(spec);
    const nodes = world.nodes.filter((node) => node.key !== "acme/br-osk/plan");
    expect(steps(planFor(spec, { ...world, nodes }))).toEqual(["create acme/br-osk/plan"]);
    const short = planFor(spec, { ...world, nodes }, { complete: false });
    expect(short.steps).toEqual([]);
    expect(short.conflicts.map((conflict) => conflict.key)).toEqual(["acme/br-osk/plan"]);
  });
});

test("new people in the spec are added to the 担当者カルテ, the others are not written again", () => {
  const person = (key: string) => ({ key, name: `氏名 ${key}`, unit: "br-osk" });
  const world = settled(buildSpec({ units: [osaka], people: [person("p1")] }));
  const plan = planFor(buildSpec({ units: [osaka], people: [person("p1"), person("p2")] }), world);
  const step = plan.steps.find((candidate) => candidate.key === "acme/_people");
  expect(step).toMatchObject({ action: "update", seedRows: true, changes: [{ field: "rows", to: "+1" }] });
});
