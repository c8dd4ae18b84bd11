import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { applyPlan } from "../../../src/provision/apply.ts";
import { preparePlan } from "../../../src/provision/prepare.ts";
import { Secret } from "../../../src/secret.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import { perSecond } from "../../../src/workspaces/budget.ts";
import { CONFLUENCE_CONCURRENCY } from "../../../src/workspaces/confluence/concurrency.ts";
import { openConfluence } from "../../../src/workspaces/confluence/open-confluence.ts";
import { openConfluenceTransport } from "../../../src/workspaces/confluence/transport.ts";
import { openLimiter } from "../../../src/workspaces/limiter.ts";
import { buildSpec } from "../../builders.ts";
import { type FakeConfluence, startConfluence } from "../../fakes/confluence-server.ts";
import { noRowIntents } from "../../no-row-intents.ts";
import { openStandingTime, type Pace, working } from "../standing-time.ts";

const fifteen = buildSpec({
  units: Array.from({ length: 15 }, (_, at) => ({
    key: `u${at}`,
    name: `第${at}営業所`,
    kind: "branch" as const,
  })),
});

/** From the client to Confluence, and back. */
const TRAVEL_MS = 100;
const EPOCH = Date.UTC(2026, 10, 23);

interface Paced {
  readonly server: Pick<FakeConfluence, "requests" | "forbiddenCalls" | "maxInFlight">;
  readonly unfinished: number;
  readonly virtualMs: number;
}

/** An apply in time that stands still while anybody is at work, against a Confluence that counts requests. */
async function pacedApply(
  options: Parameters<typeof startConfluence>[0],
  rate: number,
  concurrency = CONFLUENCE_CONCURRENCY,
  arrange: (server: FakeConfluence) => void = () => {},
): Promise<Paced> {
  const time = openStandingTime();
  const dataDir = await mkdtemp(join(tmpdir(), "kakehashi-paced-"));
  const server = await startConfluence({
    now: () => EPOCH + time.now(),
    latencyMs: 0,
    onRequest: (_, phase) => (phase === "received" ? time.travel(TRAVEL_MS) : undefined),
    ...options,
  });
  try {
    arrange(server);
    await using store = await openSqliteStore({ dataDir });
    const pace: Pace = { now: time.now, sleep: time.sleep };
    const transport = openConfluenceTransport({
      host: server.url,
      email: server.email,
      token: new Secret(server.token),
      requestsPerSecond: rate,
      limiter: working(openLimiter({ rate: perSecond(rate), concurrency, ...pace }), time),
    });
    const workspace = openConfluence({
      transport,
      spaceKey: server.spaceKey,
      rootId: server.rootPageId,
      language: "ja",
      rowIntents: noRowIntents,
      ...pace,
    });
    const work = async (): Promise<number> => {
      const { plan, desired } = await preparePlan(fifteen, { workspace, store });
      const done = await applyPlan(plan, {
        workspace,
        store,
        desired,
        now: () => new Date(EPOCH + time.now()),
      });
      return done.filter(({ outcome }) => outcome !== "done").length;
    };
    const unfinished = await time.finish(work());
    const { requests, forbiddenCalls, maxInFlight } = server;
    return {
      server: { requests: [...requests], forbiddenCalls, maxInFlight },
      unfinished,
      virtualMs: time.now(),
    };
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const refused = ({ server }: Paced): number => server.requests.filter(({ status }) => status === 429).length;

test("a whole apply at 5 requests a second is never told to wait, runs four at once at most, and wastes little", async () => {
  const done = await pacedApply({ perSecond: 5, maxParallel: 4 }, 5);
  expect({ refused: refused(done), unfinished: done.unfinished }).toEqual({ refused: 0, unfinished: 0 });
  expect(done.server.maxInFlight).toBeLessThanOrEqual(4);
  const allowed = (done.virtualMs / 1_000) * 5;
  expect(done.server.requests.length).toBeGreaterThan(50);
  expect(done.server.requests.length / allowed).toBeGreaterThanOrEqual(0.9);
});

test("control: faster than Confluence takes it, or more at once, it is told to wait", async () => {
  expect(refused(await pacedApply({ perSecond: 5 }, 50))).toBeGreaterThan(0);
  expect(refused(await pacedApply({ maxParallel: 2 }, 1_000))).toBeGreaterThan(0);
});

test("one who is told to wait makes everybody wait: nothing is sent before the time is over", async () => {
  const done = await pacedApply({}, 5, CONFLUENCE_CONCURRENCY, (server) => {
    for (const nth of [7, 30, 55]) server.fail({ what: "429", nth, retryAfter: 20 });
  });
  expect(done.unfinished).toBe(0);
  expect(done.server.forbiddenCalls).toEqual([]);
  expect(done.virtualMs).toBeGreaterThan(60_000);
});
