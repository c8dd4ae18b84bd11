import { z } from "zod";

import { coverageOf } from "../../digest/coverage.ts";
import { dateOf } from "../../digest/week.ts";
import { LEVELS } from "../../model/options.ts";
import type { Spec } from "../../model/spec.ts";
import type { Runtime } from "../../runtime.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { openPartner } from "../../partner-session.ts";
import { onePartnerKey, partnerOfUnit } from "../../acts/partners.ts";
import { withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner, unit: options.unit });

/** Which levels of which units have been heard, and what to ask where they have not. */
export async function coverage(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const { spec, only } = await scopeOf(runtime, wanted);
    const units = coverageOf({
      spec,
      entries: await runtime.store.records.all(spec.partner.key, "entry"),
      asOf: dateOf(context.now().toISOString(), spec.digest.zone),
    }).filter((unit) => only === undefined || unit.unit === only);
    const levelOf = (id: string) => LEVELS.find((option) => option.id === id)?.[language] ?? id;
    const never = language === "ja" ? "まだ聞けていません" : "not heard yet";
    return {
      exit: EXIT.done,
      json: {
        units: units.map((unit) => ({
          ...unit,
          levels: unit.levels.map((level) => ({
            ...level,
            questions: level.questions.map((question) => question[language]),
          })),
        })),
      },
      lines: units.flatMap((unit) => [
        `■ ${unit.unitName} [${unit.unit}]`,
        ...unit.levels.flatMap((level) => [
          `  ${level.gap ? "✗" : "✓"} ${levelOf(level.level)}: ${level.lastHeard ?? never} (${level.count})`,
          ...(level.gap ? level.questions.map((question) => `      ? ${question[language]}`) : []),
        ]),
      ]),
    };
  });
}

/** The partner meant, which a unit's name may tell, and the one unit, if one was named. */
async function scopeOf(
  runtime: Runtime,
  { partner, unit }: z.infer<typeof Options>,
): Promise<{ spec: Spec; only?: string }> {
  if (unit === undefined) return openPartner(runtime, await onePartnerKey(runtime, partner));
  const found = await partnerOfUnit(runtime, unit, partner);
  return { spec: found.session.spec, only: found.unit.key };
}
