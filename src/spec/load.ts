import { readFile } from "node:fs/promises";

import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from "yaml";
import { z } from "zod";

import { AppError, type Problem } from "../errors.ts";
import type { Text } from "../language.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { messageText } from "../model/fields.ts";
import { Spec } from "../model/spec.ts";
import { checkSpec, formatPath, type SpecProblem } from "./check.ts";

/** A spec with the text it was read from, which is what the store keeps. */
export interface LoadedSpec {
  readonly file: string;
  readonly text: string;
  readonly spec: Spec;
}

/** Reads a spec file. Throws `invalid_spec` with every problem, each at its line and column. */
export async function loadSpec(file: string): Promise<LoadedSpec> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new AppError(
      "not_found",
      { ja: `定義ファイル ${file} を開けません`, en: `the spec ${file} cannot be opened` },
      {
        hint: {
          ja: "パスを確かめてください。ひな形は kakehashi init で作れます",
          en: "Check the path; `kakehashi init` writes a starter spec.",
        },
        cause,
      },
    );
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalidSpec(file, [notUtf8(file)], cause);
  }
  return { file, text, spec: parseSpec(text, file) };
}

/** Parses a spec's text. Throws `invalid_spec` with every problem at once. `zone` stands in where it names none. */
export function parseSpec(text: string, file: string, { zone }: { zone?: string } = {}): Spec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    throw invalidSpec(
      file,
      document.errors.map((error) => yamlProblem(error, place(error.pos[0]))),
    );
  }
  const raw: unknown = document.toJS();
  const parsed = Spec.safeParse(raw, { reportInput: true });
  const found = [...(parsed.success ? [] : parsed.error.issues.flatMap(schemaProblems)), ...checkSpec(raw)];
  if (parsed.success && found.length === 0) {
    const { data } = parsed;
    const isZoneOpen = zone !== undefined && !document.hasIn(["digest", "zone"]);
    return isZoneOpen ? { ...data, digest: { ...data.digest, zone } } : data;
  }
  const problems = found.map((problem) => ({
    ...place(offsetOf(document, problem)),
    path: formatPath(problem.path),
    message: problem.message,
    hint: problem.hint,
  }));
  throw invalidSpec(
    file,
    problems.toSorted((a, b) => a.line - b.line || a.column - b.column),
  );
}

const notUtf8 = (file: string): Problem => ({
  file,
  line: 1,
  column: 1,
  path: "",
  message: { ja: "UTF-8のファイルではありません", en: "this is not a UTF-8 file" },
  hint: { ja: "UTF-8で保存し直してください", en: "Save it as UTF-8." },
});

