import type { z } from "zod";

import { invalid } from "./api-error.ts";
import { isJson } from "./json.ts";

type Issue = z.core.$ZodIssue;

/** Parses one part of a request; what does not fit is a 400 in Notion's words. `where` is its path, "body.parent". */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown, where = "body"): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const root = where.split(/[.[]/)[0] ?? where;
  const said = result.error.issues.slice(0, 3).map((issue) => describe(issue, value, where));
  throw invalid(`${root} failed validation: ${said.join(" ")}`);
}

function describe(issue: Issue, value: unknown, where: string): string {
  const path = where + issue.path.map(step).join("");
  const found = show(valueAt(value, issue.path));
  switch (issue.code) {
    case "unrecognized_keys": {
      const key = issue.keys[0] ?? "";
      const extra = valueAt(value, [...issue.path, key]);
      return `${path}.${key} should be not present, instead was \`${show(extra)}\`.`;
    }
    case "invalid_type":
      return found === "undefined"
        ? `${path} should be defined, instead was \`undefined\`.`
        : `${path} should be ${article(issue.expected)}, instead was \`${found}\`.`;
    case "too_big":
    case "too_small":
      return outOfRange(issue, path, valueAt(value, issue.path));
    case "invalid_value":
      return `${path} should be ${issue.values.map((v) => `\`${show(v)}\``).join(" or ")}, instead was \`${found}\`.`;
    case "invalid_union":
      return describeUnion(issue, value, path, where);
    default:
      return `${path} ${issue.message}, instead was \`${found}\`.`;
  }
}

/** Notion reports the alternative that came nearest: the one that fits deepest into the value. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, value: unknown, path: string, where: string) {
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const nearest = branches.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)[0];
  const first = nearest?.[0];
  if (!first) return `${path} does not match any of the allowed shapes.`;
  return describe({ ...first, path: [...issue.path, ...first.path] }, value, where);
}

function depthOf(branch: Issue[]): number {
  return Math.max(...branch.map((issue) => issue.path.length));
}

function outOfRange(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
  path: string,
  value: unknown,
): string {
  const bound = issue.code === "too_big" ? `≤ \`${issue.maximum}\`` : `≥ \`${issue.minimum}\``;
  if (typeof value === "string" || Array.isArray(value)) {
    return `${path}.length should be ${bound}, instead was \`${value.length}\`.`;
  }
  return `${path} should be ${bound}, instead was \`${show(value)}\`.`;
}

function step(key: PropertyKey): string {
  return typeof key === "number" ? `[${key}]` : `.${String(key)}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (Array.isArray(at)) at = (at as unknown[])[Number(key)];
    else if (isJson(at)) at = at[String(key)];
    else return undefined;
  }
  return at;
}

function show(value: unknown): string {
  if (value === undefined) return "undefined";
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "undefined");
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function article(expected: string): string {
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
