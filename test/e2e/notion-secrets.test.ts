import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Desk, openDesk, type Ran, specText } from "../cli/run.ts";
import { type Fault, type FakeNotion, type FaultKind, startNotion } from "../fakes/notion-server.ts";

/**
 * The token, what people wrote and their names are in no output but the answers that are meant to show them: not in
 * errors, not in what Node can be told to print, not beside the store. Every command runs as the process it is.
 */

const TOKEN = "ntn_Canary0Token1With2Every3Part4Unique5678901234567";
const PRIVATE = {
  title: "カナリア件名イ",
  body: "カナリア本文ロ",
  customer: "カナリア顧客ハ商店",
  person: "架空ニ 花子",
  mask: "カナリア伏せ語ホ",
  notionUser: "架空ヘ 次郎",
};

/** Ten characters of a token in a row are too many. */
const PIECES = Array.from({ length: TOKEN.length - 9 }, (_, at) => TOKEN.slice(at, at + 10));

/** What of it can be found in a text, plainly or as programs like to write it. */
function leaksIn(text: string): string[] {
  const whole = text.normalize("NFKC");
  const texts = Object.entries(PRIVATE).filter(([, canary]) =>
    [
      canary,
      encodeURIComponent(canary),
      JSON.stringify(canary).slice(1, -1),
      escaped(canary),
      base64(canary),
    ].some((form) => whole.includes(form)),
  );
  const isTokenThere = PIECES.some((piece) => whole.includes(piece)) || whole.includes(base64(TOKEN));
  return [...texts.map(([name]) => name), ...(isTokenThere ? ["token"] : [])];
}

const base64 = (text: string): string =>
  Buffer.from(text).toString("base64").replace(/=+$/u, "").slice(0, -2);
const escaped = (text: string): string =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

/** What it shows of all that, with what it said; nothing if nothing. */
function shownBy({ stdout, stderr }: Ran, about: string): string[] {
  const shown = leaksIn(`${stdout}\n${stderr}`);
  return shown.length === 0 ? [] : [`${about}: ${shown.join(", ")}`, stdout, stderr];
}

/** What Notion says when it quotes what was sent, and more than that. */
const QUOTING = `body failed validation: body.properties.件名.title[0].text.content.length should be ≤ \`2000\`, instead was \`${Object.values(PRIVATE).join(" ")}\` with Bearer ${TOKEN}`;

/** Waits pass at once: time itself is set forward instead. */
const QUICK = `
  import timers from "node:timers/promises";
  import { syncBuiltinESMExports } from "node:module";
  const [now, wait] = [performance.now.bind(performance), timers.setTimeout];
  let ahead = 0;
  performance.now = () => now() + ahead;
  timers.setTimeout = (ms, ...rest) => { ahead += ms; return wait(0, ...rest); };
  syncBuiltinESMExports();
`;
const preload = (code: string): string => `--import=data:text/javascript,${encodeURIComponent(code)}`;

interface Stand {
  readonly server: FakeNotion;
  readonly desk: Desk;
  /** Runs a command; `env` and `input` as for {@link Desk.run}. */
  readonly run: (args: readonly string[], more?: Parameters<Desk["run"]>[1]) => Promise<Ran>;
  readonly close: () => Promise<void>;
}

