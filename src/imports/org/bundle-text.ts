import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

import { AppError, type Problem } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { Bundle } from "../../model/bundle.ts";
import { formatPath } from "../../spec/check.ts";

/** A place in the bundle that cannot be used, and what to do about it. */
export interface BundleProblem {
  readonly path: readonly (string | number)[];
  readonly message: Text;
  readonly hint: Text;
}

/**
 * Parses a bundle's JSON. Throws `invalid_input` with every problem at once, each at its line and column.
 */
export function parseBundle(file: string, text: string): Bundle {
  const raw = parseJson(file, text);
  const parsed = Bundle.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw bundleError(file, text, parsed.error.issues.map(issueProblem));
}

/** The error that lists all `problems` of a bundle at their places. */
export function bundleError(file: string, text: string, problems: readonly BundleProblem[]): AppError {
  const placeOf = locate(file, text);
  return new AppError(
    "invalid_input",
    {
      ja: `${file} に直すところが ${problems.length} 件あります`,
      en: `${file} has ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
    },
    {
      hint: {
        ja: "それぞれの場所を直して、もう一度取り込んでください",
        en: "Correct each place, then import the file again.",
      },
      problems: problems.map(({ path, message, hint }) => ({
        ...placeOf(path),
        path: formatPath(path),
        message,
        hint,
      })),
    },
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = /position (\d+)/u.exec(cause instanceof Error ? cause.message : "")?.[1];
    const before = text.slice(0, found === undefined ? text.length : Number(found)).split("\n");
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const message = { ja: "JSONとして読めません", en: "this is not valid JSON" };
    const hint = {
      ja: "この場所の前後の引用符・カンマ・括弧を見直してください",
      en: "Check the quotes, commas and brackets around this place.",
    };
    // The parser's own message quotes the file, which may hold people's names: it is not kept.
    throw new AppError(
      "invalid_input",
      {
        ja: `${file}:${place.line}:${place.column} JSONとして読めません`,
        en: `${file}:${place.line}:${place.column} is not valid JSON`,
      },
      { hint, problems: [{ ...place, path: "", message, hint }] },
    );
  }
}

type Place = Pick<Problem, "file" | "line" | "column">;

/** JSON is YAML, whose parser keeps positions. Only read this way when there is something to report. */
function locate(file: string, text: string): (path: readonly (string | number)[]) => Place {
  const lines = new LineCounter();
  const root = parsePositions(text, lines);
  return (path) => {
    let node = root;
    let offset = 0;
    for (const part of path) {
      if (isMap(node)) node = node.get(part, true);
      else if (isSeq(node)) node = node.get(Number(part), true);
      else break;
      const start = isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
      offset = start ?? offset;
    }
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

function parsePositions(text: string, lineCounter: LineCounter): unknown {
  try {
    return parseDocument(text, { lineCounter, logLevel: "silent" }).contents;
  } catch {
    // JSON nested too deeply for the YAML parser: the path alone must do.
    return null;
  }
}

function issueProblem(issue: z.core.$ZodIssue): BundleProblem {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  const field = formatPath(path) || "JSON";
  return {
    path,
    message: issueMessage(issue),
    hint: { ja: `${field} を直してください`, en: `Correct ${field}.` },
  };
}

function issueMessage(issue: z.core.$ZodIssue): Text {
  if (issue.code === "invalid_type") {
    return {
      ja: `${TYPES[issue.expected] ?? issue.expected}が要ります`,
      en: `this must be of type ${issue.expected}`,
    };
  }
  if (issue.code === "invalid_value") {
    const choices = issue.values.map(String).join(", ");
    return { ja: `次のどれかにしてください: ${choices}`, en: `must be one of: ${choices}` };
  }
  if (issue.code === "too_small") return { ja: "空にはできません", en: "must not be empty" };
  if (issue.code === "invalid_format" && issue.format === "date") {
    return {
      ja: "2026-04-01 のような実在する日付にしてください",
      en: "must be a date that exists, such as 2026-04-01",
    };
  }
  return { ja: `この値は使えません(${issue.message})`, en: `this value cannot be used (${issue.message})` };
}

const TYPES: Readonly<Record<string, string>> = {
  string: "文字列",
  number: "数",
  boolean: "true か false",
  array: "配列",
  object: "オブジェクト",
  record: "オブジェクト",
};
