import { Document, isCollection, parseDocument, visit } from "yaml";
import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Concept } from "./concept.ts";
import { BUILT_IN, compileLexicon, type Lexicon } from "./lexicon.ts";

/**
 * The lexicon as a file that people edit: a list of concepts. One with the id of a built-in concept replaces it, one
 * without words switches it off, any other is added.
 */

const Share = z.number().min(0).max(1);

const OwnConcept = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/u),
  ja: z.string().min(1),
  en: z.string().min(1),
  theme: z.string().min(1).optional(),
  words: z.array(z.string().refine((word) => word.trim() !== "" && !word.includes("|"))),
  near: z.record(z.string(), Share).optional(),
  answers: z.record(z.string(), Share).optional(),
});
const OwnLexicon = z.array(OwnConcept);

/** The built-in lexicon with what `text`, of a lexicon file, says. Throws `invalid_input` naming what is wrong. */
export function parseLexicon(text: string, file: string): Lexicon {
  const document = parseDocument(text, { prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw invalid(file, `${lineOf(text, broken.pos[0])}`, {
      ja: "YAMLとして読めません",
      en: "is not valid YAML",
    });
  }
  const parsed = OwnLexicon.safeParse(document.toJS() ?? []);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const path = (problem?.path ?? []).map((part) => (typeof part === "symbol" ? "" : part));
    const node: unknown = document.getIn(path, true) ?? document.getIn(path.slice(0, 1), true);
    throw invalid(file, `${lineOf(text, offsetOf(node))}`, {
      ja: `「${path.join(".")}」の書き方が違います(${problem?.message ?? ""})`,
      en: `"${path.join(".")}" is not as it should be (${problem?.message ?? ""})`,
    });
  }
  const concepts = merged(parsed.data);
  const unknown = firstUnknownLink(parsed.data, new Set(concepts.map(({ id }) => id)));
  if (unknown !== null) {
    throw invalid(file, `${lineOf(text, text.indexOf(unknown))}`, {
      ja: `「${unknown}」という概念はありません`,
      en: `there is no concept "${unknown}"`,
    });
  }
  return compileLexicon(concepts);
}

/** Concepts as a lexicon file has them. */
export function writeLexicon(concepts: readonly Concept[]): string {
  const document = new Document(
    concepts.map(({ words, ...concept }) => ({ ...concept, words: words.split("|") })),
  );
  visit(document, {
    Pair: (_, { value }) => {
      if (isCollection(value)) value.flow = true;
    },
  });
  return document.toString({ lineWidth: 110, flowCollectionPadding: false });
}

function merged(own: z.infer<typeof OwnLexicon>): Concept[] {
  const byId = new Map<string, Concept>(BUILT_IN.map((concept) => [concept.id, concept]));
  for (const { words, theme, near, answers, ...concept } of own) {
    byId.set(concept.id, {
      ...concept,
      words: words.join("|"),
      ...(theme === undefined ? {} : { theme }),
      ...(near === undefined ? {} : { near }),
      ...(answers === undefined ? {} : { answers }),
    });
  }
  return [...byId.values()];
}

function firstUnknownLink(own: z.infer<typeof OwnLexicon>, known: ReadonlySet<string>): string | null {
  const links = own.flatMap(({ near = {}, answers = {} }) => [...Object.keys(near), ...Object.keys(answers)]);
  return links.find((id) => !known.has(id)) ?? null;
}

const offsetOf = (node: unknown): number =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : 0;

const lineOf = (text: string, offset: number): number =>
  text.slice(0, Math.max(0, offset)).split("\n").length;

const invalid = (file: string, line: string, what: { ja: string; en: string }): AppError =>
  new AppError(
    "invalid_input",
    { ja: `${file}:${line} ${what.ja}`, en: `${file}:${line} ${what.en}` },
    {
      hint: {
        ja: "書き方の見本は kakehashi lexicon で出せます",
        en: "`kakehashi lexicon` prints one as an example.",
      },
    },
  );
