import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";

import { z } from "zod";

import { AppError } from "./errors.ts";
import type { Language, Text } from "./language.ts";
import { Secret } from "./secret.ts";
import { WORKSPACE_KINDS, type WorkspaceKind } from "./workspaces/workspace.ts";

/** Everything that the environment decides. Paths are absolute. */
export interface Config {
  readonly workspace: WorkspaceKind;
  readonly dataDir: string;
  readonly vaultDir: string;
  readonly notion: NotionConfig;
  readonly confluence: ConfluenceConfig;
  /** Accept base URLs that are neither a platform's own nor on this machine. */
  readonly allowBaseUrl: boolean;
  readonly language: Language;
  /** IANA zone in which dates without a partner's own zone are meant. */
  readonly zone: string;
  /** The user's own editor, as a shell command. */
  readonly editor: string;
}

/** What the Notion workspace needs; empty = not set. Whether that is enough is said where it is opened. */
export interface NotionConfig {
  readonly token: Secret | null;
  /** An id or the address of a page, as pasted. */
  readonly rootPage: string;
  readonly baseUrl: string;
  readonly requestsPerMinute: number;
  readonly timeoutMs: number;
  /** The verification token of the webhook subscription. */
  readonly webhookToken: Secret | null;
}

/** What the Confluence workspace needs; empty = not set. */
export interface ConfluenceConfig {
  readonly host: string;
  readonly email: string;
  readonly token: Secret | null;
  /** ISO date; null if nobody said. */
  readonly tokenExpires: string | null;
  readonly spaceKey: string;
  /** An id or the address of a page, as pasted. */
  readonly rootPage: string;
  readonly requestsPerSecond: number;
  readonly timeoutMs: number;
}

interface Variable {
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
    name: "KAKEHASHI_ALLOW_BASE_URL",
    schema: z.enum(["0", "1"]),
    fallback: "0",
    about: {
      ja: "1にすると、公式以外の場所(このマシン以外)にも接続する",
      en: "`1` accepts a base URL that is neither the platform's own nor on this machine",
    },
  },
] as const satisfies readonly Variable[];

type VariableName = (typeof VARIABLES)[number]["name"];

/** Reads the environment, filled up from a `.env` file in `cwd`. Throws `usage` naming every wrong variable. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): Config {
  const file = resolve(cwd, ".env");
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const problems: Text[] = [];
  const read = (name: VariableName): string => {
    const variable = VARIABLES.find((candidate) => candidate.name === name);
    const text = env[name] || fromFile[name] || "";
    if (variable === undefined || text === "") return variable?.fallback ?? "";
    if (!variable.schema.safeParse(text).success) {
      problems.push(isWord(text) ? wrongValue(variable, text) : unshownValue(variable));
    }
    return text;
  };
  const readSecret = (name: VariableName): Secret | null => {
    const path = env[`${name}_FILE`] || fromFile[`${name}_FILE`] || "";
    const text = path === "" ? read(name).trim() : readSecretFile(name, { path, cwd }, problems);
    return text === "" ? null : new Secret(text);
  };
  const reader = { read, readSecret };
  const config = {
    workspace: read("KAKEHASHI_WORKSPACE") as WorkspaceKind,
    dataDir: resolve(cwd, read("KAKEHASHI_DATA_DIR")),
    vaultDir: resolve(cwd, read("VAULT_DIR")),
    language: read("KAKEHASHI_LANGUAGE") as Language,
    zone: read("KAKEHASHI_TZ"),
    notion: notionConfig(reader),
    confluence: confluenceConfig(reader),
    allowBaseUrl: read("KAKEHASHI_ALLOW_BASE_URL") === "1",
    editor: env["VISUAL"] || env["EDITOR"] || "vi",
  };
  if (problems.length === 0) return config;
  throw new AppError(
    "usage",
    {
      ja: problems.map((problem) => problem.ja).join("\n"),
      en: problems.map((problem) => problem.en).join("\n"),
    },
    {
      hint: {
        ja: "環境変数か、このフォルダーの .env を直してください。使える値は .env の説明にあります",
        en: "Correct the environment, or .env in this folder, which says what each takes.",
      },
    },
  );
}

interface Reader {
  readonly read: (name: VariableName) => string;
  readonly readSecret: (name: VariableName) => Secret | null;
}

const notionConfig = ({ read, readSecret }: Reader): NotionConfig => ({
  token: readSecret("NOTION_TOKEN"),
  rootPage: read("NOTION_ROOT_PAGE_ID"),
  baseUrl: read("NOTION_BASE_URL"),
  requestsPerMinute: Number(read("NOTION_REQUESTS_PER_MINUTE")),
  timeoutMs: Number(read("NOTION_TIMEOUT_MS")),
  webhookToken: readSecret("NOTION_WEBHOOK_TOKEN"),
});

const confluenceConfig = ({ read, readSecret }: Reader): ConfluenceConfig => ({
  host: read("CONFLUENCE_HOST").trim(),
  email: read("CONFLUENCE_EMAIL").trim(),
  token: readSecret("CONFLUENCE_API_TOKEN"),
  tokenExpires: read("CONFLUENCE_TOKEN_EXPIRES") || null,
  spaceKey: read("CONFLUENCE_SPACE_KEY").trim(),
  rootPage: read("CONFLUENCE_ROOT_PAGE_ID").trim(),
  requestsPerSecond: Number(read("CONFLUENCE_REQUESTS_PER_SECOND")),
  timeoutMs: Number(read("CONFLUENCE_TIMEOUT_MS")),
});

const wrongValue = ({ name, about }: Variable, text: string): Text => ({
  ja: `環境変数 ${name} の値「${text}」は使えません。${about.ja}`,
  en: `environment variable ${name} cannot be "${text}". ${about.en}`,
});

/** What may be a token pasted into the wrong line is not shown. */
const unshownValue = ({ name, about }: Variable): Text => ({
  ja: `環境変数 ${name} の値は使えません。${about.ja}`,
  en: `environment variable ${name} cannot have the value that it has. ${about.en}`,
});

/** As Notion's and Atlassian's begin. */
const isToken = (text: string): boolean => /^(?:ntn_|secret_|ATATT)/.test(text);

/** Tokens are longer. */
const isWord = (text: string): boolean => text.length <= 24 && !isToken(text);

function readSecretFile(
  name: string,
  { path, cwd }: { path: string; cwd: string },
  problems: Text[],
): string {
  // The token itself instead of a file that holds it is not shown.
  const file = isToken(path) ? "" : ` ${resolve(cwd, path)}`;
  try {
    const text = readFileSync(resolve(cwd, path), "utf8").trim();
    if (text !== "") return text;
    problems.push({
      ja: `${name}_FILE が指すファイル${file} が空です`,
      en: `the file${file}, named by ${name}_FILE, is empty`,
    });
  } catch {
    problems.push({
      ja: `${name}_FILE が指すファイル${file} を読めません`,
      en: `the file${file}, named by ${name}_FILE, cannot be read`,
    });
  }
  return "";
}

/** The language in which to say that the configuration itself is wrong. */
export function languageBeforeConfig(): Language {
  return process.env["KAKEHASHI_LANGUAGE"] === "en" ? "en" : "ja";
}

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).format() !== "";
  } catch {
    return false;
  }
}
