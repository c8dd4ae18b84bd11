import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

import { z } from "zod";

import { VARIABLES } from "../src/config-variables.ts";
import { Bundle, BundleEntry, BundleOrder, BundleRollout, BundleTarget } from "../src/model/bundle.ts";
import { Entry } from "../src/model/entry.ts";
import { Spec } from "../src/model/spec.ts";

/**
 * Writes what is derived from the sources: `schemas/*.schema.json`, `.env.example` and the table of variables
 * in the README. With `--check` it writes nothing and exits 1 if something is not up to date.
 */

const root = new URL("..", import.meta.url);

const BundleFile = Bundle.extend({
  entries: z.array(BundleEntry).nullish(),
  rollouts: z.array(BundleRollout).nullish(),
  orders: z.array(BundleOrder).nullish(),
  unit_targets: z.array(BundleTarget).nullish(),
});

const files: Record<string, (before: string) => string> = {
  "schemas/spec.schema.json": () => jsonSchema(Spec, "Kakehashi spec"),
  "src/spec/shape.ts": () => shapeOf(jsonSchema(Spec, "Kakehashi spec")),
  "schemas/bundle.schema.json": () => jsonSchema(BundleFile, "Kakehashi bundle"),
  "schemas/entry.schema.json": () => jsonSchema(Entry, "Kakehashi entry"),
  ".env.example": () =>
    VARIABLES.map((variable) => `# ${aboutOf(variable)}\n#${variable.name}=${variable.fallback}\n`).join(
      "\n",
    ),
  "README.md": (before) =>
    before.replace(
      /(<!-- variables -->\n)[\s\S]*?(<!-- \/variables -->)/u,
      (_, open: string, close: string) => `${open}\n${variableTable()}\n\n${close}`,
    ),
};

/** A secret may stand in a file of its own, which another variable names. */
function aboutOf(variable: (typeof VARIABLES)[number]): string {
  const isSecret = "secret" in variable;
  return isSecret
    ? `${variable.about.en}; or \`${variable.name}_FILE\`, a file that holds it`
    : variable.about.en;
}

function jsonSchema(schema: z.ZodType, title: string): string {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return `${JSON.stringify({ title, ...json }, null, 2)}\n`;
}

/** Changes with whatever a spec may hold. */
function shapeOf(schema: string): string {
  const hash = createHash("sha256").update(schema).digest("base64url").slice(0, 12);
  return `/** Names what specs are read as: changes with their schema. Generated. */\nexport const SPEC_SHAPE = "${hash}";\n`;
}

function variableTable(): string {
  const rows = VARIABLES.map((variable) => [
    `\`${variable.name}\``,
    aboutOf(variable),
    variable.fallback === "" ? "" : `\`${variable.fallback}\``,
  ]);
  const table = [["variable", "what it is", "default"], ...rows];
  const widths = [0, 1, 2].map((at) => Math.max(...table.map((row) => (row[at] ?? "").length)));
  const line = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head, ...body] = table;
  return [
    line(head ?? []),
    `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`,
    ...body.map(line),
  ].join("\n");
}

const isCheck = process.argv.includes("--check");
const stale: string[] = [];
for (const [file, make] of Object.entries(files)) {
  const path = new URL(file, root);
  const before = readOr(path, "");
  const after = make(before);
  if (before === after) continue;
  stale.push(file);
  if (!isCheck) writeFileSync(path, after);
}
if (stale.length > 0) console.log(`${isCheck ? "not up to date" : "written"}: ${stale.join(", ")}`);
if (isCheck && stale.length > 0) process.exitCode = 1;

function readOr(path: URL, fallback: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return fallback;
  }
}
