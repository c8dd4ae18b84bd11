import { findOption } from "../model/fields.ts";
import { THEMES } from "../model/options.ts";
import type { Spec } from "../model/spec.ts";
import { docOf } from "./index-doc.ts";
import { fold } from "./normalize.ts";
import type { SearchIndex } from "./search-index.ts";
import type { Access } from "./seen-postings.ts";

/** How what was typed so far may go on. */
export interface Suggestions {
  readonly titles: readonly { readonly partner: string; readonly id: string; readonly title: string }[];
  readonly units: readonly { readonly partner: string; readonly unit: string; readonly name: string }[];
  /** Of entries that the reader sees, the commonest first. */
  readonly products: readonly string[];
  readonly themes: readonly { readonly theme: string; readonly name: string }[];
}

export interface SuggestRequest {
  readonly typed: string;
  readonly access: readonly Access[];
  readonly specs: readonly Spec[];
  readonly language: "ja" | "en";
  /** So many of each kind. */
  readonly limit: number;
}

/** Titles, units, products and themes that contain what was typed, those that begin with it first. */
export async function suggest(
  index: SearchIndex,
  { typed, access, specs, language, limit }: SuggestRequest,
): Promise<Suggestions> {
  const wanted = fold(typed).trim();
  if (wanted === "") return { titles: [], units: [], products: [], themes: [] };
  const best = <T>(of: readonly T[], nameOf: (one: T) => readonly string[]): T[] =>
    of
      .flatMap((one) => {
        const places = nameOf(one).flatMap((name) => placeOf(fold(name), wanted));
        return places.length === 0 ? [] : [{ one, place: Math.min(...places) }];
      })
      .toSorted((a, b) => a.place - b.place)
      .slice(0, limit)
      .map(({ one }) => one);
  const { docs } = await index.search({ query: typed, access, limit: 10 * limit });
  const titles = docs
    .map(({ text }) => docOf(text))
    .map(({ partner, id, title }) => ({ partner, id, title }));
  const { facets } = await index.search({ query: "", access, limit: 0, withFacets: true });
  const counted = (of: ReadonlyMap<string, number> | undefined): string[] =>
    [...(of ?? [])].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const units = specs.flatMap((spec) => spec.units.map((unit) => ({ spec, unit })));
  return {
    titles: best(titles, ({ title }) => [title]),
    units: best(units, ({ unit }) => [unit.name, ...unit.aliases, ...unit.former_names]).map(
      ({ spec, unit }) => ({
        partner: spec.partner.key,
        unit: unit.key,
        name: unit.name,
      }),
    ),
    products: best(counted(facets?.product), (product) => [product]),
    themes: best(
      counted(facets?.theme).map((theme) => ({ theme, option: findOption(THEMES, theme) })),
      ({ theme, option }) => (option === undefined ? [theme] : [option.ja, option.en]),
    ).map(({ theme, option }) => ({ theme, name: option?.[language] ?? theme })),
  };
}

/** 0 at the beginning of the name, 1 at that of a word in it, 2 anywhere else. */
function placeOf(name: string, wanted: string): number[] {
  const at = name.indexOf(wanted);
  if (at < 0) return [];
  return [at === 0 ? 0 : /[\s・/(]/u.test(name.charAt(at - 1)) ? 1 : 2];
}
