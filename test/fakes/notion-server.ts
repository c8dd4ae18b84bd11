import { createWorld } from "./notion/create-world.ts";
import { openFaults } from "./notion/faults.ts";
import type { ArmedFault, Fault } from "./notion/faults.ts";
import { openInspectors } from "./notion/inspect.ts";
import { listen } from "./notion/listen.ts";
import type { NotionOptions } from "./notion/options.ts";
import { openPerson } from "./notion/person.ts";
import type { Person } from "./notion/person.ts";
import type { RecordedRequest } from "./notion/recorded-request.ts";
import { seedRows } from "./notion/seed-rows.ts";
import type { SeedRow } from "./notion/seed-rows.ts";

export type { ArmedFault, Fault, FaultKind } from "./notion/faults.ts";
export type { SeenDatabase, SeenPage } from "./notion/inspect.ts";
export type { NotionOptions } from "./notion/options.ts";
export type { Person } from "./notion/person.ts";
export type { RecordedRequest } from "./notion/recorded-request.ts";
export type { SeedRow } from "./notion/seed-rows.ts";

/**
 * Notion for tests: its API of 2026-03-11 over HTTP on loopback, with a state behind it, as strict as the
 * real one where a client can get it wrong. It shares no code with the client side, and it knows faults,
 * lags and people besides.
 */
export interface FakeNotion extends AsyncDisposable, ReturnType<typeof openInspectors> {
  /** The base URL without /v1. */
  readonly url: string;
  readonly token: string;
  /** A page that is shared with the bot; what is made under it is shared too. */
  readonly rootPageId: string;
  readonly botId: string;
  readonly personId: string;
  /** Every request since the start or since `forget`, oldest first. */
  readonly requests: readonly RecordedRequest[];
  forget: () => void;
  fail: (fault: Fault) => ArmedFault;
  /** Faults that have not fired once: a test that means to see them asserts that there are none. */
  unfired: () => Fault[];
  clearFaults: () => void;
  /** Cursors given so far are no good any more, as after a long pause. */
  expireCursors: () => void;
  readonly person: Person;
  seedRows: (dataSourceId: string, count: number, make: (index: number) => SeedRow) => string[];
  close: () => Promise<void>;
}

export async function startNotion(options: NotionOptions = {}): Promise<FakeNotion> {
  const world = createWorld(options);
  const faults = openFaults();
  const requests: RecordedRequest[] = [];
  const { url, close } = await listen(world, faults, requests);
  return {
    url,
    token: world.settings.token,
    rootPageId: world.rootId,
    botId: world.botId,
    personId: world.personId,
    requests,
    forget: () => {
      requests.length = 0;
    },
    fail: faults.arm,
    unfired: () => faults.list().flatMap(({ fault, fired }) => (fired === 0 ? [fault] : [])),
    clearFaults: faults.clear,
    expireCursors: () => world.cursors.clear(),
    person: openPerson(world),
    ...openInspectors(world),
    seedRows: (dataSourceId, count, make) => seedRows(world, dataSourceId, count, make),
    close,
    [Symbol.asyncDispose]: close,
  };
}