async function openStand(onRequest: () => void = () => {}): Promise<Stand> {
  const server = await startNotion({ token: TOKEN, personName: PRIVATE.notionUser, latencyMs: 0, onRequest });
  const desk = await openDesk();
  await desk.write("token", `  ${TOKEN}\n`);
  const env = {
    KAKEHASHI_WORKSPACE: "notion",
    NOTION_TOKEN_FILE: "token",
    NOTION_ROOT_PAGE_ID: server.rootPageId,
    NOTION_BASE_URL: server.url,
    NOTION_REQUESTS_PER_MINUTE: "1000000",
    NOTION_TIMEOUT_MS: "250",
    NODE_OPTIONS: preload(QUICK),
  };
  return {
    server,
    desk,
    run: (args, more = {}) => desk.run(args, { ...more, env: { ...env, ...more.env } }),
    close: async () => {
      await server.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

const spec = (key: string): string =>
  specText({
    key,
    name: `${key}商事`,
    more: `people:\n  - { key: p-1, name: ${PRIVATE.person}, unit: br-osk, role: 課長, level: manager }\n`,
  });

/** One entry of each kind, everything in it that must not get out. */
const entries = (id: string): string =>
  [
    "管理ID,件名,種別,事業部・拠点,内容,顧客名,伏せる語,共有範囲",
    ...["課題", "成功事例", "失敗事例"].map((kind, at) =>
      [
        `${id}-${at}`,
        PRIVATE.title,
        kind,
        "br-osk",
        `${PRIVATE.body}を${PRIVATE.mask}で。`,
        PRIVATE.customer,
        PRIVATE.mask,
        "パートナー内の全事業部・拠点",
      ].join(","),
    ),
  ].join("\n");

const NOTE = `${PRIVATE.title}\n\n${PRIVATE.body}\n顧客名: ${PRIVATE.customer}\n共有範囲: パートナー内の全事業部・拠点\n`;

/** A partner that was applied and filled. What this printed is looked at as well. */
async function filledStand(onRequest?: () => void): Promise<Stand & { readonly printed: readonly Ran[] }> {
  const stand = await openStand(onRequest);
  await stand.desk.write("acme.yaml", spec("acme"));
  await stand.desk.write("entries.csv", entries("E0"));
  const printed: Ran[] = [];
  for (const args of [
    ["apply", "acme.yaml", "--yes"],
    ["import", "entries", "entries.csv", "--partner", "acme"],
    ["sync"],
    ["digest", "run", "--week", "2026-W30"],
    ["doctor"],
  ]) {
    const ran = await stand.run(args);
    if (ran.exit !== 0) throw new Error(`${args.join(" ")}: ${ran.stdout}${ran.stderr}`);
    printed.push(ran);
  }
  return { ...stand, printed };
}

let stand: Awaited<ReturnType<typeof filledStand>>;
const locks: string[] = [];
beforeAll(async () => {
  stand = await filledStand(() => {
    if (stand === undefined) return;
    for (const name of readdirSync(stand.desk.at("data/locks"))) {
      if (name.endsWith(".json")) locks.push(readFileSync(stand.desk.at("data/locks", name), "utf8"));
    }
  });
});
afterAll(() => stand.close());

test("the canaries are there to be found: Notion got each of them, and a search shows the title", async () => {
  const sent = JSON.stringify(stand.server.requests.map(({ body }) => body));
  const { notionUser: _, ...written } = PRIVATE;
  for (const canary of Object.values(written)) expect(sent).toContain(canary);
  const found = await stand.run(["search", PRIVATE.title]);
  expect(leaksIn(found.stdout)).toContain("title");
  expect(leaksIn(`… ${escaped(PRIVATE.body)} ${TOKEN.slice(20, 32)} …`)).toEqual(["body", "token"]);
});

test("commands that do well show nothing", async () => {
  for (const ran of stand.printed) expect(shownBy(ran, "while it was filled")).toEqual([]);
  expect(
    shownBy(await stand.run(["add", "--unit", "大阪", "--kind", "issue"], { input: NOTE }), "add"),
  ).toEqual([]);
  expect(shownBy(await stand.run(["sync", "--full", "--json"]), "sync --json")).toEqual([]);
  expect(shownBy(await stand.run(["doctor", "--json"]), "doctor --json")).toEqual([]);
});

interface Command {
  /** The `n`th run, so that each has something new to do. */
  readonly args: (n: number) => readonly string[];
  readonly before?: (n: number) => Promise<unknown>;
  readonly input?: string;
  readonly env?: (n: number) => Record<string, string>;
  /** The requests that go wrong. */
  readonly match: NonNullable<Fault["match"]>;
}

const isCreate = ({ method, path }: { method: string; path: string }): boolean =>
  method === "POST" && !path.endsWith("/query");

const COMMANDS = {
  apply: {
    before: (n) => stand.desk.write(`p${n}.yaml`, spec(`p${n}`)),
    args: (n) => ["apply", `p${n}.yaml`, "--yes"],
    env: (n) => ({ KAKEHASHI_DATA_DIR: stand.desk.at(`data-${n}`) }),
    match: isCreate,
  },
  import: {
    before: (n) => stand.desk.write(`e${n}.csv`, entries(`N${n}`)),
    args: (n) => ["import", "entries", `e${n}.csv`, "--partner", "acme"],
    match: isCreate,
  },
  add: { args: () => ["add", "--unit", "大阪", "--kind", "issue"], input: NOTE, match: isCreate },
  sync: { args: () => ["sync", "--full"], match: ({ path }) => /query$|markdown$/u.test(path) },
  digest: { args: (n) => ["digest", "run", "--week", `2026-W${10 + n}`], match: isCreate },
  doctor: { args: () => ["doctor"], match: () => true },
} satisfies Record<string, Command>;

/** Of these every command has its share; the others are spread over them, because a process takes its time. */
const QUOTED: readonly FaultKind[] = ["400", "401", "500"];
const REFUSALS: ReadonlySet<FaultKind> = new Set(["blocked", "400", "401", "403", "404"]);

describe.each<[keyof typeof COMMANDS, readonly FaultKind[]]>([
  ["apply", [...QUOTED, "404", "409", "blocked", "lost-answer", "503-committed"]],
  ["sync", [...QUOTED, "403", "429", "html-502", "truncated-json", "empty-listing", "short-listing"]],
  ["import", [...QUOTED, "404", "529", "lost-request"]],
  ["add", [...QUOTED, "403", "503", "504-html"]],
  ["digest", [...QUOTED, "404"]],
  ["doctor", [...QUOTED, "stalled-body", "truncated-json"]],
])("%s", (name, kinds) => {
  test("shows nothing whatever goes wrong", async () => {
    const command: Command = COMMANDS[name];
    for (const [n, what] of kinds.entries()) {
      await command.before?.(n);
      const fault = stand.server.fail({ what, match: command.match, times: Infinity, message: QUOTING });
      const ran = await stand.run([...command.args(n), ...(n % 2 === 0 ? ["--json"] : [])], {
        language: n % 3 === 0 ? "ja" : "en",
        ...(command.input === undefined ? {} : { input: command.input }),
        ...(command.env === undefined ? {} : { env: command.env(n) }),
      });
      stand.server.clearFaults();
      expect(shownBy(ran, `${name}, ${what}`)).toEqual([]);
      // What was done before its answer was lost is found again, and all is well.
      const isExpected = ran.exit === 1 || (ran.exit === 0 && !REFUSALS.has(what));
      expect({ what, fired: fault.fired > 0, isExpected }).toEqual({ what, fired: true, isExpected: true });
    }
  });
});

describe("what Node can be told to print", () => {
  test("NODE_DEBUG=* and warnings with traces", async () => {
    const env = { NODE_DEBUG: "*", NODE_OPTIONS: `${preload(QUICK)} --trace-warnings --trace-uncaught` };
    stand.server.fail({ what: "400", match: isCreate, message: QUOTING });
    const ran = await stand.run(["add", "--unit", "大阪", "--kind", "issue"], { input: NOTE, env });
    stand.server.clearFaults();
    expect(ran.exit).toBe(1);
    expect(ran.stderr.length).toBeGreaterThan(10_000);
    expect(shownBy(ran, "NODE_DEBUG")).toEqual([]);
  });

  test.each([
    ["where a text is hashed", `crypto.createHash = () => { throw new Error("broken"); };`],
    ["where the connection is opened", `URL.parse = () => { throw new Error("broken"); };`],
    ["outside of everything", `setTimeout(() => { throw new Error("broken"); }, 150);`],
  ])("a crash of ours %s, with its stack and a diagnostic report", async (_, code) => {
    const broken = `import crypto from "node:crypto"; import { syncBuiltinESMExports } from "node:module"; ${code} syncBuiltinESMExports();`;
    const reports = stand.desk.at("reports");
    const NODE_OPTIONS = `${preload(broken)} --stack-trace-limit=100 --report-uncaught-exception --report-directory=${reports}`;
    const ran = await stand.run(["add", "--unit", "大阪", "--kind", "issue"], {
      input: NOTE,
      env: { NODE_OPTIONS },
    });
    expect(ran.exit).not.toBe(0);
    expect(ran.stderr).toContain("broken");
    expect(shownBy(ran, code)).toEqual([]);
    for (const file of filesIn(reports)) expect(leaksIn(readFileSync(file, "utf8"))).toEqual([]);
  });
});

describe("beside the store", () => {
  test("who holds the lock is told without what he works on", () => {
    expect(locks.length).toBeGreaterThan(10);
    expect([...new Set(locks.flatMap(leaksIn))]).toEqual([]);
  });

  test("no file holds the token", () => {
    const files = filesIn(stand.desk.dir).filter((file) => file !== stand.desk.at("token"));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => readFileSync(file).includes(TOKEN))).toEqual([]);
  });
});

function filesIn(dir: string): string[] {
  try {
    const paths = readdirSync(dir, { recursive: true }) as string[];
    return paths.map((path) => join(dir, path)).filter((path) => statSync(path).isFile());
  } catch {
    return [];
  }
}

describe("a configuration that is wrong is told without the secret:", () => {
  const withToken = { NOTION_TOKEN_FILE: undefined, NOTION_TOKEN: TOKEN };
  test.each<[string, Record<string, string | undefined>, RegExp]>([
    [
      "a file that is not there",
      { NOTION_TOKEN_FILE: "nowhere" },
      /nowhere, named by NOTION_TOKEN_FILE, cannot be read/u,
    ],
    [
      "the token as the name of a file",
      { NOTION_TOKEN_FILE: TOKEN },
      /the file, named by NOTION_TOKEN_FILE, cannot/u,
    ],
    ["a folder", { NOTION_TOKEN_FILE: "data" }, /data, named by NOTION_TOKEN_FILE, cannot be read/u],
    [
      "two tokens",
      { NOTION_TOKEN_FILE: undefined, NOTION_TOKEN: `${TOKEN} ${TOKEN}` },
      /NOTION_TOKEN is empty or holds/u,
    ],
    ["in KAKEHASHI_WORKSPACE", { ...withToken, KAKEHASHI_WORKSPACE: TOKEN }, /KAKEHASHI_WORKSPACE cannot/u],
    ["in KAKEHASHI_LANGUAGE", { ...withToken, KAKEHASHI_LANGUAGE: TOKEN }, /KAKEHASHI_LANGUAGE/u],
    ["in KAKEHASHI_TZ", { ...withToken, KAKEHASHI_TZ: TOKEN }, /KAKEHASHI_TZ cannot/u],
    [
      "in NOTION_REQUESTS_PER_MINUTE",
      { ...withToken, NOTION_REQUESTS_PER_MINUTE: TOKEN },
      /_PER_MINUTE cannot/u,
    ],
    [
      "in NOTION_ROOT_PAGE_ID",
      { ...withToken, NOTION_ROOT_PAGE_ID: TOKEN },
      /NOTION_ROOT_PAGE_ID is neither/u,
    ],
    [
      "in NOTION_BASE_URL",
      { ...withToken, NOTION_BASE_URL: TOKEN },
      /NOTION_BASE_URL: the base URL must start/u,
    ],
    [
      "in its password",
      { ...withToken, NOTION_BASE_URL: `https://a:${TOKEN}@api.notion.com` },
      /cannot hold a user name/u,
    ],
    [
      "in its query",
      { ...withToken, NOTION_BASE_URL: `https://api.notion.com?token=${TOKEN}` },
      /cannot hold a user name/u,
    ],
  ])("%s", async (_, env, said) => {
    const ran = await stand.run(["doctor", "--json"], { env });
    expect([1, 64]).toContain(ran.exit);
    expect(ran.stdout).toMatch(said);
    expect(shownBy(ran, JSON.stringify(Object.keys(env)))).toEqual([]);
  });

  test("an empty file is no token", async () => {
    await stand.desk.write("empty", "\n");
    const ran = await stand.run(["doctor"], { env: { NOTION_TOKEN_FILE: "empty" } });
    expect(ran).toMatchObject({ exit: 64, stdout: "" });
    expect(ran.stderr).toContain("named by NOTION_TOKEN_FILE, is empty");
  });
});
