import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { remoteFacts } from "../remote-failure.ts";
import type { Check, DatabaseRef } from "../workspace.ts";
import { BlockList, Me, Page } from "./answers.ts";
import { retrieveDataSource } from "./databases.ts";
import { ask, dataSourceOf, type Notion } from "./notion.ts";
import { bindProperties, compareSchema } from "./properties.ts";

/**
 * Token, shared root page, capabilities, readable schemas: what must be so before anything is written. Each check
 * that fails says what to do; what depends on it is then left out.
 */
export async function checkNotion(notion: Notion, databases: readonly DatabaseRef[]): Promise<Check[]> {
  const token = await checkToken(notion);
  if (!token.ok) return [token];
  const root = await checkRoot(notion);
  if (!root.ok) return [token, root];
  const capabilities = await checkCapabilities(notion);
  const schemas = await checkSchemas(notion, databases);
  return [token, root, ...capabilities, ...schemas, PLAN];
}

async function checkToken(notion: Notion): Promise<Check> {
  return check("notion-token", async () => {
    const me = await ask(notion, { kind: "read", what: "users.me" }, Me, (client) => client.users.me({}));
    const workspace = me.bot?.workspace_name ?? "-";
    return {
      ja: `ワークスペース「${workspace}」に、コネクション「${me.name ?? "-"}」としてつながっています`,
      en: `Connected to the workspace "${workspace}" as the connection "${me.name ?? "-"}"`,
    };
  });
}

async function checkRoot(notion: Notion): Promise<Check> {
  return check("notion-root", async () => {
    const page = await ask(notion, { kind: "read", what: "pages.retrieve" }, Page, (client) =>
      client.pages.retrieve({ page_id: notion.rootId }),
    );
    if (page.in_trash) throw new AppError("workspace_failed", ROOT_IN_TRASH);
    return { ja: "ルートページが共有されています", en: "The root page is shared with the connection" };
  });
}

const ROOT_IN_TRASH: Text = {
  ja: "ルートページがゴミ箱にあります。Notionで復元してください",
  en: "The root page is in the trash: restore it in Notion",
};

/**
 * Notion does not say what a connection may do, so it is asked to do nothing: only the refusal of the right itself
 * (403) counts, whatever else it says about an empty request.
 */
async function checkCapabilities(notion: Notion): Promise<Check[]> {
  const { rootId } = notion;
  const insert = await mayDo("notion-insert", INSERT, () =>
    ask(notion, { kind: "update", what: "blocks.children.append", parent: rootId }, BlockList, (client) =>
      client.blocks.children.append({ block_id: rootId, children: [] }),
    ),
  );
  const update = await mayDo("notion-update", UPDATE, () =>
    ask(notion, { kind: "update", what: "pages.update", parent: rootId }, Page, (client) =>
      client.pages.update({ page_id: rootId, properties: {} }),
    ),
  );
  return [insert, update];
}

const INSERT = {
  ok: { ja: "「コンテンツを挿入」の権限があります", en: "The connection may insert content" },
  missing: {
    ja: "コネクションに「コンテンツを挿入」の権限がないか、契約プランのブロック数の上限に達しています。コネクションの設定の「機能」で付けてください",
    en: "The connection lacks \"Insert content\", or the plan's block limit is reached: tick it under Capabilities in the connection's settings",
  },
} as const satisfies Record<string, Text>;

const UPDATE = {
  ok: { ja: "「コンテンツを更新」の権限があります", en: "The connection may update content" },
  missing: {
    ja: "コネクションに「コンテンツを更新」の権限がありません。コネクションの設定の「機能」で付けてください",
    en: 'The connection lacks "Update content": tick it under Capabilities in the connection\'s settings',
  },
} as const satisfies Record<string, Text>;

async function mayDo(
  name: string,
  words: Record<"ok" | "missing", Text>,
  attempt: () => Promise<unknown>,
): Promise<Check> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (remoteFacts(error)?.status === 403) return { name, ok: false, detail: words.missing };
    if (remoteFacts(error)?.status !== 400) return failed(name, error);
  }
  return { name, ok: true, detail: words.ok };
}

/** One line for all that is well; one for each database that is not. */
async function checkSchemas(notion: Notion, databases: readonly DatabaseRef[]): Promise<Check[]> {
  if (databases.length === 0) return [];
  const name = "notion-databases";
  const bad: Check[] = [];
  for (const ref of databases) {
    const one = await check(name, async () => {
      const source = await retrieveDataSource(notion, dataSourceOf(ref.remoteId));
      const fields = compareSchema(ref, bindProperties(ref, source));
      const lost = fields.filter(({ state }) => state === "missing" || state === "retyped");
      if (lost.length === 0) return ALL_WELL;
      const labels = lost.map(({ label }) => label).join(", ");
      throw new AppError("workspace_failed", {
        ja: `データベースの項目が無いか、型が変えられています: ${labels}。kakehashi apply で直せます`,
        en: `Properties are missing or have another type: ${labels}. \`kakehashi apply\` mends them`,
      });
    });
    if (!one.ok) bad.push(one);
  }
  if (bad.length > 0) return bad;
  const { length } = databases;
  return [
    {
      name,
      ok: true,
      detail: { ja: `${length} 個のデータベースを読めます`, en: `${length} databases are readable` },
    },
  ];
}

const ALL_WELL: Text = { ja: "", en: "" };

/** What no program can ask Notion about. */
const PLAN: Check = {
  name: "notion-plan",
  ok: true,
  detail: {
    ja: "無料プランで2人以上だと、ブロックは合計1,000個までで、消しても戻りません。1パートナーで使い切るため、有料プランで使ってください。リクエストは毎分180回(ビジネス以上は600回)までです",
    en: "A free plan with more than one member holds 1,000 blocks for good, which one partner uses up: use a paid plan. It takes 180 requests a minute, 600 on Business and above",
  },
};

async function check(name: string, attempt: () => Promise<Text>): Promise<Check> {
  try {
    return { name, ok: true, detail: await attempt() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return failed(name, error);
  }
}

function failed(name: string, { text, hint }: AppError): Check {
  return {
    name,
    ok: false,
    detail: hint === undefined ? text : { ja: `${text.ja}。${hint.ja}`, en: `${text.en}. ${hint.en}` },
  };
}
