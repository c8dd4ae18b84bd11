import type { Text } from "../../language.ts";
import type { NoAnswer } from "../retry.ts";
import type { NotionFailure } from "./read-failure.ts";

/** What went wrong, and what a person who has never seen an API can do about it. */
export interface Words {
  readonly text: Text;
  readonly hint: Text;
}

/** The sentences for a failure, by what the person has to do next. */
export function wordsFor({ outcome, isBlockLimit }: NotionFailure): Words {
  if (outcome.type === "no_answer") return NO_ANSWER[outcome.reason];
  const { status, code, blocked } = outcome;
  if (status === 401) return UNAUTHORIZED;
  if (status === 403) return isBlockLimit ? BLOCK_LIMIT : code === null ? FIREWALL : FORBIDDEN;
  if (status === 404 && code !== null) return NOT_FOUND;
  if (status === 409) return code === "row_limit_exceeded" ? ROW_LIMIT : CONFLICT;
  if (status === 429) return blocked ? BLOCKED : LIMITED;
  if (status >= 500 || status === 408) return UNAVAILABLE;
  if (status >= 300 && status < 400) return REDIRECTED;
  return REFUSED;
}

const AGAIN: Text = {
  ja: "しばらくしてから、もう一度実行してください。何も失われていません",
  en: "Run the command again later; nothing is lost",
};

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

const UNAVAILABLE: Words = {
  text: { ja: "Notionが応答できない状態です", en: "Notion could not answer" },
  hint: AGAIN,
};

const REDIRECTED: Words = {
  text: {
    ja: "接続先が別のURLへの転送を返したため、中止しました",
    en: "the server wanted to send the request elsewhere, which is not followed",
  },
  hint: {
    ja: "接続先の設定と、間にあるプロキシを確かめてください。トークンは転送先に送られていません",
    en: "Check the base URL and any proxy in between; the token was not sent elsewhere",
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

const NETWORK: Text = {
  ja: "ネットワークの接続を確かめてから、もう一度実行してください。何も失われていません",
  en: "Check the network, then run the command again; nothing is lost",
};

const NO_ANSWER = {
  unsent: { text: { ja: "Notionに接続できませんでした", en: "Notion could not be reached" }, hint: NETWORK },
  untrusted: {
    text: {
      ja: "接続先の証明書を確認できないため、接続しませんでした",
      en: "the server's certificate is not trusted, so nothing was sent",
    },
    hint: {
      ja: "社内プロキシを使っている場合は、その証明書ファイルを環境変数 NODE_EXTRA_CA_CERTS に指定してください",
      en: "Behind a company proxy, name its certificate file in the environment variable NODE_EXTRA_CA_CERTS",
    },
  },
  timeout: {
    text: { ja: "Notionから時間内に応答がありませんでした", en: "Notion did not answer in time" },
    hint: AGAIN,
  },
  dropped: {
    text: { ja: "Notionとの通信が途中で切れました", en: "the connection to Notion broke off" },
    hint: NETWORK,
  },
  unreadable: {
    text: { ja: "Notionからの応答を読み取れませんでした", en: "Notion's answer could not be read" },
    hint: AGAIN,
  },
  too_large: {
    text: { ja: "Notionからの応答が大きすぎます", en: "Notion's answer is too large" },
    hint: {
      ja: "大きすぎるページやデータベースを分けてください",
      en: "Split the page or database that has become too large",
    },
  },
} satisfies Record<NoAnswer, Words>;
