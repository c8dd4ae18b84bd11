import { describe, expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import type { FakeConfluence } from "../fakes/confluence-server.ts";
import { confluenceEnvironment, confluenceWorld } from "./confluence-world.ts";
import { openWorld, type Ran } from "./sorei-world.ts";

/** `doctor` as somebody meets it who connects a Confluence for the first time: one step after the other goes wrong. */

interface Checked {
  readonly exit: number;
  readonly passed: readonly string[];
  /** `name: what is wrong and what to do` of those that did not. */
  readonly failed: readonly string[];
  readonly details: Readonly<Record<string, string>>;
}

async function doctor(
  { server, dir }: { server: FakeConfluence; dir: string },
  env: Record<string, string> = {},
): Promise<{ ja: Checked; en: Checked }> {
  const { confluence } = loadConfig({ ...confluenceEnvironment(server), ...env }, dir);
  const asked = async (language: "ja" | "en"): Promise<Checked> =>
    checkedOf(await openWorld(dir, { workspace: "confluence", confluence, language }).run("doctor"));
  return { ja: await asked("ja"), en: await asked("en") };
}

function checkedOf({ exit, json, lines }: Ran): Checked {
  const checks = json["checks"] as unknown as { name: string; ok: boolean; detail: string }[];
  const failed = checks.flatMap(({ name, ok, detail }) => (ok ? [] : [`${name}: ${detail}`]));
  expect(lines.filter((line) => line.startsWith("✗")).map((line) => line.slice(2))).toEqual(failed);
  const details = Object.fromEntries(checks.map(({ name, detail }) => [name, detail]));
  return { exit, passed: checks.filter(({ ok }) => ok).map(({ name }) => name), failed, details };
}

const FINE = [
  "confluence-token",
  "confluence-token-expiry",
  "confluence-space",
  "confluence-root",
  "confluence-scopes",
];

test.each(["classic", "scoped"] as const)(
  "with everything in place nothing is missing, and nothing was written: a %s token",
  async (tokenKind) => {
    const world = await confluenceWorld({ tokenKind });
    const before = world.server.pages();
    const { ja, en } = await doctor(world);
    expect([ja.exit, ja.failed, en.exit, en.failed]).toEqual([0, [], 0, []]);
    expect(ja.passed).toEqual(expect.arrayContaining(FINE));
    expect(world.server.pages()).toEqual(before);
  },
);

interface Step {
  readonly options?: Parameters<typeof confluenceWorld>[0];
  /** What goes wrong in Confluence; answers with what the environment says besides. */
  readonly arrange?: (server: FakeConfluence) => Record<string, string>;
  readonly ja: RegExp;
  readonly en: RegExp;
}

const ALL_SCOPES = [
  "read:confluence-user",
  "read:space:confluence",
  "read:page:confluence",
  "write:page:confluence",
  "delete:page:confluence",
  "read:hierarchical-content:confluence",
  "read:content.metadata:confluence",
  "read:content-details:confluence",
  "read:content.restriction:confluence",
  "write:label:confluence",
  "write:content:confluence",
  "search:confluence",
  "read:template:confluence",
  "write:template:confluence",
];
const without = (scope: string): Step["options"] & object => ({
  tokenKind: "scoped",
  scopes: ALL_SCOPES.filter((one) => one !== `${scope}:confluence`),
});

const STEPS: Record<string, Step> = {
  "nothing set": {
    arrange: () => ({ CONFLUENCE_API_TOKEN: "", CONFLUENCE_SPACE_KEY: "" }),
    ja: /^connection: Confluenceを使うには CONFLUENCE_API_TOKEN と CONFLUENCE_SPACE_KEY が要ります。READMEの/u,
    en: /^connection: working with Confluence needs CONFLUENCE_API_TOKEN and CONFLUENCE_SPACE_KEY\. Put them/u,
  },
  "a wrong token": {
    arrange: () => ({ CONFLUENCE_API_TOKEN: "wrong" }),
    ja: /^confluence-token: .*(トークン|権限)/u,
    en: /^confluence-token: .*(token|permission)/u,
  },
  "a wrong token on a site that is open to everybody": {
    options: { anonymousAccess: true },
    arrange: () => ({ CONFLUENCE_API_TOKEN: "wrong" }),
    ja: /^confluence-token: /u,
    en: /^confluence-token: /u,
  },
  "a space that is not there": {
    arrange: () => ({ CONFLUENCE_SPACE_KEY: "NOWHERE" }),
    ja: /^confluence-space: スペース「NOWHERE」がConfluenceに見つかりません。CONFLUENCE_SPACE_KEY を確かめ/u,
    en: /^confluence-space: Confluence does not find the space "NOWHERE"\. Check CONFLUENCE_SPACE_KEY/u,
  },
  "a root page that is no address": {
    arrange: () => ({ CONFLUENCE_ROOT_PAGE_ID: "パートナー" }),
    ja: /^connection: CONFLUENCE_ROOT_PAGE_ID が、ConfluenceのページのURLでもIDでもありません/u,
    en: /^connection: CONFLUENCE_ROOT_PAGE_ID is neither the address nor the id of a Confluence page/u,
  },
  "a root page that is gone": {
    arrange: () => ({ CONFLUENCE_ROOT_PAGE_ID: "999999" }),
    ja: /^confluence-root: 親にするページ.*見つかりません/u,
    en: /^confluence-root: The page to put partners below .* is not found/u,
  },
  "a root page in the trash": {
    arrange: (server) => (server.person.trash(server.rootPageId), {}),
    ja: /^confluence-root: 親にするページ.*見つかりません/u,
    en: /^confluence-root: The page to put partners below .* is not found/u,
  },
  "a root page that is archived": {
    arrange: (server) => (server.person.archive(server.rootPageId), {}),
    ja: /^confluence-root: 親にするページがアーカイブされています/u,
    en: /^confluence-root: The page to put partners below is archived/u,
  },
  "a root page of another space": {
    arrange: (server) => ({ CONFLUENCE_ROOT_PAGE_ID: server.otherSpace.homepageId }),
    ja: /^confluence-root: .*別のスペース/u,
    en: /^confluence-root: .*another space/u,
  },
  "a token without the scope for labels": {
    options: without("write:label"),
    ja: /^confluence-scopes: トークンにスコープ write:label がありません。あとから足せないため/u,
    en: /^confluence-scopes: The token lacks the scope write:label, which cannot be added later/u,
  },
  "a token without the scope for restrictions": {
    options: without("read:content.restriction"),
    ja: /^confluence-scopes: .*read:content\.restriction/u,
    en: /^confluence-scopes: .*read:content\.restriction/u,
  },
  "a token that has ended": {
    arrange: () => ({ CONFLUENCE_TOKEN_EXPIRES: "2020-01-31" }),
    ja: /^confluence-token-expiry: APIトークンの期限\(2020-01-31\)が過ぎています/u,
    en: /^confluence-token-expiry: The API token ended on 2020-01-31/u,
  },
};

describe("what is missing is named, with what to do", () => {
  test.each(Object.entries(STEPS))("%s", async (_, { options, arrange, ja, en }) => {
    const world = await confluenceWorld(options);
    const env = arrange?.(world.server) ?? {};
    const said = await doctor(world, env);
    expect(said.ja.failed[0]).toMatch(ja);
    expect(said.en.failed[0]).toMatch(en);
    expect(said.ja.exit).not.toBe(0);
  });
});

test("a token that ends within a month is warned of, also where all is well", async () => {
  const world = await confluenceWorld();
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const { ja, en } = await doctor(world, { CONFLUENCE_TOKEN_EXPIRES: soon });
  expect(ja.details["confluence-token-expiry"]).toMatch(/あと 10 日.*切れる前に作り直してください$/u);
  expect(en.details["confluence-token-expiry"]).toMatch(/another 10 days.*make a new one/u);
});
