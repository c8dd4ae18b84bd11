import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Spec } from "../../../src/model/spec.ts";
import { applyPlan } from "../../../src/provision/apply.ts";
import { preparePlan } from "../../../src/provision/prepare.ts";
import { Secret } from "../../../src/secret.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open-sqlite-store.ts";
import type { Limiter } from "../../../src/workspaces/limiter.ts";
import { openNotion } from "../../../src/workspaces/notion/open-notion.ts";
import { openNotionTransport } from "../../../src/workspaces/notion/transport.ts";
import { startNotion } from "../../fakes/notion-server.ts";
import { noRowIntents } from "../../no-row-intents.ts";
import { openStandingTime, type Pace, working } from "../standing-time.ts";

/**
 * An apply against a Notion that counts requests by the minute, in time that stands still while anybody is at work: a
 * request takes its virtual travel, waiting takes no real time, and minutes pass in seconds.
 */
export interface PacedApply {
  readonly requests: number;
  /** Answers that only said to wait. */
  readonly refused: number;
  /** Other answers that were no success. */
  readonly failed: number;
  /** Steps of the plan that did not end well. */
  readonly unfinished: number;
  readonly virtualMs: number;
  /**
   * What was used of the budget while there was work: of all the minutes from the first request to the beginning of
   * the last window, in which the rest was done. Null where one window was enough.
   */
  readonly share: number | null;
}

/** From the client to Notion, and back. */
const TRAVEL_MS = 100;
const EPOCH = Date.UTC(2026, 10, 23);

export async function pacedApply(
  spec: Spec,
  { perMinute, limiter: open }: { perMinute: number; limiter: (pace: Pace) => Limiter },
): Promise<PacedApply> {
  const time = openStandingTime();
  const dataDir = await mkdtemp(join(tmpdir(), "kakehashi-paced-"));
  const server = await startNotion({
    requestsPerMinute: perMinute,
    now: () => EPOCH + time.now(),
    latencyMs: 0,
    onRequest: () => time.travel(TRAVEL_MS),
  });
  try {
    await using store = await openSqliteStore({ dataDir });
    const { now, sleep } = time;
    const transport = openNotionTransport({
      token: new Secret(server.token),
      baseUrl: server.url,
      perMinute,
      limiter: working(open({ now, sleep }), time),
    });
    const workspace = openNotion({
      transport,
      rootId: server.rootPageId,
      language: "ja",
      rowIntents: noRowIntents,
      now,
      sleep,
    });
    const work = async (): Promise<number> => {
      await workspace.check();
      const { plan, desired } = await preparePlan(spec, { workspace, store });
      const today = () => new Date(EPOCH + now());
      const results = await applyPlan(plan, { workspace, store, desired, now: today });
      return results.filter(({ outcome }) => outcome !== "done").length;
    };
    const unfinished = await time.finish(work());
    const answers = server.requests.map(({ status, at }) => ({ status, at: at - EPOCH }));
    return { ...counted(answers, perMinute), unfinished, virtualMs: time.now() };
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Answer {
  readonly status: number;
  readonly at: number;
}

function counted(answers: readonly Answer[], perMinute: number) {
  const refused = answers.filter(({ status }) => status === 429).length;
  const failed = answers.filter(({ status }) => status >= 400 && status !== 429).length;
  const served = answers.filter(({ status }) => status !== 429).map(({ at }) => at + TRAVEL_MS);
  const opened = served.reduce((start, at) => (at >= start + MINUTE ? at : start), -Infinity);
  const [first = 0] = served;
  const before = served.filter((at) => at < opened).length;
  const share = before === 0 ? null : before / (((opened - first) / MINUTE) * perMinute);
  return { requests: answers.length, refused, failed, share };
}

const MINUTE = 60_000;
