import { createWorld } from "./confluence/create-world.ts";
import { openFaults } from "./confluence/faults.ts";
import type { ArmedFault, Fault } from "./confluence/faults.ts";
import { openInspectors } from "./confluence/inspect.ts";
import type { SeenPage } from "./confluence/inspect.ts";
import { listen } from "./confluence/listen.ts";
import type { ConfluenceOptions } from "./confluence/options.ts";
import { openPerson } from "./confluence/person.ts";
import type { Person } from "./confluence/person.ts";
import { openRateLimits } from "./confluence/rate-limits.ts";
import type { RecordedRequest } from "./confluence/recorded-request.ts";
import { seedPages } from "./confluence/seed-pages.ts";
import type { SeedPage } from "./confluence/seed-pages.ts";
import type { Overlap, World } from "./confluence/world.ts";

export type { ArmedFault, Fault, FaultKind } from "./confluence/faults.ts";
export type { SeenPage } from "./confluence/inspect.ts";
export type { ConfluenceOptions } from "./confluence/options.ts";
export type { Person } from "./confluence/person.ts";
export type { RecordedRequest } from "./confluence/recorded-request.ts";
export type { SeedPage } from "./confluence/seed-pages.ts";
export type { Overlap } from "./confluence/world.ts";

/**
 * Confluence Cloud for tests: what is left of both generations of its API over HTTP on loopback, with a state
 * behind it, as strict as the real one where a client can get it wrong. It shares no code with the client
 * side, and it knows faults, lags and people besides.
 */
export interface FakeConfluence extends AsyncDisposable, ReturnType<typeof openInspectors> {
  /** The address of the site, without "/wiki". */
  readonly url: string;
  /** The address that a scoped token has to use, likewise without "/wiki". */
  readonly gatewayUrl: string;
  readonly cloudId: string;
  readonly email: string;
  readonly token: string;
  readonly spaceKey: string;
  readonly spaceId: string;
  readonly homepageId: string;
  /** A page below the home page that the client may fill. */
  readonly rootPageId: string;
  /** A space of other people, which the bot may see. */
  readonly otherSpace: { readonly id: string; readonly key: string; readonly homepageId: string };
  readonly botId: string;
  readonly personId: string;
  /** Every request since the start or since `forget`, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** How requests broke the OpenAPI document, one sentence each. `forget` leaves them. */
  readonly violations: readonly string[];
  /** Requests that came although a 429 had asked to wait. */
  readonly forbiddenCalls: readonly RecordedRequest[];
  /** The highest number of requests at once since the start or since `forget`. */
  readonly maxInFlight: number;
  /** Writes that were in hand on one page at the same time. */
  readonly overlaps: readonly Overlap[];
  forget: () => void;
  fail: (fault: Fault) => ArmedFault;
  /** Faults that have not fired once: a test that means to see them asserts that there are none. */
  unfired: () => Fault[];
  clearFaults: () => void;
  /** Cursors given so far are no good any more. */
  expireCursors: () => void;
  /** Lists and search leave these pages out without a word; by id they are there. */
  omitFromLists: (isOmitted: (page: SeenPage) => boolean) => void;
  readonly person: Person;
  seedPages: (parentId: string, count: number, make: (index: number) => SeedPage) => string[];
  close: () => Promise<void>;
}

export async function startConfluence(options: ConfluenceOptions = {}): Promise<FakeConfluence> {
  const { world, root } = createWorld(options);
  const faults = openFaults();
  const limits = openRateLimits(world.settings);
  const requests: RecordedRequest[] = [];
  const { url, close } = await listen({ world, faults, limits, requests });
  world.url = url;
  const inspectors = openInspectors(world);
  return {
    ...addressesOf(world),
    rootPageId: root.id,
    requests,
    violations: world.violations,
    forbiddenCalls: limits.forbiddenCalls,
    get maxInFlight() {
      return limits.maxInFlight;
    },
    overlaps: world.overlaps,
    forget: () => {
      requests.length = 0;
      world.overlaps.length = 0;
      limits.forget();
    },
    fail: faults.arm,
    unfired: () => faults.list().flatMap(({ fault, fired }) => (fired === 0 ? [fault] : [])),
    clearFaults: faults.clear,
    expireCursors: () => {
      world.cursorAge += 1;
    },
    omitFromLists: (isOmitted) => {
      world.omits = (node) => node.status !== "purged" && isOmitted(inspectors.page(node.id));
    },
    person: openPerson(world),
    ...inspectors,
    seedPages: (parentId, count, make) => seedPages(world, parentId, count, make),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function addressesOf({ url, settings, spaces, botId, personId }: World) {
  const [space, otherSpace] = spaces.values();
  if (!space || !otherSpace) throw new Error("A site starts with two spaces.");
  const { cloudId, email, token } = settings;
  return {
    url,
    gatewayUrl: `${url}/ex/confluence/${cloudId}`,
    cloudId,
    email,
    token,
    spaceKey: space.key,
    spaceId: space.id,
    homepageId: space.homepageId,
    otherSpace,
    botId,
    personId,
  };
}
