import { writeFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { loadConfig } from "../../src/config.ts";
import type { FakeNotion } from "../fakes/notion-server.ts";
import { places, smallPartner } from "./notion-partner.ts";
import { notionEnvironment, notionWorld } from "./notion-world.ts";
import { openWorld, type Ran } from "./sorei-world.ts";

/** `doctor` as somebody meets it who connects a Notion for the first time: one step after the other goes wrong. */

interface Checked {
  readonly exit: number;
  /** Names of the checks that passed. */
  readonly passed: readonly string[];
  /** `name: what is wrong and what to do` of those that did not. */
  readonly failed: readonly string[];
}

/** The answer in both languages; what people see says the same as the document. */
async function doctor(
  { server, dir }: { server: FakeNotion; dir: string },
  env: Record<string, string> = {},
): Promise<{ ja: Checked; en: Checked }> {
  const { notion } = loadConfig({ ...notionEnvironment(server), ...env }, dir);
  const asked = async (language: "ja" | "en"): Promise<Checked> =>
    checkedOf(await openWorld(dir, { workspace: "notion", notion, language }).run("doctor"));
  return { ja: await asked("ja"), en: await asked("en") };
}

function checkedOf({ exit, json, lines }: Ran): Checked {
  const checks = json["checks"] as unknown as { name: string; ok: boolean; detail: string }[];
  const failed = checks.flatMap(({ name, ok, detail }) => (ok ? [] : [`${name}: ${detail}`]));
  expect(lines.filter((line) => line.startsWith("✗")).map((line) => line.slice(2))).toEqual(failed);
  return { exit, passed: checks.filter(({ ok }) => ok).map(({ name }) => name), failed };
}

const FINE = ["notion-token", "notion-root", "notion-insert", "notion-update"];

test("with everything in place nothing is missing, and nothing was written", async () => {
  const world = await notionWorld();
  const { ja, en } = await doctor(world);
  expect([ja.exit, ja.failed, en.exit, en.failed]).toEqual([0, [], 0, []]);
  expect(ja.passed).toEqual(expect.arrayContaining(FINE));
  expect(world.server.blocksMade()).toBe(0);
  expect(world.server.requests.filter(({ status }) => status >= 400)).toEqual([]);
});

interface Step {
  readonly options?: Parameters<typeof notionWorld>[0];
  /** What goes wrong in Notion; answers with what the environment says besides. */
  readonly arrange?: (server: FakeNotion) => Record<string, string>;
  readonly passed: readonly string[];
  readonly ja: RegExp;
  readonly en: RegExp;
}

const UNKNOWN = "0f3a1c52-7b1e-4c3a-9d2e-111122223333";
const garbage = (root: string): Step => ({
  arrange: () => ({ NOTION_ROOT_PAGE_ID: root }),
  passed: [],
  ja: /^connection: NOTION_ROOT_PAGE_ID が、NotionのページのURLでもIDでもありません。.*「リンクをコピー」/u,
  en: /^connection: NOTION_ROOT_PAGE_ID is neither the address nor the id of a Notion page\. .*"Copy link"/u,
});
const missing = (arrange: Step["arrange"] & object): Step => ({
  arrange,
  passed: ["notion-token"],
  ja: /^notion-root: ルートページ.*見つかりません。URLが違うか、コネクトに共有されていません。.*「コネクト」から.*追加してください$/u,
  en: /^notion-root: Notion does not find the root page .*not shared with the connection\. .*add the connection under/u,
});

const STEPS: Record<string, Step> = {
  "no token": {
    arrange: () => ({ NOTION_TOKEN: "" }),
    passed: [],
    ja: /^connection: Notionを使うには NOTION_TOKEN が要ります。READMEの.*\.env に書いてください$/u,
    en: /^connection: working with Notion needs NOTION_TOKEN\. Put .* into \.env, .*README shows\.$/u,
  },
  "neither token nor root page": {
    arrange: () => ({ NOTION_TOKEN: "", NOTION_ROOT_PAGE_ID: "" }),
    passed: [],
    ja: /^connection: .*NOTION_TOKEN と NOTION_ROOT_PAGE_ID が要ります/u,
    en: /^connection: .*needs NOTION_TOKEN and NOTION_ROOT_PAGE_ID\./u,
  },
  "a token with a line break in it": {
    arrange: () => ({ NOTION_TOKEN: "ntn_one\nntn_two" }),
    passed: [],
    ja: /^connection: NOTION_TOKEN が空か、トークンに使えない文字.*だけを、そのまま貼ってください$/u,
    en: /^connection: NOTION_TOKEN is empty or holds characters that no token has .*Paste the token alone/u,
  },
  "a wrong token": {
    arrange: () => ({ NOTION_TOKEN: "ntn_wrong" }),
    passed: [],
    ja: /^notion-token: Notionがトークンを受け付けませんでした.*新しいトークンを設定してください$/u,
    en: /^notion-token: Notion did not accept the token .*configure a new token$/u,
  },
  "no root page": {
    arrange: () => ({ NOTION_ROOT_PAGE_ID: "" }),
    passed: [],
    ja: /^connection: Notionを使うには NOTION_ROOT_PAGE_ID が要ります。/u,
    en: /^connection: working with Notion needs NOTION_ROOT_PAGE_ID\. /u,
  },
  "a word as root page": garbage("パートナー"),
  "another site as root page": garbage(`https://example.com/${UNKNOWN}`),
  "a root page that is not there": missing(() => ({ NOTION_ROOT_PAGE_ID: UNKNOWN })),
  "a root page that is not shared": missing(({ person, rootPageId }) => {
    person.unshare(rootPageId);
    return {};
  }),
  "a database as root page": {
    arrange: ({ person, rootPageId }) => ({
      NOTION_ROOT_PAGE_ID: person.addDatabase(rootPageId, "パートナー").databaseId,
    }),
    passed: ["notion-token"],
    ja: /^notion-root: ルートページ.*データベースのものです。ページを一つ作り、そのURLを設定してください$/u,
    en: /^notion-root: The address of the root page .*is that of a database: make a page and give its address$/u,
  },
  "a root page in the trash": {
    arrange: ({ person, rootPageId }) => {
      person.trash(rootPageId);
      return {};
    },
    passed: ["notion-token"],
    ja: /^notion-root: ルートページがゴミ箱にあります。Notionのゴミ箱から復元してください$/u,
    en: /^notion-root: The root page is in the trash: restore it/u,
  },
  "an archived root page": {
    arrange: ({ person, rootPageId }) => {
      person.archive(rootPageId);
      return {};
    },
    passed: ["notion-token"],
    ja: /^notion-root: ルートページがアーカイブされています。Notionでアーカイブを解除してください$/u,
    en: /^notion-root: The root page is archived: take it out/u,
  },
  "a connection that may not read": {
    options: { capabilities: { read: false } },
    passed: ["notion-token"],
    ja: /^notion-root: コネクトに「コンテンツを読み取る」の権限がありません。コネクトの設定の「機能」で付けてください$/u,
    en: /^notion-root: The connection lacks "Read content": tick it under Capabilities/u,
  },
  "a connection that may not insert": {
    options: { capabilities: { insert: false } },
    passed: ["notion-token", "notion-root", "notion-update"],
    ja: /^notion-insert: コネクトに「コンテンツを挿入」の権限がありません。コネクトの設定の「機能」で付けてください$/u,
    en: /^notion-insert: The connection lacks "Insert content": tick it under Capabilities/u,
  },
  "a connection that may not update": {
    options: { capabilities: { update: false } },
    passed: ["notion-token", "notion-root", "notion-insert"],
    ja: /^notion-update: コネクトに「コンテンツを更新」の権限がありません。コネクトの設定の「機能」で付けてください$/u,
    en: /^notion-update: The connection lacks "Update content": tick it under Capabilities/u,
  },
  "a plan whose blocks are used up": {
    options: { blockLimit: 10 },
    arrange: ({ person, rootPageId }) => {
      person.addPage(rootPageId, "手順書", "行\n".repeat(12));
      return {};
    },
    passed: ["notion-token", "notion-root", "notion-update"],
    ja: /^notion-insert: Notionのフリープランで作れるブロック数の上限に達しました.*プランを上げるか/u,
    en: /^notion-insert: the workspace has reached the block limit of Notion's Free plan .*upgrade the plan/u,
  },
  "a base URL that is not Notion's": {
    arrange: () => ({ NOTION_BASE_URL: "https://notion.example" }),
    passed: [],
    ja: /^connection: NOTION_BASE_URL: 接続先 notion\.example は許可されていません。.*KAKEHASHI_ALLOW_BASE_URL=1/u,
    en: /^connection: NOTION_BASE_URL: .*notion\.example is not allowed.*KAKEHASHI_ALLOW_BASE_URL=1/u,
  },
};

test.each(Object.entries(STEPS))("%s is named in one sentence that says what to do", async (_, step) => {
  const world = await notionWorld(step.options);
  const { ja, en } = await doctor(world, step.arrange?.(world.server));
  for (const [{ exit, passed, failed }, said] of [
    [ja, step.ja],
    [en, step.en],
  ] as const) {
    expect(exit).toBe(1);
    expect(failed).toEqual([expect.stringMatching(said)]);
    expect(passed.filter((name) => FINE.includes(name))).toEqual(step.passed);
  }
  expect(JSON.stringify([ja, en])).not.toContain(world.server.token);
});

test("`apply` refuses with the same sentence before it writes anything", async () => {
  const world = await notionWorld({ capabilities: { update: false } });
  writeFileSync(world.specFile, SPEC);
  const { exit, json } = await world.run("apply", world.specFile, "--yes");
  const { error } = json as unknown as { error: { code: string; message: string } };
  expect({ exit, code: error.code }).toEqual({ exit: 1, code: "workspace_failed" });
  expect(error.message).toMatch(/^コネクトに「コンテンツを更新」の/u);
  expect(world.server.pages()).toHaveLength(1);
});

test("that nothing may be inserted, `apply` learns from its first create, and goes no further", async () => {
  const world = await notionWorld({ capabilities: { insert: false } });
  writeFileSync(world.specFile, SPEC);
  const { exit, json } = await world.run("apply", world.specFile, "--yes");
  const { steps, summary } = json as unknown as {
    steps: { outcome: string; error: string }[];
    summary: object;
  };
  expect(exit).toBe(1);
  expect(steps[0]).toMatchObject({ outcome: "failed", error: expect.stringContaining("権限") });
  expect(summary).toEqual({ done: 0, failed: 1, skipped: steps.length - 1 });
  expect(world.server.requests.filter(({ status }) => status === 403)).toHaveLength(1);
});

const SPEC = "partner: { key: acme, name: 青波商事 }\nunits:\n  - { key: a, name: 大阪支店, kind: branch }\n";

describe("databases that people changed", () => {
  test.each<[string, (server: FakeNotion, source: string) => void, RegExp, RegExp]>([
    [
      "a column deleted, another of another type",
      ({ person }, source) => {
        person.deleteProperty(source, "階層");
        person.retypeProperty(source, "分類", "rich_text");
      },
      /: データベースの項目が無いか、型が変えられています\(階層、分類\)。kakehashi apply で直せます$/u,
      /: properties are missing or have another type \(階層, 分類\)\. `kakehashi apply` mends them$/u,
    ],
    [
      "in the trash",
      ({ person, databases }, source) =>
        person.trash(databases().find(({ dataSourceIds }) => dataSourceIds.includes(source))?.id ?? ""),
      /: データベースがゴミ箱にあります。kakehashi apply で戻せます$/u,
      /: the database is in the trash\. `kakehashi apply` takes it back$/u,
    ],
    [
      "no longer shared",
      ({ person, databases }, source) =>
        person.unshare(databases().find(({ dataSourceIds }) => dataSourceIds.includes(source))?.id ?? ""),
      /: データベースが見つかりません。消されたか、コネクトに共有されていません。/u,
      /: the database is not found: it is gone, or not shared with the connection\./u,
    ],
  ])("%s: it is named with its address, once", async (_, change, japanese, english) => {
    const world = await smallPartner();
    const { id, source } = (await places(world))("acme/br-osk/issues");
    expect(await doctor(world)).toMatchObject({ ja: { exit: 0, failed: [] }, en: { exit: 0 } });
    change(world.server, source);
    const { ja, en } = await doctor(world);
    expect([ja.exit, en.exit]).toEqual([1, 1]);
    expect(ja.failed).toEqual([expect.stringMatching(japanese)]);
    expect(en.failed).toEqual([expect.stringMatching(english)]);
    expect(ja.failed[0]).toContain(`https://www.notion.so/${id.replaceAll("-", "")}`);
  });
});

describe("a partner with a root page of its own", () => {
  test("is checked there, and needs no other root page", async () => {
    const world = await notionWorld();
    const root = world.server.person.addPage(world.server.rootPageId, "青波商事");
    writeFileSync(world.specFile, `${SPEC}workspace: { root: ${root} }\n`);
    const env = { NOTION_ROOT_PAGE_ID: "" };
    const { notion } = loadConfig({ ...notionEnvironment(world.server), ...env }, world.dir);
    const elsewhere = openWorld(world.dir, { workspace: "notion", notion });
    await elsewhere.must("apply", world.specFile, "--yes");
    expect((await elsewhere.must("plan", world.specFile)).json).toMatchObject({ steps: [] });
    expect(await doctor(world, env)).toMatchObject({ ja: { exit: 0, failed: [] } });

    world.server.person.trash(root);
    const { ja } = await doctor(world, env);
    expect(ja.failed).toEqual([expect.stringMatching(/^notion-root: ルートページがゴミ箱にあります/u)]);
  });
});
