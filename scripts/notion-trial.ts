import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { applyPlan, type StepResult } from "../src/provision/apply.ts";
import { preparePlan } from "../src/provision/prepare.ts";
import type { Plan } from "../src/provision/steps.ts";
import { Secret } from "../src/secret.ts";
import { Spec } from "../src/model/spec.ts";
import { openSqliteStore } from "../src/store/sqlite/open-sqlite-store.ts";
import { openNotion } from "../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../src/workspaces/notion/transport.ts";
import { type FakeNotion, startNotion } from "../test/fakes/notion-server.ts";

/**
 * One apply of a partner against the Notion double, with whatever faults it is told to play, and what must be true
 * afterwards. Waits are shortened, deadlines too; nothing else differs from a real run.
 */
export interface Trial extends AsyncDisposable {
  readonly server: FakeNotion;
  /** A run of its own, as another process would do it. */
  apply(): Promise<readonly StepResult[]>;
  plan(): Promise<Plan>;
}

/** Long enough for an answer on loopback, short enough for thousands of trials. */
const TIMEOUT_MS = 400;
const LONGEST_WAIT_MS = 5;

export async function openTrial(spec: Spec): Promise<Trial> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-trial-"));
  const server = await startNotion();
  const run = async <T>(use: (deps: Parameters<typeof preparePlan>[1]) => Promise<T>): Promise<T> => {
    await using store = await openSqliteStore({ dataDir: dir });
    return await use({ workspace: workspaceAt(server), store });
  };
  return {
    server,
    apply: () =>
      run(async (deps) => {
        const { plan, desired } = await preparePlan(spec, deps);
        if (plan.conflicts.length > 0) throw new Error(`conflict: ${plan.conflicts[0]?.message.en ?? ""}`);
        return applyPlan(plan, { ...deps, desired });
      }),
    plan: () => run(async (deps) => (await preparePlan(spec, deps)).plan),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function workspaceAt(server: FakeNotion) {
  const sleep = (ms: number) => delay(Math.min(ms, LONGEST_WAIT_MS));
  const transport = openNotionTransport({
    token: new Secret(server.token),
    baseUrl: server.url,
    perMinute: 1_000_000_000,
    timeoutMs: TIMEOUT_MS,
    sleep,
  });
  return openNotion({ transport, rootId: server.rootPageId, language: "ja", sleep });
}

/** Six units, nested, with people and a company-wide plan: every kind of node and row that `apply` makes. */
export const SIX_UNITS = Spec.parse({
  partner: { key: "six", name: "六角商会" },
  top_alignment: { evidence: [{ when: "2026-07", what: "重点商材", roles: ["社長"] }] },
  units: [
    { key: "u0", name: "第一事業部", kind: "division" },
    { key: "u1", name: "第二事業部", kind: "division" },
    { key: "u2", name: "東支店", kind: "branch", parent: "u0" },
    { key: "u3", name: "西支店", kind: "branch", parent: "u0" },
    { key: "u4", name: "南支店", kind: "branch" },
    { key: "u5", name: "営業企画部", kind: "hq" },
  ],
  people: [{ key: "p1", name: "架空 太郎", unit: "u0", role: "事業部長", level: "head" }],
});
