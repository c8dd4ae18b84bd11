import { z } from "zod";

import { coverageOf } from "../../digest/coverage.ts";
import { dateOf } from "../../digest/week.ts";
import { LEVELS } from "../../model/options.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { namedUnit, onePartnerKey, openPartner, withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner, unit: options.unit });

/** Which levels of which units have been heard, and what to ask where they have not. */
export async function coverage(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const key = await onePartnerKey(runtime, wanted.partner);
    const { spec } = await openPartner(runtime, key);
    const only = wanted.unit === undefined ? undefined : namedUnit(spec, wanted.unit).key;
    const units = coverageOf({
      spec,
      entries: await runtime.store.records.all(key, "entry"),
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