function invalidSpec(file: string, problems: Problem[], cause?: unknown): AppError {
  return new AppError(
    "invalid_spec",
    {
      ja: `${file} に直すところが ${problems.length} 件あります`,
      en: `${file} has ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
    },
    { problems, ...(cause === undefined ? {} : { cause }) },
  );
}

function yamlProblem(error: YAMLError, where: Pick<Problem, "file" | "line" | "column">): Problem {
  return {
    ...where,
    path: "",
    message: {
      ja: `YAMLとして読めません(${error.message})`,
      en: `this is not valid YAML (${error.message})`,
    },
    hint:
      error.code === "TAB_AS_INDENT"
        ? { ja: "字下げはタブでなく空白にしてください", en: "Indent with spaces, not tabs." }
        : error.code === "DUPLICATE_KEY"
          ? { ja: "同じ項目を二度書かないでください", en: "Write each field once." }
          : {
              ja: "この行とその前の行の字下げ・引用符・コロンを見直してください",
              en: "Check the indentation, quotes and colons of this line and the one before.",
            },
  };
}

type Issue = z.core.$ZodIssue;

/** One zod issue as problems that a person can act on. */
function schemaProblems(issue: Issue): SpecProblem[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(path);
    return issue.keys.map((key) => unknownField([...path, key], key, known));
  }
  if (path[0] === "top_alignment" && path.length <= 2 && path[1] !== "plan") {
    return [withoutEvidence(path)];
  }
  return [{ path, message: schemaMessage(issue), hint: schemaHint(issue, path) }];
}

function unknownField(path: (string | number)[], key: string, known: readonly string[]): SpecProblem {
  const near = didYouMean(key, known);
  return {
    path,
    atName: true,
    message: { ja: `「${key}」という項目はありません`, en: `there is no field "${key}" here` },
    hint: near
      ? { ja: `「${near}」ではありませんか`, en: `Did you mean "${near}"?` }
      : { ja: `使える項目: ${known.join(", ")}`, en: `Known fields: ${known.join(", ")}` },
  };
}

function withoutEvidence(path: (string | number)[]): SpecProblem {
  return {
    path,
    message: {
      ja: "top_alignment には根拠(evidence)が要ります",
      en: "top_alignment needs its evidence",
    },
    hint: {
      ja: "evidence に、いつ(when)・何を(what)・どの役職で(roles)合意したかを書いてください。無ければ top_alignment ごと外してください",
      en: "Say under evidence when, what and in which roles the tops agreed; without it, leave top_alignment out.",
    },
  };
}

function schemaMessage(issue: Issue): Text {
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return { ja: "必須の項目です", en: "is required" };
  }
  if (issue.code === "invalid_type") {
    const names: Record<string, Text> = {
      string: { ja: "文字列", en: "text" },
      number: { ja: "数", en: "a number" },
      int: { ja: "整数", en: "a whole number" },
      boolean: { ja: "true か false", en: "true or false" },
      array: { ja: "リスト", en: "a list" },
      object: { ja: "項目の集まり", en: "a group of fields" },
    };
    const wanted = names[issue.expected] ?? { ja: issue.expected, en: issue.expected };
    return { ja: `${wanted.ja}にしてください`, en: `must be ${wanted.en}` };
  }
  if (issue.code === "invalid_value") {
    const choices = issue.values.map(String).join(", ");
    return { ja: `次のどれかにしてください: ${choices}`, en: `must be one of: ${choices}` };
  }
  if (issue.code === "too_small" && issue.origin !== "number") {
    return { ja: "空にはできません", en: "must not be empty" };
  }
  if (issue.code === "too_small") {
    return {
      ja: `${String(issue.minimum)} 以上にしてください`,
      en: `must be at least ${String(issue.minimum)}`,
    };
  }
  if (issue.code === "too_big") {
    return {
      ja: `${String(issue.maximum)} 以下にしてください`,
      en: `must be at most ${String(issue.maximum)}`,
    };
  }
  if (issue.code === "invalid_format" && issue.format === "date") {
    return {
      ja: "2026-04-01 のような実在する日付にしてください",
      en: "must be a date that exists, such as 2026-04-01",
    };
  }
  return messageText(issue.message);
}

function schemaHint(issue: Issue, path: readonly (string | number)[]): Text {
  if (issue.code === "invalid_type" && issue.expected === "string" && issue.input !== undefined) {
    return { ja: "引用符で囲むと文字列になります", en: "Put it in quotes to make it text." };
  }
  if (issue.code === "invalid_value" && typeof issue.input === "string") {
    const near = didYouMean(issue.input, issue.values.map(String));
    if (near) return { ja: `「${near}」ではありませんか`, en: `Did you mean "${near}"?` };
  }
  const field = formatPath(path);
  return { ja: `${field} を直してください`, en: `Correct ${field}.` };
}

/** The fields that the schema knows at a path. */
function knownKeys(path: readonly (string | number)[]): string[] {
  let schema: unknown = Spec;
  for (const part of path) {
    schema = unwrap(schema);
    if (schema instanceof z.ZodObject) schema = schema.shape[String(part)];
    else if (schema instanceof z.ZodArray) schema = schema.element;
    else return [];
  }
  schema = unwrap(schema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) {
    inner = inner.unwrap();
  }
  return inner;
}

/** Where a problem is shown: at the key of an unknown field, at a value, or at the nearest thing above it. */
function offsetOf(document: Document, { path, atName }: SpecProblem): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part);
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = rangeStart(node) ?? offset;
    } else break;
  }
  return isScalar(node) && !atName ? (node.range?.[0] ?? offset) : offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
