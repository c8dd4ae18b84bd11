import { loadConfig } from "../../src/config.ts";
import type { Text } from "../../src/language.ts";
import { openRuntime, type Runtime } from "../../src/runtime.ts";
import type { Principal } from "../../src/server/principal.ts";
import { serve } from "../../src/server/serve.ts";
import { formToken, openSessions } from "../../src/server/sessions.ts";
import { type Desk, openSoreiDesk } from "../cli/run.ts";

/** Who works with the sample partner: one who leads all units, one rep of two, and one whom its team does not know. */
export const PEOPLE = {
  admin: { user: "admin", isAdmin: true, mayChange: true },
  lead: { user: "lead", isAdmin: false, mayChange: true },
  rep: { user: "rep", isAdmin: false, mayChange: true },
  stranger: { user: "stranger", isAdmin: false, mayChange: true },
} as const satisfies Record<string, Principal>;
export type Role = keyof typeof PEOPLE;

export const REPS_UNITS = ["br-osk", "br-fuk"] as const;

const TEAM = `
team:
  - { user: lead, role: lead }
  - { user: rep, role: rep, units: [${REPS_UNITS.join(", ")}] }
`;

/** Somebody's browser or program. */
export interface Client {
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** A change through the API, as a program of ours sends it. */
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A form of a page, filled in. */
  submit(path: string, fields: Record<string, string>): Promise<Response>;
}

export interface ServedWorld extends AsyncDisposable {
  readonly origin: string;
  readonly runtime: Runtime;
  readonly desk: Desk;
  /** Every link that was shown. */
  readonly links: readonly string[];
  readonly bugs: readonly unknown[];
  /** What was said at the terminal beside the links. */
  readonly notes: readonly Text[];
  clock: Date;
  as(role: Role): Promise<Client>;
}

/** The sample partner, served; each test gets its own. */
export async function serveSorei({ language = "ja" }: { language?: "ja" | "en" } = {}): Promise<ServedWorld> {
  const stack = new AsyncDisposableStack();
  const desk = stack.use(await openSoreiDesk());
  const config = loadConfig({ VAULT_DIR: desk.at("vault"), KAKEHASHI_DATA_DIR: desk.at("data") }, desk.dir);
  const runtime = stack.use(await openRuntime(config));
  const stored = await runtime.store.partners.get("sorei");
  if (stored === null) throw new Error("the sample was not applied");
  const { key, specText, specFile, appliedAt } = stored;
  await runtime.store.partners.save({ key, specText: `${specText}${TEAM}`, specFile, appliedAt });
  const links: string[] = [];
  const bugs: unknown[] = [];
  const notes: Text[] = [];
  const world = {
    clock: new Date("2026-11-25T03:00:00Z"),
    desk,
    runtime,
    links,
    bugs,
    notes,
  };
  const server = await serve({
    runtime,
    host: "127.0.0.1",
    port: 0,
    language,
    operator: PEOPLE.admin.user,
    now: () => world.clock,
    showLink: (link) => void links.push(link),
    onNote: (note) => void notes.push(note),
    onBug: (error) => void bugs.push(error),
    perMinute: 1_000_000,
  });
  stack.defer(() => server.close());
  const { origin } = server;
  return Object.assign(world, {
    origin,
    as: async (role: Role) =>
      clientOf(origin, await openSessions(runtime.store.sessions).open(PEOPLE[role], world.clock)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  });
}

function clientOf(origin: string, secret: string): Client {
  const cookie = `kakehashi=${secret}`;
  const ask = (path: string, init: { method?: string; body?: string; headers: Record<string, string> }) =>
    fetch(`${origin}${path}`, { redirect: "manual", ...init, headers: { cookie, ...init.headers } });
  return {
    cookie,
    get: (path, headers = {}) => ask(path, { headers }),
    send: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        headers: {
          "content-type": "application/json",
          "sec-fetch-site": "same-origin",
          "x-csrf-token": formToken(secret),
          ...headers,
        },
        body: JSON.stringify(body),
      }),
    submit: (path, fields) =>
      ask(path, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
        body: new URLSearchParams({ _token: formToken(secret), ...fields }).toString(),
      }),
  };
}
