import { z } from "zod";

import type { Text } from "./language.ts";
import { WORKSPACE_KINDS } from "./workspaces/workspace.ts";

/** One thing that the environment decides. */
export interface Variable {
  readonly name: string;
  readonly schema: z.ZodType<string>;
  readonly fallback: string;
  readonly about: Text;
  /** May be given as a file, named by `<name>_FILE`, and is never shown. */
  readonly secret?: true;
}

const PositiveNumber = z.string().regex(/^[1-9][0-9]{0,8}$/);

/** The one list of variables: parsed here, and printed as the table of the README and as `.env.example`. */
export const VARIABLES = [
  {
    name: "KAKEHASHI_WORKSPACE",
    schema: z.enum(WORKSPACE_KINDS),
    fallback: "vault",
    about: {
      ja: "ページの置き場所(vault / notion / confluence)",
      en: "Where pages live: `vault`, a folder of Markdown files, `notion`, or `confluence`",
    },
  },
  {
    name: "KAKEHASHI_DATA_DIR",
    schema: z.string().min(1),
    fallback: "./.kakehashi",
    about: {
      ja: "索引・控え・承認の記録を置くフォルダー",
      en: "Folder of the store: bindings, decisions, digests",
    },
  },
  {
    name: "DATABASE_URL",
    schema: z.string().refine(isPostgresUrl),
    fallback: "",
    secret: true,
    about: {
      ja: "複数のマシンで共有する保存先、PostgreSQLのURL(postgres://ユーザー:パスワード@ホスト:5432/データベース名)。空なら KAKEHASHI_DATA_DIR",
      en: "PostgreSQL database of a store that machines share, `postgres://user:password@host/name`; empty is `KAKEHASHI_DATA_DIR`",
    },
  },
  {
    name: "VAULT_DIR",
    schema: z.string().min(1),
    fallback: "./vault",
    about: { ja: "vault のフォルダー", en: "Folder of the vault" },
  },
  {
    name: "KAKEHASHI_LANGUAGE",
    schema: z.enum(["ja", "en"]),
    fallback: "ja",
    about: { ja: "画面の言語(ja / en)", en: "Language of messages: `ja` or `en`" },
  },
  {
    name: "KAKEHASHI_TZ",
    schema: z.string().refine(isZone),
    fallback: "Asia/Tokyo",
    about: {
      ja: "既定のタイムゾーン(IANA名)",
      en: "Time zone (IANA name) where a partner names none",
    },
  },
  {
    name: "KAKEHASHI_LEXICON",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "課題と打ち手の言葉を足すファイル(書き方は kakehashi lexicon)。空なら製品のものだけ",
      en: "File that adds words for problems and means (`kakehashi lexicon` shows how); empty is the product's own",
    },
  },
  {
    name: "NOTION_TOKEN",
    schema: z.string(),
    fallback: "",
    secret: true,
    about: {
      ja: "Notionのコネクトのトークン",
      en: "Token of the Notion connection",
    },
  },
  {
    name: "NOTION_ROOT_PAGE_ID",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "パートナーのページを置く親ページ(URLかID)",
      en: "Page below which partners are put: its address or id",
    },
  },
  {
    name: "NOTION_REQUESTS_PER_MINUTE",
    schema: PositiveNumber,
    fallback: "180",
    about: {
      ja: "1分あたりのリクエスト数(ビジネス以上は600)",
      en: "Requests a minute: 180 on Free and Plus, 600 on Business and Enterprise",
    },
  },
  {
    name: "NOTION_WEBHOOK_TOKEN",
    schema: z.string(),
    fallback: "",
    secret: true,
    about: {
      ja: "Webhookの検証トークン",
      en: "Verification token of the webhook subscription",
    },
  },
  {
    name: "NOTION_TIMEOUT_MS",
    schema: PositiveNumber,
    fallback: "65000",
    about: {
      ja: "1リクエストを待つ時間(ミリ秒)",
      en: "How long one request may take, in milliseconds",
    },
  },
  {
    name: "NOTION_BASE_URL",
    schema: z.string(),
    fallback: "https://api.notion.com",
    about: { ja: "NotionのAPIの場所", en: "Where Notion's API is" },
  },
  {
    name: "CONFLUENCE_HOST",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "Confluenceのサイト(例 example.atlassian.net)",
      en: "Name of the Confluence site, e.g. `example.atlassian.net`",
    },
  },
  {
    name: "CONFLUENCE_EMAIL",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "トークンを作ったアカウントのメールアドレス",
      en: "E-mail address of the account that made the token",
    },
  },
  {
    name: "CONFLUENCE_API_TOKEN",
    schema: z.string(),
    fallback: "",
    secret: true,
    about: {
      ja: "ConfluenceのAPIトークン",
      en: "API token of that account, classic or with scopes",
    },
  },
  {
    name: "CONFLUENCE_TOKEN_EXPIRES",
    schema: z.iso.date(),
    fallback: "",
    about: {
      ja: "APIトークンの有効期限(例 2027-03-31)。30日前から doctor が知らせる",
      en: "Date on which that token expires, e.g. `2027-03-31`; the doctor warns 30 days before",
    },
  },
  {
    name: "CONFLUENCE_SPACE_KEY",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "ページを置くスペースのキー",
      en: "Key of the space that pages are put in",
    },
  },
  {
    name: "CONFLUENCE_ROOT_PAGE_ID",
    schema: z.string(),
    fallback: "",
    about: {
      ja: "パートナーのページを置く親ページ(URLかID)。空ならスペースのホーム",
      en: "Page below which partners are put: its address or id; empty is the space's home page",
    },
  },
  {
    name: "CONFLUENCE_REQUESTS_PER_SECOND",
    schema: PositiveNumber,
    fallback: "5",
    about: {
      ja: "1秒あたりのリクエスト数",
      en: "Requests a second",
    },
  },
  {
    name: "CONFLUENCE_TIMEOUT_MS",
    schema: PositiveNumber,
    fallback: "65000",
    about: {
      ja: "1リクエストを待つ時間(ミリ秒)",
      en: "How long one request may take, in milliseconds",
    },
  },
  {
    name: "SMTP_URL",
    schema: z.string().refine(isSmtpUrl),
    fallback: "",
    secret: true,
    about: {
      ja: "週報を担当者にメールで送るSMTPサーバー(smtps://ユーザー:パスワード@ホスト:465)。空なら送らない",
      en: "SMTP server that mails digests to our own people, `smtps://user:password@host:465`; empty sends none",
    },
  },
  {
    name: "MAIL_FROM",
    schema: z.string(),
    fallback: "",
    about: { ja: "そのメールの差出人", en: "Sender of those mails" },
  },
  {
    name: "SLACK_WEBHOOK_URL",
    schema: z.string().refine(isWebhookUrl),
    fallback: "",
    secret: true,
    about: {
      ja: "週報の発行を知らせるSlackのIncoming Webhook",
      en: "Slack incoming webhook that is told when digests are out",
    },
  },
  {
    name: "TEAMS_WEBHOOK_URL",
    schema: z.string().refine(isWebhookUrl),
    fallback: "",
    secret: true,
    about: {
      ja: "同じくTeamsのワークフローのWebhook",
      en: "The same for Teams: the webhook of a workflow",
    },
  },
  {
    name: "LINEWORKS_WEBHOOK_URL",
    schema: z.string().refine(isWebhookUrl),
    fallback: "",
    secret: true,
    about: { ja: "同じくLINE WORKSのIncoming Webhook", en: "The same for LINE WORKS: an incoming webhook" },
  },
  {
    name: "CHATWORK_API_TOKEN",
    schema: z.string(),
    fallback: "",
    secret: true,
    about: { ja: "同じくChatworkのAPIトークン", en: "The same for Chatwork: an API token" },
  },
  {
    name: "CHATWORK_ROOM_ID",
    schema: z.string().regex(/^\d*$/),
    fallback: "",
    about: { ja: "Chatworkのルーム番号", en: "Number of the Chatwork room" },
  },
  {
    name: "CHATWORK_BASE_URL",
    schema: z.string().refine(isWebhookUrl),
    fallback: "https://api.chatwork.com",
    about: { ja: "ChatworkのAPIの場所", en: "Where Chatwork's API is" },
  },
  {
    name: "HOST",
    schema: z.string().regex(/^[a-z0-9.:[\]-]+$/iu),
    fallback: "127.0.0.1",
    about: {
      ja: "serve が待ち受けるアドレス。いまはこのマシンの中だけ",
      en: "Address on which serve listens; for now on this machine only",
    },
  },
  {
    name: "PORT",
    schema: z.string().regex(/^\d{1,5}$/u),
    fallback: "3000",
    about: {
      ja: "serve が待ち受けるポート(0なら空いているもの)",
      en: "Port on which serve listens; 0 for any that is free",
    },
  },
  {
    name: "KAKEHASHI_SYNC_MINUTES",
    schema: z.string().regex(/^\d{1,4}$/u),
    fallback: "10",
    about: {
      ja: "serve が何分ごとに sync を行うか。0なら行わない",
      en: "Minutes from one sync of serve to the next; 0 for none",
    },
  },
  {
    name: "EMBEDDINGS_URL",
    schema: z.string().refine(isBaseUrl),
    fallback: "",
    about: {
      ja: "突き合わせに使う埋め込みモデルのURL(OpenAI互換、例 https://…/v1)。公開された文面だけを送る。空なら使わない",
      en: "OpenAI-compatible embeddings endpoint that matching may use (https://…/v1); shown released copies only; empty is none",
    },
  },
  {
    name: "EMBEDDINGS_MODEL",
    schema: z.string(),
    fallback: "",
    about: { ja: "同じくモデルの名前", en: "The same: name of the model" },
  },
  {
    name: "EMBEDDINGS_API_KEY",
    schema: z.string(),
    fallback: "",
    secret: true,
    about: { ja: "同じくAPIキー。要らなければ空", en: "The same: API key; empty if none is needed" },
  },
  {
    name: "KAKEHASHI_ALLOW_BASE_URL",
    schema: z.enum(["0", "1"]),
    fallback: "0",
    about: {
      ja: "1にすると、公式以外の場所(このマシン以外)にも接続する",
      en: "`1` accepts a base URL that is neither the platform's own nor on this machine",
    },
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]["name"];

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).format() !== "";
  } catch {
    return false;
  }
}

function isSmtpUrl(text: string): boolean {
  return /^smtps?:\/\//u.test(text) && URL.canParse(text);
}

/** A secret address is written to by https only, or on this machine. */
function isWebhookUrl(text: string): boolean {
  const url = URL.parse(text);
  const isHere = url !== null && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(url.hostname);
  return url?.protocol === "https:" || (url?.protocol === "http:" && isHere);
}

/** Paths are put after it; a key in it would be in the wrong place, and might be shown. */
function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    isWebhookUrl(text) && url !== null && `${url.username}${url.password}${url.search}${url.hash}` === ""
  );
}

/** A user without a host (`postgres://me@/name?host=/socket`) is allowed there, and nowhere else. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\//u.test(text) && URL.canParse(text.replace("@/", "@localhost/"));
}
