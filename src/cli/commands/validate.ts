import { AppError } from "../../errors.ts";
import { loadSpec } from "../../spec/load.ts";
import { type Answer, type CommandContext, speaker } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { problemLines, problemsIn } from "../problems.ts";

/** Checks specs and reports every mistake of all of them. */
export async function validate(
  { report }: CommandContext,
  { files }: { files: readonly string[] },
): Promise<Answer> {
  const say = speaker(report.language);
  const errors: ReturnType<typeof problemsIn> = [];
  const lines: string[] = [];
  for (const file of files) {
    try {
      const { spec } = await loadSpec(file);
      lines.push(
        say({
          ja: `${file}: 問題ありません(${spec.partner.name}、事業部・拠点 ${spec.units.length})`,
          en: `${file}: valid (${spec.partner.name}, ${spec.units.length} units)`,
        }),
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "invalid_spec") throw error;
      errors.push(...problemsIn(error, report.language));
      lines.push(...problemLines(error, report.language));
    }
  }
  return {
    exit: errors.length === 0 ? EXIT.done : EXIT.usage,
    json: { ok: errors.length === 0, errors },
    lines,
  };
}
