import { z } from "zod";

import type { Text } from "../language.ts";
import { invalidFile } from "./invalid-file.ts";
import { duplicateText, type Rejected } from "./parsed.ts";

export interface RowsRead<T> {
  readonly rows: readonly { readonly value: T; readonly where: string }[];
  readonly rejected: readonly Rejected[];
  readonly warnings: readonly Text[];
}

/** The parts of a bundle that rows refer to, and the rows themselves, none of them looked at yet. */
const BundleLists = z.looseObject({
  units: z.array(z.unknown()).nullish(),
  people: z.array(z.unknown()).nullish(),
  entries: z.array(z.unknown()).nullish(),
  rollouts: z.array(z.unknown()).nullish(),
  orders: z.array(z.unknown()).nullish(),
  unit_targets: z.array(z.unknown()).nullish(),
});
export type BundleLists = z.infer<typeof BundleLists>;

/** Reads a bundle's lists. Throws `invalid_input` if the file as a whole is not a bundle. */
export function readBundleLists(file: string, text: string): BundleLists {
  const lists = BundleLists.safeParse(parseJson(file, text));
  if (lists.success) return lists.data;
  const issue = lists.error.issues[0];
  const path = formatPath(issue?.path ?? []);
  throw invalidFile(
    file,
    { line: 1, column: 1 },
    path === ""
      ? { ja: "パートナーのデータ(JSONオブジェクト)ではありません", en: "this is not the JSON of a partner" }
      : { ja: `「${path}」は一覧(配列)にしてください`, en: `"${path}" must be a list` },
    {
      ja: "形は schemas/bundle.schema.json にあります",
      en: "Its form is in schemas/bundle.schema.json.",
    },
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, "")) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw invalidFile(
      file,
      jsonPlace(message, text),
      { ja: "JSONとして読めません", en: "this is not valid JSON" },
      {
        ja: "この場所の前後のかっこ・カンマ・引用符を見直してください",
        en: "Check brackets, commas and quotes around this place.",
      },
    );
  }
}

/** V8 says `… at position 12 (line 1 column 13)`, or nothing when the text just ends. */
function jsonPlace(message: string, text: string): { line: number; column: number } {
  const place = /line (\d+) column (\d+)/u.exec(message);
  if (place) return { line: Number(place[1]), column: Number(place[2]) };
  const lines = text.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/**
 * Parses a list row by row, so that a bad row rejects itself alone. Keys that the product does not know are
 * accepted and named once each in the warnings. `idOf` names a row that cannot be parsed.
 */
export function parseRows<S extends z.ZodObject>(
  list: string,
  rows: readonly unknown[],
  schema: S,
  idOf: (row: Readonly<Record<string, unknown>>) => unknown,
): RowsRead<z.infer<S>> {
  const read: { value: z.infer<S>; where: string }[] = [];
  const rejected: Rejected[] = [];
  const unknownKeys = new Map<string, number>();
  const seen = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    const where = `${list}[${index}]`;
    const id = rowId(row, idOf) ?? where;
    const parsed = schema.safeParse(row);
    if (!parsed.success) {
      rejected.push({ id, reason: issueText(where, parsed.error.issues) });
      continue;
    }
    const before = seen.get(id);
    if (before !== undefined) {
      rejected.push({ id, reason: duplicateText(where, before) });
      continue;
    }
    seen.set(id, where);
    for (const key of Object.keys(parsed.data)) {
      if (!(key in schema.shape)) unknownKeys.set(key, (unknownKeys.get(key) ?? 0) + 1);
    }
    read.push({ value: parsed.data, where });
  }
  const warnings = [...unknownKeys].map(([key, count]) => unknownKeyText(list, key, count));
  return { rows: read, rejected, warnings };
}

function rowId(row: unknown, idOf: (row: Readonly<Record<string, unknown>>) => unknown): string | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const id = idOf(row as Record<string, unknown>);
  return typeof id === "string" && id.trim() !== "" ? id : undefined;
}

const unknownKeyText = (list: string, key: string, count: number): Text => ({
  ja: `${list} の「${key}」は使わない項目です(${count} 件)`,
  en: `"${key}" of ${list} is not used (${count} row${count === 1 ? "" : "s"})`,
});

function issueText(where: string, issues: readonly z.core.$ZodIssue[]): Text {
  const texts = issues.map((issue) => {
    const path = formatPath(issue.path);
    const place = path === "" ? where : `${where}.${path}`;
    const sentence = sentenceOf(issue);
    return { ja: `${place}: ${sentence.ja}`, en: `${place}: ${sentence.en}` };
  });
  return { ja: texts.map(({ ja }) => ja).join(" / "), en: texts.map(({ en }) => en).join(" / ") };
}

function sentenceOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case "invalid_value": {
      const choices = issue.values.map(String).join(", ");
      return { ja: `次のどれかにしてください: ${choices}`, en: `must be one of ${choices}` };
    }
    case "invalid_type":
      return {
        ja: `値が無いか、型が違います(${issue.expected})`,
        en: `is missing or is not a ${issue.expected}`,
      };
    case "too_small":
      return { ja: "空にはできません", en: "must not be empty" };
    case "invalid_format":
      return issue.format === "date"
        ? {
            ja: "2026-04-01 のような実在する日付にしてください",
            en: "must be a date that exists, such as 2026-04-01",
          }
        : { ja: `形式が違います(${issue.format})`, en: `is not a valid ${issue.format}` };
    default:
      return { ja: `正しくありません(${issue.message})`, en: issue.message };
  }
}

/** `sharing.scope`, `mask[2].kind`. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`))
    .join("");
}
