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
    views: {},
  };
}

function planFor(
  spec: Spec,
  { nodes, bindings }: { nodes: LiveNode[]; bindings: Binding[] },
  live: Partial<LiveTree> = {},
  more: Partial<Parameters<typeof planChanges>[0]> = {},
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
    ...more,
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

describe("a workspace with a trash", () => {
  const spec = buildSpec({ units: [osaka] });
  const trashed = (...keys: string[]) => {
    const world = settled(spec);
    const nodes = world.nodes.map((node): LiveNode =>
      keys.includes(node.key ?? "") ? { ...node, blocks: [], trashed: true } : node,
    );
    return { ...world, nodes };
  };

  test("gives back what was thrown away, and what lies in it comes along", () => {
    const below = desiredTree(spec)
      .map(({ key }) => key)
      .filter((key) => key.startsWith("acme/br-osk"));
    const plan = planFor(spec, trashed(...below));
    expect(steps(plan)).toEqual(["update acme/br-osk"]);
    expect(plan.steps[0]).toMatchObject({ restore: true, changes: [{ field: "trash" }] });
    expect(plan.drift).toEqual([]);
  });

  test("keeps what left the spec where the person put it", () => {
    const plan = planFor(buildSpec({ units: [office] }), trashed("acme/br-osk"));
    expect(plan.steps.filter((step) => step.action === "archive").map(({ key }) => key)).not.toContain(
      "acme/br-osk",
    );
  });
});

describe("a node that the workspace denies to know", () => {
  const spec = buildSpec({ units: [osaka] });
  const gone = () => {
    const world = settled(spec);
    return { ...world, nodes: world.nodes.filter(({ key }) => key !== "acme/br-osk/issues") };
  };
  const unreachable = { unreachable: ["id:acme/br-osk/issues"] };

  test("is not made again before a person says that it is gone for good", () => {
    const plan = planFor(spec, gone(), unreachable);
    expect(plan.steps).toEqual([]);
    expect(plan.conflicts.map(({ key }) => key)).toEqual(["acme/br-osk/issues"]);
    const confirmed = planFor(spec, gone(), unreachable, { goneForGood: true });
    expect(steps(confirmed)).toEqual(["create acme/br-osk/issues"]);
    expect(confirmed.conflicts).toEqual([]);
  });

  test("control: one that a complete reading simply lacks is made again at once", () => {
    expect(steps(planFor(spec, gone()))).toEqual(["create acme/br-osk/issues"]);
  });
});

describe("a database with typed properties", () => {
  const spec = buildSpec({ units: [osaka] });
  const withFields = (fields: LiveNode["fields"]) => {
    const world = settled(spec);
    const nodes = world.nodes.map((node): LiveNode =>
      node.key === "acme/br-osk/issues" && fields !== undefined ? { ...node, fields } : node,
    );
    return planFor(spec, { ...world, nodes });
  };
  const field = (state: "fits" | "renamed" | "retyped" | "missing", lacks: string[] = []) => [
    { field: "level", state, label: "だれの悩み", lacks },
  ];

  test("is repaired where a property is missing, of another type or without its options", () => {
    for (const [fields, change] of [
      [field("missing"), "property:level"],
      [field("retyped"), "type:level"],
      [field("fits", ["現場"]), "options:level"],
    ] as const) {
      const plan = withFields(fields);
      expect(steps(plan)).toEqual(["update acme/br-osk/issues"]);
      expect(plan.steps[0]).toMatchObject({ repairSchema: true, changes: [{ field: change }] });
      expect(plan.drift).toEqual([]);
    }
  });

  test("keeps the name that a person gave a property, and the plan says so", () => {
    const plan = withFields(field("renamed"));
    expect(plan.steps).toEqual([]);
    expect(plan.drift).toMatchObject([{ key: "acme/br-osk/issues", kind: "renamed-property" }]);
    expect(withFields(field("fits")).drift).toEqual([]);
  });
});

describe("views", () => {
  const spec = buildSpec({ units: [osaka] });
  const made = { makesViews: true };
  const viewsOf = (key: string) => desiredTree(spec).find((node) => node.key === key)?.views ?? [];
  const allMade = () => {
    const world = settled(spec);
    const bindings = world.bindings.map((binding) => ({
      ...binding,
      views: Object.fromEntries(viewsOf(binding.key).map(({ id }) => [id, `view:${id}`] as const)),
    }));
    return { ...world, bindings };
  };

  test("are made once: only what a killed run left undone is planned", () => {
    const world = allMade();
    expect(planFor(spec, world, {}, made).steps).toEqual([]);
    const [first, ...rest] = viewsOf("acme/br-osk/issues").map(({ id }) => id);
    const bindings = world.bindings.map((binding) =>
      binding.key === "acme/br-osk/issues" ? { ...binding, views: { [first ?? ""]: "v" } } : binding,
    );
    expect(planFor(spec, { ...world, bindings }, {}, made).steps).toMatchObject([
      { action: "update", key: "acme/br-osk/issues", views: rest },
    ]);
  });

  test("that the workspace refused are not asked for again, and the plan says so", () => {
    const world = allMade();
    const bindings = world.bindings.map((binding) => ({
      ...binding,
      views: Object.fromEntries(Object.keys(binding.views).map((id) => [id, null])),
    }));
    const plan = planFor(spec, { ...world, bindings }, {}, made);
    expect(plan.steps).toEqual([]);
    expect(plan.drift.map(({ kind }) => kind)).toEqual(["notice"]);
  });

  test("outside a unit's own pages show released copies, digests and rollouts only", () => {
    const raw = new Set(["issue", "success", "failure", "person", "order", "target"]);
    const tree = desiredTree(spec);
    const recordOf = (key: string | undefined) => tree.find((node) => node.key === key)?.schema?.record;
    const shown = tree.flatMap((node) => (node.views ?? []).flatMap(({ source }) => source?.key ?? []));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(recordOf).filter((record) => record === undefined || raw.has(record))).toEqual([]);
  });
});

test("new people in the spec are added to the 担当者カルテ, the others are not written again", () => {
  const person = (key: string) => ({ key, name: `氏名 ${key}`, unit: "br-osk" });
  const world = settled(buildSpec({ units: [osaka], people: [person("p1")] }));
  const plan = planFor(buildSpec({ units: [osaka], people: [person("p1"), person("p2")] }), world);
  const step = plan.steps.find((candidate) => candidate.key === "acme/_people");
  expect(step).toMatchObject({ action: "update", seedRows: true, changes: [{ field: "rows", to: "+1" }] });
});
