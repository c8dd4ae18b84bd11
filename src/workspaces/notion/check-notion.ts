import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { isNotFound, type RemoteFacts, remoteFacts } from "../remote-failure.ts";
import type { Check, DatabaseRef } from "../workspace.ts";
import { BlockList, Page } from "./answers.ts";
import { check, failed } from "../check.ts";
import { checkSchemas } from "./check-schemas.ts";
import { retrieveDatabase } from "./databases.ts";
import { ask, type Notion } from "./notion.ts";
import { retrieveSelf } from "./self.ts";

/**
 * Token, shared root page, capabilities, readable schemas: what must be so before anything is written. Each check
 * that fails says what to do; what depends on it is then left out.
 */
export async function checkNotion(
  notion: Notion,
  databases: readonly DatabaseRef[] | undefined,
): Promise<Check[]> {
  const token = await checkToken(notion);
  if (!token.ok) return [token];
  const root = await checkRoot(notion);
  if (!root.ok) return [token, root];
  const update = await checkUpdate(notion);
  if (databases === undefined) return [token, root, update];
  return [token, root, await checkInsert(notion), update, ...(await checkSchemas(notion, databases)), PLAN];
}

async function checkToken(notion: Notion): Promise<Check> {
  return check("notion-token", async () => {
    const me = await retrieveSelf(notion);
    const workspace = me.bot?.workspace_name ?? "-";
    return {
      ja: `ワークスペース「${workspace}」に、コネクト「${me.name ?? "-"}」としてつながっています`,
      en: `Connected to the workspace "${workspace}" as the connection "${me.name ?? "-"}"`,
    };
  });
}

async function checkRoot(notion: Notion): Promise<Check> {
  return check("notion-root", async () => {
    const page = await rootPage(notion);
    if (page.in_trash || page.is_archived) {
      throw new AppError("workspace_failed", page.in_trash ? ROOT.trashed : ROOT.archived);
    }
    return ROOT.ok;
  });
}

/** Notion refuses the address of a database in more than one way, so it is looked for as one before the page is missed. */
async function rootPage(notion: Notion): Promise<Page> {
  try {
    return await ask(notion, { kind: "read", what: "pages.retrieve" }, Page, (client) =>
      client.pages.retrieve({ page_id: notion.rootId }),
    );
  } catch (error) {
    const facts = remoteFacts(error);
    if (isRight(facts)) throw new AppError("workspace_failed", ROOT.unreadable, { cause: error });
    if (!isNotFound(error) && facts?.status !== 400) throw error;
    const database = await retrieveDatabase(notion, notion.rootId);
    throw new AppError("workspace_failed", database === null ? ROOT.missing : ROOT.database, {
      cause: error,
    });
  }
}

const ROOT = {
  ok: { ja: "ルートページが共有されています", en: "The root page is shared with the connection" },
  missing: {
    ja: "ルートページ(NOTION_ROOT_PAGE_ID、または定義ファイルの workspace.root)がNotionに見つかりません。URLが違うか、コネクトに共有されていません。Notionでそのページを開き、右上の「…」→「コネクト」からこのコネクトを追加してください",
    en: 'Notion does not find the root page (NOTION_ROOT_PAGE_ID, or workspace.root of the spec): its address is wrong, or it is not shared with the connection. Open it in Notion and add the connection under "..." > "Connections"',
  },
  database: {
    ja: "ルートページ(NOTION_ROOT_PAGE_ID、または定義ファイルの workspace.root)のURLが、ページではなくデータベースのものです。ページを一つ作り、そのURLを設定してください",
    en: "The address of the root page (NOTION_ROOT_PAGE_ID, or workspace.root of the spec) is that of a database: make a page and give its address",
  },
  unreadable: {
    ja: "コネクトに「コンテンツを読み取る」の権限がありません。コネクトの設定の「機能」で付けてください",
    en: 'The connection lacks "Read content": tick it under Capabilities in the connection\'s settings',
  },
  trashed: {
    ja: "ルートページがゴミ箱にあります。Notionのゴミ箱から復元してください",
    en: "The root page is in the trash: restore it from Notion's trash",
  },
  archived: {
    ja: "ルートページがアーカイブされています。Notionでアーカイブを解除してください",
    en: "The root page is archived: take it out of Notion's archive",
  },
} as const satisfies Record<string, Text>;

/** A right that the connection lacks: not the plan's limit, and not a proxy in between, which has no code. */
const isRight = (facts: RemoteFacts | null): boolean =>
  facts?.status === 403 && facts.code !== null && !facts.isPlanLimit;

/**
 * Notion does not say what a connection may do, so it is asked to do nothing: only the refusal of the right itself
 * (403) counts, whatever else it says about an empty request. Before a run this is left out: its first create tells
 * the same, and writes no less.
 */
function checkInsert(notion: Notion): Promise<Check> {
  const { rootId } = notion;
  return mayDo("notion-insert", INSERT, () =>
    ask(notion, { kind: "update", what: "blocks.children.append", parent: rootId }, BlockList, (client) =>
      client.blocks.children.append({ block_id: rootId, children: [] }),
    ),
  );
}

/** Says of a page that is not in the trash that it is not. */
function checkUpdate(notion: Notion): Promise<Check> {
  const { rootId } = notion;
  return mayDo("notion-update", UPDATE, () =>
    ask(notion, { kind: "update", what: "pages.update", parent: rootId }, Page, (client) =>
      client.pages.update({ page_id: rootId, in_trash: false }),
    ),
  );
}

const INSERT = {
  ok: { ja: "「コンテンツを挿入」の権限があります", en: "The connection may insert content" },
  missing: {
    ja: "コネクトに「コンテンツを挿入」の権限がありません。コネクトの設定の「機能」で付けてください",
    en: 'The connection lacks "Insert content": tick it under Capabilities in the connection\'s settings',
  },
} as const satisfies Record<string, Text>;

const UPDATE = {
  ok: { ja: "「コンテンツを更新」の権限があります", en: "The connection may update content" },
  missing: {
    ja: "コネクトに「コンテンツを更新」の権限がありません。コネクトの設定の「機能」で付けてください",
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
    const facts = remoteFacts(error);
    if (isRight(facts)) return { name, ok: false, detail: words.missing };
    if (facts?.status !== 400) return failed(name, error);
  }
  return { name, ok: true, detail: words.ok };
}

/** What no program can ask Notion about. */
const PLAN: Check = {
  name: "notion-plan",
  ok: true,
  detail: {
    ja: "無料プランで2人以上だと、ブロックは合計1,000個までで、消しても戻りません。1パートナーで使い切るため、有料プランで使ってください。リクエストは毎分180回(ビジネス以上は600回)までです",
    en: "A free plan with more than one member holds 1,000 blocks for good, which one partner uses up: use a paid plan. It takes 180 requests a minute, 600 on Business and above",
  },
};
