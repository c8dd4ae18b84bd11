import { buildDigests, publishDigests } from "../../src/digest/digests.ts";
import { importEntries, importRollouts } from "../../src/imports/import-records.ts";
import { readEntries } from "../../src/imports/read-entries.ts";
import type { Spec } from "../../src/model/spec.ts";
import { applyPlan } from "../../src/provision/apply.ts";
import { databasesOf } from "../../src/provision/databases.ts";
import { preparePlan } from "../../src/provision/prepare.ts";
import { partnerNodeKey } from "../../src/spec/keys.ts";
import { refreshReleases } from "../../src/sync/release.ts";
import type { Store } from "../../src/store/store.ts";
import type { LinkResolver, Workspace } from "../../src/workspaces/workspace.ts";
import { FEW_ENTRIES, MORE_ENTRIES } from "./bundles.ts";
import { GENERATED_AFTER, GENERATED_BEFORE } from "./generated-pages.ts";
import { CHANGED, CHANGED_TEXT, SIX_UNITS, SIX_UNITS_TEXT } from "./specs.ts";
import type { Deps } from "./world.ts";

/** One command of the product, as a process does it, and what has to stand before it. */
export interface Scenario {
  readonly name: string;
  /** What the workspace must look like in the end: a plan for it finds nothing to do. */
  readonly spec: Spec;
  readonly before: readonly Act[];
  readonly act: Act;
  /** How many runs with several faults it gets. */
  readonly seeds: number;
  /** The same as a command line; absent where there is none. */
  readonly command?: readonly string[];
}

/** The files that commands name. */
export const FILES: Readonly<Record<string, string>> = {
  "spec.yaml": SIX_UNITS_TEXT,
  "changed.yaml": CHANGED_TEXT,
  "bundle.json": MORE_ENTRIES,
};

/** Answers with what it left undone; throws an AppError where it was refused or gave up. */
type Act = (deps: Deps) => Promise<readonly string[]>;

const NOW = new Date("2026-11-24T09:00:00+09:00");

/** Commands other than `apply` know a partner by what was applied. */
const register: Act = async ({ store }) => {
  await store.partners.save({
    key: SIX_UNITS.partner.key,
    specText: SIX_UNITS_TEXT,
    specFile: "spec.yaml",
    appliedAt: NOW.toISOString(),
  });
  return [];
};

const apply =
  (spec: Spec): Act =>
  async (deps) => {
    const { plan, desired } = await preparePlan(spec, deps);
    if (plan.conflicts.length > 0) return plan.conflicts.map(({ message }) => message.en);
    const steps = await applyPlan(plan, { ...deps, desired, now: () => new Date(deps.clock.now()) });
    return steps
      .filter(({ outcome }) => outcome !== "done")
      .map(({ key, outcome, error }) => `${key} ${outcome}: ${error?.en ?? ""}`);
  };

const importBundle =
  (bundle: string): Act =>
  async ({ workspace, store }) => {
    const spec = SIX_UNITS;
    const { entries, rollouts } = await readEntries("bundle.json", new TextEncoder().encode(bundle), spec);
    const { databases } = databasesOf(spec, await store.bindings.all(spec.partner.key, workspace.kind));
    const deps = { workspace, store, spec, databases, now: NOW };
    const done = [await importEntries(deps, entries), await importRollouts(deps, rollouts)];
    return done.flatMap(({ rejected }) => rejected.map(({ id, reason }) => `${id}: ${reason.en}`));
  };

const buildDigestsOf: Act = async ({ store }) => {
  await refreshReleases(store, SIX_UNITS);
  await buildDigests({ store, spec: SIX_UNITS, week: WEEK, now: NOW.toISOString() });
  return [];
};

const WEEK = "2026-W48";

const publish: Act = async ({ workspace, store }) => {
  const spec = SIX_UNITS;
  const request = { store, spec, week: WEEK, audience: "vendor", now: NOW.toISOString() } as const;
  const digests = await publishDigests({
    ...request,
    workspace,
    ...(await digestPlace(workspace, store)),
  });
  return digests.filter(({ state }) => state !== "published").map(({ unit }) => `${unit} is not published`);
};

async function digestPlace(workspace: Workspace, store: Store) {
  const { key } = SIX_UNITS.partner;
  const { databases } = databasesOf(SIX_UNITS, await store.bindings.all(key, workspace.kind));
  const database = databases.get(partnerNodeKey(key, "digests"));
  if (database === undefined) throw new Error("there is no database of digests");
  const entries = new Map((await store.records.all(key, "entry")).map(({ id, remoteId }) => [id, remoteId]));
  const links: LinkResolver = (target) => ("entry" in target ? entries.get(target.entry) : undefined);
  return { database, links };
}

const putPages =
  (pages: typeof GENERATED_BEFORE): Act =>
  async (deps) => {
    const { database, links } = await digestPlace(deps.workspace, deps.store);
    for (const page of pages) {
      if (page.blocks.length === 0) await deps.workspace.withdrawPage(database, page.id);
      else await deps.workspace.putPage(database, page, links);
    }
    return [];
  };

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "apply",
    seeds: 500,
    spec: SIX_UNITS,
    before: [],
    act: apply(SIX_UNITS),
    command: ["apply", "spec.yaml", "--yes"],
  },
  {
    name: "apply of a changed spec",
    seeds: 100,
    spec: CHANGED,
    before: [apply(SIX_UNITS), importBundle(FEW_ENTRIES)],
    act: apply(CHANGED),
    command: ["apply", "changed.yaml", "--confirm"],
  },
  {
    name: "import entries",
    seeds: 100,
    spec: SIX_UNITS,
    before: [apply(SIX_UNITS), register, importBundle(FEW_ENTRIES)],
    act: importBundle(MORE_ENTRIES),
    command: ["import", "entries", "bundle.json", "--partner", "six"],
  },
  {
    name: "digest publish",
    seeds: 100,
    spec: SIX_UNITS,
    before: [apply(SIX_UNITS), register, importBundle(MORE_ENTRIES), buildDigestsOf],
    act: publish,
    command: ["digest", "publish", "--partner", "six", "--week", WEEK, "--audience", "vendor"],
  },
  {
    name: "generated pages",
    seeds: 100,
    spec: SIX_UNITS,
    before: [apply(SIX_UNITS), putPages(GENERATED_BEFORE)],
    act: putPages(GENERATED_AFTER),
  },
];
