import { readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";

import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { type Decision, importOrg, type ImportedOrg } from "../../imports/org.ts";
import { writeSpec } from "../../spec/write.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseOptions } from "../options.ts";
import { readUserFile } from "../read-file.ts";
import { schemaReference } from "../schema-reference.ts";

const Options = z.object({
  file: z.string(),
  partner: z.string().min(1).optional(),
  out: z.string().min(1).optional(),
});

/** Organisation list or bundle → spec, with the decisions a person should look at. */
export async function importOrgCommand(context: CommandContext, raw: object): Promise<Answer> {
  const { file, partner, out } = parseOptions(Options, raw);
  const { language } = context.report;
  const imported = await readOrg(context.cwd, file, partner);
  const target = resolve(context.cwd, out ?? `${imported.spec.partner.key}.yaml`);
  const isNew = await writeNewFile(target, writeSpec(imported.spec, schemaReference(target)));
  for (const warning of imported.warnings) context.report.note(warning);
  const shown = relative(context.cwd, target) || target;
  const { units } = imported.spec;
  const done = isNew
    ? { ja: `${shown} を書きました`, en: `Wrote ${shown}` }
    : { ja: `${shown} はすでに同じ内容です`, en: `${shown} is up to date` };
  return {
    exit: EXIT.done,
    json: {
      spec: { file: shown, partner: imported.spec.partner.key, units: units.length },
      decisions: decisionDocuments(imported.decisions, language),
    },
    lines: [
      language === "ja"
        ? `${done.ja}(${imported.spec.partner.name}、事業部・拠点 ${units.length})`
        : `${done.en} (${imported.spec.partner.name}, ${units.length} units)`,
      ...decisionLines(imported.decisions, language),
    ],
  };
}

/** Reads and converts a list; used by `init --org` too. */
export async function readOrg(cwd: string, file: string, partner: string | undefined): Promise<ImportedOrg> {
  const bytes = await readUserFile(cwd, file);
  return importOrg({ file, bytes }, partner === undefined ? {} : { partnerKey: partner });
}

/** Writes a file that is not there yet. Equal content is fine (false); other content is never overwritten. */
export async function writeNewFile(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw cannotWrite(file, error);
    if ((await contentOf(file)) === text) return false;
    throw new AppError(
      "conflict",
      { ja: `${file} は別の内容ですでにあります`, en: `${file} exists with other content` },
      {
        hint: {
          ja: "上書きはしません。別の場所を指定するか、今のファイルを移してください",
          en: "It is not overwritten: choose another place, or move that file away.",
        },
      },
    );
  }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

export function cannotWrite(file: string, cause: unknown): AppError {
  return new AppError(
    "invalid_input",
    { ja: `${file} に書けません`, en: `${file} cannot be written` },
    {
      hint: { ja: "フォルダーと権限を確かめてください", en: "Check the folder and its permissions." },
      cause,
    },
  );
}

export function decisionDocuments(decisions: readonly Decision[], language: Language) {
  return decisions.map((decision) => ({ ...decision, question: decision.question[language] }));
}

export function decisionLines(decisions: readonly Decision[], language: Language): string[] {
  if (decisions.length === 0) return [];
  return [
    language === "ja"
      ? "確かめてください(カッコ内のとおりに進めました):"
      : "Please check (what was assumed is in brackets):",
    ...decisions.map(
      (decision) => `  ? ${decision.about}: ${decision.question[language]} [${decision.default}]`,
    ),
  ];
}
