import { z } from "zod";

import { importDeps } from "../../acts/acting.ts";
import { importEntries, importRollouts } from "../../imports/import-records.ts";
import type { Rejected } from "../../imports/parsed.ts";
import { readEntries } from "../../imports/read-entries.ts";
import type { Language } from "../../language.ts";
import { passGate } from "../../acts/pass-gate.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { readUserFile } from "../read-file.ts";
import { openPartner, withRun } from "../../partner-session.ts";
import { onePartnerKey } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({ file: z.string(), partner: options.partner });

/** Entries and rollouts of a file → rows of the units' databases. Rows of the file that cannot be taken are named. */
export async function importEntriesCommand(context: CommandContext, raw: object): Promise<Answer> {
  const { file, partner } = parseOptions(Options, raw);
  const { report } = context;
  const bytes = await readUserFile(context.cwd, file);
  return withRuntime(context, async (runtime) => {
    const key = await onePartnerKey(runtime, partner);
    // A file that cannot be used is refused whatever else is going on.
    const parsed = await readEntries(file, bytes, (await openPartner(runtime, key)).spec);
    for (const warning of parsed.warnings) report.note(warning);
    return withRun(runtime, key, "import entries", async (session) => {
      const deps = importDeps(actingOf(context, runtime), session);
      const done = await importEntries(deps, parsed.entries);
      const rollouts = await importRollouts(deps, parsed.rollouts);
      for (const { reason } of rollouts.rejected) report.note(reason);
      await passGate(actingOf(context, runtime), session.spec);
      const { created, updated, unchanged } = done;
      const rejected = [...parsed.rejected, ...done.rejected];
      return {
        exit: rejected.length > 0 ? EXIT.failed : EXIT.done,
        json: { created, updated, unchanged, rejected: rejectedDocuments(rejected, report.language) },
        lines: [
          countLine({ created, updated, unchanged }, report.language),
          ...rejectedLines(rejected, report.language),
        ],
      };
    });
  });
}

export function countLine(
  { created, updated, unchanged }: { created: number; updated: number; unchanged: number },
  language: Language,
): string {
  return language === "ja"
    ? `新規 ${created} 件、更新 ${updated} 件、変更なし ${unchanged} 件`
    : `${created} created, ${updated} updated, ${unchanged} unchanged`;
}

export const rejectedDocuments = (rejected: readonly Rejected[], language: Language) =>
  rejected.map(({ id, reason }) => ({ id, reason: reason[language] }));

export const rejectedLines = (rejected: readonly Rejected[], language: Language): string[] =>
  rejected.map(({ id, reason }) =>
    // A row without an id goes by its place, which its reason names already.
    reason[language].startsWith(id) ? `✗ ${reason[language]}` : `✗ ${id}: ${reason[language]}`,
  );
