import { z } from "zod";

import { AppError } from "../errors.ts";
import { Audience, EntryKind, Level } from "../model/entry.ts";

/** Options that several commands share, and the one place where options are parsed. */
export const options = {
  partner: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  kind: EntryKind,
  level: Level,
  audience: Audience,
  week: z.string().min(1).optional(),
  as: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000),
  flag: z.boolean().default(false),
} as const;

/** Parses what commander read. Throws `usage` naming the option and what it takes. */
export function parseOptions<T extends z.ZodType>(schema: T, raw: unknown): z.infer<T> {
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = `--${String(issue?.path[0] ?? "")}`;
  const given = typeof issue?.input === "string" ? issue.input : "";
  const wanted = issue?.code === "invalid_value" ? issue.values.map(String).join(", ") : undefined;
  throw new AppError(
    "usage",
    { ja: `${name} に「${given}」は指定できません`, en: `"${given}" is not a value for ${name}` },
    {
      hint:
        wanted === undefined
          ? {
              ja: "kakehashi <コマンド> --help で使い方を見られます",
              en: "See `kakehashi <command> --help`.",
            }
          : { ja: `次のどれかにしてください: ${wanted}`, en: `Use one of: ${wanted}` },
    },
  );
}
