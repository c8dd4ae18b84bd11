import { createHash } from "node:crypto";

import type { Concept } from "./concept.ts";
import { openFinder } from "./find-concepts.ts";
import { MEANS_AROUND_DEALS } from "./means-around-deals.ts";
import { MEANS_AT_WORK } from "./means-at-work.ts";
import { MEANS } from "./means.ts";
import { SITUATIONS_AROUND_DEALS } from "./situations-around-deals.ts";
import { SITUATIONS_AT_WORK } from "./situations-at-work.ts";
import { SITUATIONS } from "./situations.ts";

/** A lexicon made ready to read texts. */
export interface Lexicon {
  /** Another for every other list of concepts. */
  readonly name: string;
  readonly concepts: readonly Concept[];
  /** The numbers of the expressions that a text uses, each once. */
  readonly find: (text: string) => readonly number[];
  /** The concept that an expression belongs to. */
  readonly conceptOf: (expression: number) => string;
  readonly get: (id: string) => Concept | undefined;
  /** Is it something that units do, not something that happens to them? */
  readonly isMeans: (id: string) => boolean;
  /** Concepts that are partly the same problem, each with how much. */
  readonly near: (id: string) => Links;
  /** The means that answer a situation, each with how much. */
  readonly answering: (situation: string) => Links;
  /** The situations that a theme of the templates names. */
  readonly ofTheme: (theme: string) => readonly string[];
}

type Links = readonly (readonly [id: string, share: number])[];

/** Compiles concepts; a text is then read once, whatever their number. */
export function compileLexicon(concepts: readonly Concept[]): Lexicon {
  const { expressions, find } = openFinder(concepts);
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  const isMeans = (id: string) => byId.get(id)?.answers !== undefined;
  const near = linksOf(
    concepts.flatMap(({ id, near = {} }) =>
      Object.entries(near).flatMap(([other, share]): Link[] => [
        [id, other, share],
        [other, id, share],
      ]),
    ),
  );
  const answering = linksOf(
    concepts.flatMap(({ id, answers = {} }) =>
      Object.entries(answers).map(([situation, share]): Link => [situation, id, share]),
    ),
  );
  const themes = Map.groupBy(
    concepts.filter(({ id }) => !isMeans(id)),
    ({ theme }) => theme,
  );
  return {
    name: createHash("sha256").update(JSON.stringify(concepts)).digest("base64url").slice(0, 12),
    concepts,
    find,
    conceptOf: (expression) => expressions[expression]?.concept ?? "",
    get: (id) => byId.get(id),
    isMeans,
    near: (id) => near.get(id) ?? [],
    answering: (id) => answering.get(id) ?? [],
    ofTheme: (theme) => (themes.get(theme) ?? []).map(({ id }) => id),
  };
}

/** The concepts that the product brings along. */
export const BUILT_IN: readonly Concept[] = [
  ...SITUATIONS,
  ...SITUATIONS_AT_WORK,
  ...SITUATIONS_AROUND_DEALS,
  ...MEANS,
  ...MEANS_AT_WORK,
  ...MEANS_AROUND_DEALS,
];

/** {@link BUILT_IN}, compiled once. */
export const builtInLexicon = (): Lexicon => (compiled ??= compileLexicon(BUILT_IN));
let compiled: Lexicon | undefined;

type Link = readonly [from: string, to: string, share: number];

function linksOf(links: readonly Link[]): Map<string, Links> {
  return new Map(
    [...Map.groupBy(links, ([from]) => from)].map(([from, of]) => [
      from,
      of.map(([, to, share]) => [to, share]),
    ]),
  );
}
