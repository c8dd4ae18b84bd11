import { describe, expect, test } from "vitest";

import { openNotionWorld, type NotionWorld } from "../../scripts/chaos/notion-world.ts";
import { SIX_UNITS } from "../../scripts/chaos/specs.ts";
import { applyPlan } from "../../src/provision/apply.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";

/** What a process that dies does not live to hear of. */
class Killed extends Error {}

type Deps = Parameters<Parameters<NotionWorld["run"]>[0]>[0];

async function apply({ workspace, store, clock }: Deps): Promise<string[]> {
  const { plan, desired } = await preparePlan(SIX_UNITS, { workspace, store });
  expect(plan.conflicts).toEqual([]);
  const steps = await applyPlan(plan, { workspace, store, desired, now: () => new Date(clock.now()) });
  return steps.filter(({ outcome }) => outcome !== "done").map(({ key }) => key);
}

/** A run that makes everything up to this node, and dies before it hears that the node is there. */
async function dieAfterMaking(world: NotionWorld, key: string): Promise<void> {
  const run = world.run((deps) =>
    apply({ ...deps, workspace: dying(deps.workspace, (node) => node.key === key) }),
  );
  await expect(run).rejects.toThrow(Killed);
}

function dying(workspace: Workspace, dies: (node: Parameters<Workspace["create"]>[0]) => boolean): Workspace {
  return {
    ...workspace,
    create: async (node, ...rest) => {
      const written = await workspace.create(node, ...rest);
      if (dies(node)) throw new Killed();
      return written;
    },
  };
}

const settled = async (world: NotionWorld): Promise<void> => {
  const { plan } = await world.run((deps) => preparePlan(SIX_UNITS, deps));
  expect(plan).toMatchObject({ steps: [], drift: [], conflicts: [] });
};

const viewNames = ({ server }: NotionWorld, title: string): string[] =>
  server
    .databases()
    .filter((database) => database.title === title && !database.isLinked)
    .flatMap(({ id }) => server.viewsOf(id).map(({ name }) => name))
    .toSorted();

describe("what a killed run made and did not live to bind", () => {
  test("is finished like any other: a database gets its views, a page its linked ones", async () => {
    await using whole = await openNotionWorld();
    expect(await whole.run(apply)).toEqual([]);
    for (const key of ["six/_released", "six"]) {
      await using world = await openNotionWorld();
      await dieAfterMaking(world, key);
      expect(await world.run(apply)).toEqual([]);
      await settled(world);
      expect(viewNames(world, "他拠点の事例(共有用)")).toEqual(viewNames(whole, "他拠点の事例(共有用)"));
      expect(world.server.databases().length).toBe(whole.server.databases().length);
      expect(await world.run(({ store }) => store.bindings.intents("six", "notion"))).toEqual([]);
    }
  });

  test("is not made again by a run that comes before Notion shows it", async () => {
    await using world = await openNotionWorld({ visibilityLagMs: 20_000 });
    await dieAfterMaking(world, "six/_released");
    expect(await world.run(apply)).toEqual([]);
    await settled(world);
    const made = world.server
      .databases()
      .filter(({ title, isLinked }) => title.startsWith("他拠点") && !isLinked);
    expect(made).toHaveLength(1);
  });

  test("is looked for no longer than it may take to appear, and nothing that was never sent is looked for", async () => {
    await using world = await openNotionWorld();
    await dieAfterMaking(world, "six");
    await world.clock.sleep(120_000);
    world.server.forget();
    const startedAt = world.clock.now();
    expect(await world.run(apply)).toEqual([]);
    expect(world.clock.now() - startedAt).toBeLessThan(30_000);
    // One for each thing that is made, one for each database's properties, and a few to look around.
    expect(world.server.requests.length).toBeLessThan(160);
  });
});

test("what was bound a moment ago is not taken for deleted where Notion does not show it yet", async () => {
  await using world = await openNotionWorld({ visibilityLagMs: 20_000 });
  expect(await world.run(apply)).toEqual([]);
  await settled(world);
});

test("a link to what comes into being while its page is being written is there in the end", async () => {
  await using world = await openNotionWorld();
  const [asked, made] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await world.run(async (deps) => {
    const workspace: Workspace = {
      ...deps.workspace,
      create: async (node, ...rest) => {
        if (node.key === "six/_people") await asked.promise;
        const writing = deps.workspace.create(node, ...rest);
        if (node.key === "six/u0") asked.resolve();
        const written = await writing;
        // Time to be bound.
        if (node.key === "six/_people") setTimeout(made.resolve, 50);
        if (node.key === "six/u0") await made.promise;
        return written;
      },
    };
    expect(await apply({ ...deps, workspace })).toEqual([]);
  });
  const unit = world.server.pages().find(({ title }) => title === "第一事業部");
  expect(world.server.markdownOf(unit?.id ?? "")).toMatch(/\[担当者カルテ\]\(/);
  await settled(world);
});
