import { mkdir } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";

import { z } from "zod";

import { VARIABLES } from "../../config-variables.ts";
import { AppError } from "../../errors.ts";
import { starterSpec } from "../../spec/starter.ts";
import { writeSpec } from "../../spec/write.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseOptions } from "../options.ts";
import { schemaReference } from "../schema-reference.ts";
import { cannotWrite, decisionDocuments, decisionLines, readOrg, writeNewFile } from "./import-org.ts";

const Options = z.object({
  dir: z.string(),
  org: z.string().min(1).optional(),
  partner: z.string().min(1).optional(),
});

/** A folder to start from: a spec (from a list where there is one) and the settings. Overwrites nothing. */
export async function init(context: CommandContext, raw: object): Promise<Answer> {
  const { dir, org, partner } = parseOptions(Options, raw);
  const { language } = context.report;
  const folder = resolve(context.cwd, dir);
  const imported =
    org === undefined
      ? { spec: starterSpec(), decisions: [], warnings: [] }
      : await readOrg(context.cwd, org, partner);
  await makeFolder(folder);
  const file = join(folder, `${imported.spec.partner.key}.yaml`);
  await writeNewFile(file, writeSpec(imported.spec, schemaReference(file)));
  await writeSettings(join(folder, ".env"), context);
  for (const warning of imported.warnings) context.report.note(warning);
  const shown = relative(context.cwd, file) || file;
  // The settings count in their own folder only.
  const enter = folder === resolve(context.cwd) ? "" : `cd ${dir} && `;
  const next = `${enter}kakehashi apply ${basename(file)}`;
  return {
    exit: EXIT.done,
    json: { spec: shown, decisions: decisionDocuments(imported.decisions, language) },
    lines: [
      language === "ja"
        ? `${shown} と .env を用意しました。次は: ${next}`
        : `Made ${shown} and .env. Next: ${next}`,
      ...decisionLines(imported.decisions, language),
    ],
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** Settings that are there already are somebody's own: they stay, and `init` may still be repeated. */
async function writeSettings(file: string, { report }: CommandContext): Promise<void> {
  try {
    await writeNewFile(file, envText(report.language));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    report.note({ ja: "今ある .env はそのままにしました", en: "The .env that is there was left as it is" });
  }
}

/** Every variable with what it is for, commented out at its default. */
export function envText(language: "ja" | "en"): string {
  return VARIABLES.map(({ name, about, fallback }) => `# ${about[language]}\n#${name}=${fallback}\n`).join(
    "\n",
  );
}
