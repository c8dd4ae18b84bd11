import { z } from "zod";

import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import { Audience, EntryKind, Level } from "../model/entry.ts";
import { findOption, type Option } from "../model/fields.ts";
import { ISSUE_STATES, THEMES } from "../model/options.ts";

const MOST_HITS = 1000;

/** A choice of a template by its id or by its name in either language, or whatever else people wrote in its place. */
const choiceOf = (choices: readonly Option[]) =>
  z
    .string()
    .min(1)
    .transform((typed) => findOption(choices, typed)?.id ?? typed);

/** Options that several commands share, and the one place where options are parsed. */
export const options = {
  partner: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  kind: EntryKind,
  level: Level,
  audience: Audience,
  week: z.string().min(1).optional(),
  as: z.string().min(1).optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/u)
    .transform(Number)
    .pipe(z.int().min(1).max(MOST_HITS)),
  offset: z
    .string()
    .regex(/^\d{1,6}$/u)
    .transform(Number),
  theme: choiceOf(THEMES),
  state: choiceOf(ISSUE_STATES),
  flag: z.boolean().default(false),
} as const;

/** Parses what commander read. Throws `usage` naming the option and what it takes. */
export function parseOptions<T extends z.ZodType>(schema: T, raw: unknown): z.infer<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "");
  const given = textAt(raw, name);
  const choices = issue?.code === "invalid_value" ? issue.values.map(String).join(", ") : undefined;
  throw new AppError(
    "usage",
    {
      ja: `--${name} に「${given}」は指定できません`,
      en: `"${given}" is not a value for --${name}`,
    },
    { hint: choices === undefined ? (HINTS[name] ?? SEE_HELP) : oneOf(choices) },
  );
}

function textAt(raw: unknown, name: string): string {
  const found: unknown = typeof raw === "object" && raw !== null ? Reflect.get(raw, name) : undefined;
  return typeof found === "string" ? found : "";
}

const HINTS: Readonly<Record<string, Text>> = {
  limit: {
    ja: `1 から ${MOST_HITS} までの整数を指定してください`,
    en: `Give a whole number from 1 to ${MOST_HITS}.`,
  },
  offset: { ja: "0 以上の整数を指定してください", en: "Give a whole number, 0 or more." },
};

const SEE_HELP: Text = {
  ja: "kakehashi <コマンド> --help で使い方を見られます",
  en: "See `kakehashi <command> --help`.",
};

const oneOf = (choices: string): Text => ({
  ja: `次のどれかにしてください: ${choices}`,
  en: `Use one of: ${choices}`,
});
