import { z } from "zod";

import { searchEntries } from "../../acts/search-entries.ts";
import { searchable } from "../../acts/searchable.ts";
import { AppError } from "../../errors.ts";
import type { Spec } from "../../model/spec.ts";
import type { Reader } from "../../release/reader.ts";
import { countsByName } from "../../search/search.ts";
import { suggest as suggestFor } from "../../search/suggest.ts";
import { fields } from "../fields.ts";
import { notFound, readerFor } from "../principal.ts";
import { type Asked, openTo, partnersOf, route, unitOf } from "../route.ts";

const Filters = {
  partner: fields.partner.optional(),
  unit: fields.unit.optional(),
  kind: fields.kind.optional(),
  level: fields.level.optional(),
  theme: z.string().min(1).max(100).optional(),
  product: z.string().min(1).max(100).optional(),
  state: z.string().min(1).max(40).optional(),
  since: z.string().min(1).max(10).optional(),
  until: z.string().min(1).max(10).optional(),
} as const;

export const Hit = z.strictObject({
  id: z.string(),
  partner: z.string(),
  unit: z.string(),
  unitName: z.string(),
  kind: fields.kind,
  level: fields.level.nullable(),
  title: z.string(),
  snippet: z.string(),
  /** Stretches of the snippet that were searched for: [from, to), in UTF-16 code units. */
  marks: z.array(z.tuple([z.int(), z.int()])),
  /** The entry's own words; false for the copy that was released. */
  full: z.boolean(),
  date: z.string(),
  score: z.number(),
});

const Counts = z.record(z.string(), z.int());

export const SearchResult = z.strictObject({
  total: z.int(),
  hits: z.array(Hit),
  facets: z.record(z.string(), Counts),
  corrections: z.array(z.strictObject({ typed: z.string(), found: z.array(z.string()) })),
});

export const search = route({
  method: "get",
  path: "/search",
  about: { ja: "事例と課題を検索する", en: "search cases and issues" },
  input: z.strictObject({
    q: fields.query.default(""),
    ...Filters,
    sort: z.enum(["relevance", "date"]).default("relevance"),
    limit: fields.limit,
    offset: fields.offset,
  }),
  answer: SearchResult,
  async handle(asked) {
    const { q, ...wanted } = asked.input;
    const scope = await scopeOf(asked, wanted);
    if (scope === null) return { total: 0, hits: [], facets: {}, corrections: [] };
    const found = await searchEntries(asked.acting, { ...wanted, ...scope, query: q });
    return {
      total: found.total,
      hits: found.hits.map(({ doc, score, snippet }) => ({
        id: doc.id,
        partner: doc.partner,
        unit: doc.unit,
        unitName: doc.unitName,
        kind: doc.kind,
        level: doc.level ?? null,
        title: doc.title,
        snippet: snippet.text,
        marks: snippet.marks.map(([from, to]): [number, number] => [from, to]),
        full: doc.full,
        date: doc.heardOn ?? doc.updatedAt.slice(0, 10),
        score,
      })),
      facets: countsByName(found.facets),
      corrections: found.corrections.map(({ typed, found: words }) => ({ typed, found: [...words] })),
    };
  },
});

export const suggest = route({
  method: "get",
  path: "/suggest",
  about: { ja: "入力の続きを提案する", en: "complete what is being typed" },
  input: z.strictObject({ typed: fields.query, partner: fields.partner.optional(), limit: fields.limit }),
  answer: z.strictObject({
    titles: z.array(z.looseObject({ id: z.string(), title: z.string() })),
    units: z.array(z.looseObject({ unit: z.string(), name: z.string() })),
    products: z.array(z.string()),
    themes: z.array(z.looseObject({ name: z.string() })),
  }),
  async handle(asked) {
    const { typed, partner, limit } = asked.input;
    const scope = await scopeOf(asked, { partner, unit: undefined });
    if (scope === null) return { titles: [], units: [], products: [], themes: [] };
    const { specs, access } = await searchable(asked.acting.runtime, { partner, ...scope });
    const index = await asked.acting.runtime.searchIndex();
    const { language } = asked;
    const found = await suggestFor(index, { typed, access, specs, language, limit });
    return {
      titles: found.titles.map((title) => ({ ...title })),
      units: found.units.map((unit) => ({ ...unit })),
      products: [...found.products],
      themes: found.themes.map((theme) => ({ ...theme })),
    };
  },
});

/**
 * As whom the partners are searched; null where there is none that he may read. A partner or unit that was named and
 * that he may not read is not there.
 */
async function scopeOf(
  asked: Asked<unknown>,
  { partner, unit }: { readonly partner?: string | undefined; readonly unit?: string | undefined },
): Promise<{ readonly readerOf: (spec: Spec) => Reader } | null> {
  if (partner !== undefined) {
    const { spec } = await openTo(asked, partner);
    if (unit !== undefined) unitOf(spec, unit);
  } else {
    // Partners may call units alike, also one that whoever asks may not even hear of.
    if (unit !== undefined) throw partnerNeeded();
    if ((await partnersOf(asked)).length === 0) return null;
  }
  return {
    readerOf: (spec) => {
      const reader = readerFor(asked.principal, spec);
      if (reader === null) throw notFound();
      return reader;
    },
  };
}

const partnerNeeded = (): AppError =>
  new AppError("usage", {
    ja: "事業部・拠点で絞り込むには、パートナーも指定してください",
    en: "to search one unit, say of which partner it is",
  });
