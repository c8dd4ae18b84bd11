import { z } from "zod";

import { carriedTo, noteFeedback, noteTold } from "../../acts/carry-and-tell.ts";
import { findMatches } from "../../acts/find-matches.ts";
import { fields } from "../fields.ts";
import { mustReadInFull } from "../principal.ts";
import { openTo, route, unitOf } from "../route.ts";

const Case = z.strictObject({
  id: z.string(),
  unit: z.string().nullable(),
  unitName: z.string(),
  kind: fields.kind,
  title: z.string(),
  score: z.number(),
  reason: z.string(),
  differences: z.string(),
  pairedWith: z.string().optional(),
});

const Peer = z.strictObject({
  id: z.string(),
  unit: z.string().nullable(),
  unitName: z.string(),
  title: z.string(),
});

export const matches = route({
  method: "get",
  path: "/partners/:partner/matches",
  about: {
    ja: "担当する事業部・拠点の課題に効く、他の事業部・拠点の事例",
    en: "other units' cases for the open issues of one's own units",
  },
  input: z.strictObject({
    partner: fields.partner,
    unit: fields.unit.optional(),
    issue: fields.id.optional(),
    audience: fields.audience.default("vendor"),
    limit: fields.limit,
  }),
  answer: z.strictObject({
    issues: z.array(
      z.strictObject({
        issue: z.strictObject({ id: z.string(), unit: z.string(), title: z.string() }),
        matches: z.array(Case),
        peers: z.array(Peer),
      }),
    ),
  }),
  async handle(asked) {
    const { partner, unit, issue, audience, limit } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    if (unit !== undefined) mustReadInFull(reader, unitOf(spec, unit).key);
    const of = unit === undefined ? reader : { kind: "units" as const, user: "", units: new Set([unit]) };
    const issues = await findMatches(asked.acting, spec, { audience, limit, issue, reader: of });
    return {
      issues: issues.map((found) => ({
        issue: { ...found.issue },
        matches: found.matches.map((match) => ({ ...match })),
        peers: found.peers.map((peer) => ({ ...peer })),
      })),
    };
  },
});

export const carry = route({
  method: "get",
  path: "/partners/:partner/units/:unit/carry",
  about: { ja: "今週持っていくもの", en: "what to take along this week" },
  input: z.strictObject({ partner: fields.partner, unit: fields.unit, week: fields.week.optional() }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.string().nullable(),
        sort: z.enum(["case", "peer", "rollout", "question"]),
        text: z.string(),
        why: z.string(),
      }),
    ),
  }),
  async handle(asked) {
    const { partner, unit, week } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    mustReadInFull(reader, unitOf(spec, unit).key);
    const items = await carriedTo(asked.acting, spec, { unit, week });
    const { language } = asked;
    return {
      items: items.map((item) => ({ ...item, text: item.text[language], why: item.why[language] })),
    };
  },
});

const Word = {
  partner: fields.partner,
  unit: fields.unit,
  item: fields.id,
  why: fields.text.optional(),
} as const;

export const told = route({
  method: "post",
  path: "/partners/:partner/units/:unit/told",
  about: { ja: "伝えたことと、その反応を記録する", en: "note what was told in a unit, and its effect" },
  input: z.strictObject({ ...Word, effect: z.enum(["told", "used", "not_useful"]) }),
  answer: z.strictObject({ id: z.string() }),
  async handle(asked) {
    const { partner, unit, item, why, effect } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    mustReadInFull(reader, unitOf(spec, unit).key);
    await noteTold(asked.acting, partner, { unit, item, why, effect });
    return { id: item };
  },
});

export const feedback = route({
  method: "post",
  path: "/partners/:partner/units/:unit/feedback",
  about: { ja: "提案への感想を記録する", en: "note what a unit's readers said of a proposal" },
  input: z.strictObject({
    ...Word,
    verdict: z.enum(["read", "helpful", "will_try", "does_not_fit"]),
  }),
  answer: z.strictObject({ id: z.string() }),
  async handle(asked) {
    const { partner, unit, item, why, verdict } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    mustReadInFull(reader, unitOf(spec, unit).key);
    await noteFeedback(asked.acting, partner, { unit, item, why, verdict });
    return { id: item };
  },
});
