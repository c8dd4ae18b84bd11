import { AGAIN, noAnswer, REDIRECTED, unavailable, type Words } from "../outage-words.ts";
import type { NotionFailure } from "./read-failure.ts";

/** The sentences for a failure, by what the person has to do next. */
export function wordsFor({ outcome, isBlockLimit }: NotionFailure): Words {
  if (outcome.type === "no_answer") return noAnswer("Notion")[outcome.reason];
  const { status, code, blocked } = outcome;
  if (status === 401) return UNAUTHORIZED;
  if (status === 403) return isBlockLimit ? BLOCK_LIMIT : code === null ? FIREWALL : FORBIDDEN;
  if (status === 404 && code !== null) return NOT_FOUND;
  if (status === 409) return code === "row_limit_exceeded" ? ROW_LIMIT : CONFLICT;
  if (status === 429) return blocked ? BLOCKED : LIMITED;
  if (status >= 500 || status === 408) return unavailable("Notion");
  if (status >= 300 && status < 400) return REDIRECTED;
  return REFUSED;
}

const UNAUTHORIZED: Words = {
  text: {
    ja: "Notionがトークンを受け付けませんでした",
    en: "Notion did not accept the token",
  },
  hint: {
    ja: "トークンが違うか、取り消されています。https://www.notion.so/profile/integrations でコネクト(インテグレーション)を開き、新しいトークンを設定してください",
    en: "It is wrong or was revoked. Open the connection at https://www.notion.so/profile/integrations and configure a new token",
  },
};

const FORBIDDEN: Words = {
  text: {
    ja: "このコネクトには、この操作の権限がありません",
    en: "the connection lacks the permission for this in Notion",
  },
  hint: {
    ja: "https://www.notion.so/profile/integrations でコネクトを開き、「機能」でコンテンツの読み取り・更新・挿入を許可してください",
    en: 'Open the connection at https://www.notion.so/profile/integrations and allow it to read, update and insert content under "Capabilities"',
  },
};

const BLOCK_LIMIT: Words = {
  text: {
    ja: "Notionのフリープランで作れるブロック数の上限に達しました",
    en: "the workspace has reached the block limit of Notion's Free plan",
  },
  hint: {
    ja: "ブロックを削除しても上限は戻りません。プランを上げるか、メンバーが1人だけのワークスペースを使ってください",
    en: "Deleting blocks gives nothing back: upgrade the plan, or use a workspace with a single member",
  },
};

const FIREWALL: Words = {
  text: {
    ja: "Notionに届く前に、通信が拒否されました",
    en: "the request was refused before it reached Notion",
  },
  hint: {
    ja: "社内のプロキシやファイアウォールが api.notion.com への通信を止めていないか、管理者に確かめてください",
    en: "Ask your administrator whether a proxy or firewall blocks api.notion.com",
  },
};

const NOT_FOUND: Words = {
  text: {
    ja: "Notionに見つかりませんでした。消されたか、コネクトに共有されていません",
    en: "Notion did not find it: it is gone, or it is not shared with the connection",
  },
  hint: {
    ja: "Notionで最上位のページを開き、右上の「…」→「コネクト」からこのコネクトを追加してください。下のページにも及びます",
    en: 'Open the top page in Notion and add the connection under "..." > "Connections"; pages below are covered, too',
  },
};

const ROW_LIMIT: Words = {
  text: {
    ja: "Notionのデータベースの行数が上限に達しています",
    en: "the Notion database has reached its limit of rows",
  },
  hint: {
    ja: "古い行を別のデータベースに移すか、ゴミ箱に入れてください",
    en: "Move old rows to another database or to the bin",
  },
};

const CONFLICT: Words = {
  text: {
    ja: "ほかの人やプログラムが同じ場所を編集中のため、Notionに保存できませんでした",
    en: "Notion did not save it, since others kept editing the same place",
  },
  hint: AGAIN,
};

const LIMITED: Words = {
  text: {
    ja: "Notionが混雑を理由に待つよう求め続けています",
    en: "Notion kept asking to wait, because of too many requests",
  },
  hint: {
    ja: "同じワークスペースを使うほかの連携を止めるか、時間をおいて、もう一度実行してください。何も失われていません",
    en: "Stop other connections that use the same workspace or wait, then run the command again; nothing is lost",
  },
};

const BLOCKED: Words = {
  text: {
    ja: "Notionがこのコネクトからの利用を止めています",
    en: "Notion has blocked requests of this connection",
  },
  hint: {
    ja: "待っても解けません。リクエストIDを添えて、Notionのサポートに問い合わせてください",
    en: "Waiting does not help: ask Notion's support and name the request",
  },
};

const REFUSED: Words = {
  text: {
    ja: "Notionがこの内容を受け付けませんでした",
    en: "Notion did not accept what was sent",
  },
  hint: {
    ja: "Notionで列や選択肢が変えられていないか確かめてください。思い当たらなければ、この文をそのまま開発元に知らせてください",
    en: "See whether columns or options were changed in Notion; if not, report this sentence to the developers",
  },
};
