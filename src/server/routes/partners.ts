import { z } from "zod";

import { coverageOf } from "../../digest/coverage.ts";
import { dateOf } from "../../digest/week.ts";
import { UnitKind } from "../../model/spec.ts";
import { readsInFull } from "../../release/reader.ts";
import { fields } from "../fields.ts";
import { openTo, partnersOf, route } from "../route.ts";

const Partner = z.strictObject({ partner: fields.partner, name: z.string() });

const Unit = z.strictObject({
  unit: fields.unit,
  name: z.string(),
  kind: UnitKind,
  parent: fields.unit.nullable(),
  /** Whoever asks reads its entries in full. */
  isOwn: z.boolean(),
});

export const listPartners = route({
  method: "get",
  path: "/partners",
  about: { ja: "パートナーの一覧", en: "the partners" },
  input: z.strictObject({}),
  answer: z.strictObject({ partners: z.array(Partner) }),
  async handle(asked) {
    const partners = (await partnersOf(asked)).map(({ spec }) => spec.partner);
    return { partners: partners.map(({ key, name }) => ({ partner: key, name })) };
  },
});

export const showPartner = route({
  method: "get",
  path: "/partners/:partner",
  about: { ja: "パートナーと、その事業部・拠点", en: "a partner with its units" },
  input: z.strictObject({ partner: fields.partner }),
  answer: Partner.extend({ units: z.array(Unit) }),
  async handle(asked) {
    const { spec, reader } = await openTo(asked, asked.input.partner);
    return {
      partner: spec.partner.key,
      name: spec.partner.name,
      units: spec.units.map(({ key, name, kind, parent }) => ({
        unit: key,
        name,
        kind,
        parent: parent ?? null,
        isOwn: readsInFull(reader, key),
      })),
    };
  },
});

export const coverage = route({
  method: "get",
  path: "/partners/:partner/coverage",
  about: {
    ja: "どの階層の声をいつ聞いたか(担当する事業部・拠点)",
    en: "which levels of one's units were heard, and when",
  },
  input: z.strictObject({ partner: fields.partner }),
  answer: z.strictObject({
    units: z.array(
      z.strictObject({
        unit: fields.unit,
        unitName: z.string(),
        levels: z.array(
          z.strictObject({
            level: fields.level,
            lastHeard: z.string().nullable(),
            count: z.int(),
            gap: z.boolean(),
            questions: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
  async handle({ principal, acting, language, input }) {
    const { spec, reader } = await openTo({ principal, acting }, input.partner);
    const units = coverageOf({
      spec,
      entries: await acting.runtime.store.records.all(spec.partner.key, "entry"),
      asOf: dateOf(acting.now.toISOString(), spec.digest.zone),
    });
    return {
      units: units
        .filter(({ unit }) => readsInFull(reader, unit))
        .map((unit) => ({
          unit: unit.unit,
          unitName: unit.unitName,
          levels: unit.levels.map((level) => ({
            ...level,
            questions: level.questions.map((question) => question[language]),
          })),
        })),
    };
  },
});
