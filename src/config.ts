import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";

import { z } from "zod";

import { AppError } from "./errors.ts";
import type { Language, Text } from "./language.ts";
import { WORKSPACE_KINDS, type WorkspaceKind } from "./workspaces/workspace.ts";

/** Everything that the environment decides. Paths are absolute. */
export interface Config {
  readonly workspace: WorkspaceKind;
  readonly dataDir: string;
  readonly vaultDir: string;
  readonly language: Language;
  /** IANA zone in which dates without a partner's own zone are meant. */
  readonly zone: string;
  /** The user's own editor, as a shell command. */
  readonly editor: string;
}

interface Variable {
  readonly name: string;
  readonly schema: z.ZodType<string>;
  readonly fallback: string;
  readonly about: Text;
}

/** The one list of variables: parsed here, and printed as the table of the README and as `.env.example`. */
export const VARIABLES = [
  {
    name: "KAKEHASHI_WORKSPACE",
    schema: z.enum(WORKSPACE_KINDS),
    fallback: "vault",
    about: { ja: "ページの置き場所(vault)", en: "Where pages live: `vault`, a folder of Markdown files" },
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
] as const satisfies readonly Variable[];

/** Reads the environment, filled up from a `.env` file in `cwd`. Throws `usage` naming every wrong variable. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): Config {
  const file = resolve(cwd, ".env");
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const problems: Text[] = [];
  const read = (name: (typeof VARIABLES)[number]["name"]): string => {
    const variable = VARIABLES.find((candidate) => candidate.name === name);
    const text = env[name] || fromFile[name] || "";
    if (variable === undefined || text === "") return variable?.fallback ?? "";
    if (!variable.schema.safeParse(text).success) {
      problems.push({
        ja: `環境変数 ${name} の値「${text}」は使えません。${variable.about.ja}`,
        en: `environment variable ${name} cannot be "${text}". ${variable.about.en}`,
      });
    }
    return text;
  };
  const config = {
    workspace: read("KAKEHASHI_WORKSPACE") as WorkspaceKind,
    dataDir: resolve(cwd, read("KAKEHASHI_DATA_DIR")),
    vaultDir: resolve(cwd, read("VAULT_DIR")),
    language: read("KAKEHASHI_LANGUAGE") as Language,
    zone: read("KAKEHASHI_TZ"),
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
