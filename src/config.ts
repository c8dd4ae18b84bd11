import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";

import type { ChannelsConfig } from "./channels/channel.ts";
import { type Variable, type VariableName, VARIABLES } from "./config-variables.ts";
import { AppError } from "./errors.ts";
import type { Language, Text } from "./language.ts";
import { Secret } from "./secret.ts";
import type { WorkspaceKind } from "./workspaces/workspace.ts";

/** Everything that the environment decides. Paths are absolute. */
export interface Config {
  readonly workspace: WorkspaceKind;
  /** Where the store is, unless it is in a database that several machines share. */
  readonly dataDir: string;
  readonly databaseUrl: Secret | null;
  readonly vaultDir: string;
  readonly notion: NotionConfig;
  readonly confluence: ConfluenceConfig;
  readonly channels: ChannelsConfig;
  /** Accept base URLs that are neither a platform's own nor on this machine. */
  readonly allowBaseUrl: boolean;
  readonly language: Language;
  /** IANA zone in which dates without a partner's own zone are meant. */
  readonly zone: string;
  readonly embeddings: EmbeddingsConfig;
  /** Where `serve` listens. */
  readonly host: string;
  readonly port: number;
  /** 0 = never. */
  readonly syncMinutes: number;
  /** The lexicon file; null = the built-in lexicon alone. */
  readonly lexicon: string | null;
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

/** An endpoint that matching may ask; none where `url` is empty. */
export interface EmbeddingsConfig {
  readonly url: string;
  readonly model: string;
  readonly apiKey: Secret | null;
}

/** Reads the environment, filled up from a `.env` file in `cwd`. Throws `usage` naming every wrong variable. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): Config {
  const file = resolve(cwd, ".env");
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const problems: Text[] = [];
  const checked = (name: VariableName, text: string): string => {
    const variable = VARIABLES.find((candidate) => candidate.name === name);
    if (variable === undefined || text === "") return variable?.fallback ?? "";
    if (!variable.schema.safeParse(text).success) {
      problems.push(isShown(variable, text) ? wrongValue(variable, text) : unshownValue(variable));
    }
    return text;
  };
  const read = (name: VariableName): string => checked(name, env[name] || fromFile[name] || "");
  const readSecret = (name: VariableName): Secret | null => {
    const path = env[`${name}_FILE`] || fromFile[`${name}_FILE`] || "";
    const given = (env[name] || fromFile[name] || "").trim();
    const text = checked(name, path === "" ? given : readSecretFile(name, { path, cwd }, problems));
    return text === "" ? null : new Secret(text);
  };
  const reader = { read, readSecret };
  const config = {
    workspace: read("KAKEHASHI_WORKSPACE") as WorkspaceKind,
    dataDir: resolve(cwd, read("KAKEHASHI_DATA_DIR")),
    databaseUrl: readSecret("DATABASE_URL"),
    vaultDir: resolve(cwd, read("VAULT_DIR")),
    language: read("KAKEHASHI_LANGUAGE") as Language,
    zone: read("KAKEHASHI_TZ"),
    notion: notionConfig(reader),
    confluence: confluenceConfig(reader),
    channels: channelsConfig(reader),
    embeddings: embeddingsConfig(reader, problems),
    host: read("HOST").trim(),
    port: Number(read("PORT")),
    syncMinutes: Number(read("KAKEHASHI_SYNC_MINUTES")),
    allowBaseUrl: read("KAKEHASHI_ALLOW_BASE_URL") === "1",
    lexicon: read("KAKEHASHI_LEXICON") === "" ? null : resolve(cwd, read("KAKEHASHI_LEXICON")),
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

const channelsConfig = ({ read, readSecret }: Reader): ChannelsConfig => ({
  smtpUrl: readSecret("SMTP_URL"),
  mailFrom: read("MAIL_FROM").trim(),
  slack: readSecret("SLACK_WEBHOOK_URL"),
  teams: readSecret("TEAMS_WEBHOOK_URL"),
  lineworks: readSecret("LINEWORKS_WEBHOOK_URL"),
  chatwork: {
    token: readSecret("CHATWORK_API_TOKEN"),
    room: read("CHATWORK_ROOM_ID").trim(),
    baseUrl: read("CHATWORK_BASE_URL"),
  },
});

function embeddingsConfig({ read, readSecret }: Reader, problems: Text[]): EmbeddingsConfig {
  const [url, model] = [read("EMBEDDINGS_URL").trim(), read("EMBEDDINGS_MODEL").trim()];
  if ((url === "") !== (model === "")) {
    problems.push({
      ja: "EMBEDDINGS_URL と EMBEDDINGS_MODEL は、両方を書くか、両方を空にしてください",
      en: "EMBEDDINGS_URL and EMBEDDINGS_MODEL go together: set both, or neither.",
    });
  }
  return { url, model, apiKey: readSecret("EMBEDDINGS_API_KEY") };
}

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

/** Tokens are longer than what a person mistypes. */
const isShown = (variable: Variable, text: string): boolean =>
  variable.secret === undefined && text.length <= 24 && !isToken(text);

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
