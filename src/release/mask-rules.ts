import type { Text } from "../language.ts";
import type { Entry, MaskTerm } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import { compact } from "./compact.ts";
import { companyForms, companyStem } from "./company-forms.ts";
import type { TermRule } from "./find-terms.ts";
import { bareName } from "./honorifics.ts";
import { type NameForm, nameForms, type Sureness, surenessOf } from "./names.ts";
import { roleAtUnit } from "./role-at-unit.ts";
import { unitForms, unitSureness } from "./unit-forms.ts";

/** What must be replaced, from the three places that say so: the entry's own list, its customer, the people. */

/** Rules of one entry: its mask list, and its customer under every name that it was given. */
export function entryRules(entry: Entry): TermRule[] {
  const listed = entry.mask.flatMap(maskTermRules);
  return [...listed, ...customerRules(entry)];
}

/** What stands for a term that another entry lists: nothing that would tell more of that entry. */
const NEUTRAL: Readonly<Record<string, Text>> = {
  customer: { ja: "ある顧客", en: "a customer" },
  person: { ja: "担当者", en: "a contact person" },
  place: { ja: "ある場所", en: "a place" },
  quasi: { ja: "〔伏せ字〕", en: "[withheld]" },
};

/**
 * Rules of all entries together: a customer that one entry lists is a customer in every text, whoever forgot to
 * list him there. Figures and dates are facts of their own entry, and forms of two characters are words too
 * often; both count only where they are listed.
 */
export function partnerRules(entries: readonly Entry[]): TermRule[] {
  const rules = entries.flatMap((entry) => [
    ...entry.mask.flatMap((term) => {
      const replacement = NEUTRAL[term.kind];
      return replacement === undefined ? [] : maskTermRules(term).map((rule) => ({ ...rule, replacement }));
    }),
    ...customerRules(entry).map((rule) => ({ ...rule, replacement: NEUTRAL["customer"] ?? NOTHING })),
  ]);
  const distinct = new Map(
    rules
      .filter(({ form }) => Array.from(compact(form).text).length >= 3)
      .map((rule): [string, TermRule] => [
        `${compact(rule.form).text}\n${rule.isPerson}`,
        { ...rule, standing: "known" },
      ]),
  );
  return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

/** Rules of the partner's people. Who agreed to be named is left as written. */
export function peopleRules(people: readonly Person[], spec: Spec): TermRule[] {
  return people
    .filter((person) => person.consent_to_name !== true)
    .flatMap((person) => {
      const replacement = roleAtUnit(person, spec);
      return nameForms(person.name, person.also_written).map(({ form, sureness }): TermRule => {
        return { form, sureness, replacement, isPerson: true, standing: "known" };
      });
    });
}

/** Names that stay although a person may be called the same: units, the partner, our own company and products. */
export function keptRules(people: readonly Person[], spec: Spec): TermRule[] {
  const { partner, vendor } = spec;
  const consenting = people.filter((person) => person.consent_to_name === true);
  const companies = [partner.name, partner.name_ja, partner.name_en, vendor.name];
  const names = [
    ...spec.units.flatMap(unitForms),
    ...companies,
    ...vendor.products,
    ...consenting.map(({ name }) => name),
  ];
  return [...new Set(names)]
    .filter((name) => name !== undefined && compact(name).text.length >= 2)
    .map((name = ""): TermRule => {
      const sureness = unitSureness(name);
      return { form: name, sureness, replacement: NOTHING, isPerson: false, standing: "kept" };
    });
}

/** Does the list name a term without saying what may stand instead? Then the entry must stay in its unit. */
export const hasOpenReplacement = (entry: Entry): boolean =>
  entry.mask.some(({ replace_with }) => replace_with.trim() === "");

const NOTHING: Text = { ja: "", en: "" };

function maskTermRules(mask: MaskTerm): TermRule[] {
  const isPerson = mask.kind === "person";
  const replacement = { ja: mask.replace_with.trim(), en: mask.replace_with.trim() };
  const written = [mask.term, ...mask.variants].map((form) => form.trim()).filter((form) => form !== "");
  const bare = isPerson ? written.map(bareName) : [];
  const company = mask.kind === "customer" ? written.flatMap(companyForms) : [];
  return [...new Set([...written, ...bare, ...company])].map((form): TermRule => {
    const sureness = isPerson ? listedName(form) : listedTerm(form);
    return { form, sureness, replacement, isPerson, standing: "listed" };
  });
}

function customerRules(entry: Entry): TermRule[] {
  const names = [entry.customer, ...(entry.called ?? "").split(/[,，、/／;\n]/u)];
  const forms = names.flatMap((name) => companyForms(name?.trim() ?? ""));
  const stem = companyStem(entry.customer ?? "");
  const replacement = customerReplacement(entry);
  return [
    ...[...new Set(forms)].map((form): NameForm => ({ form, sureness: listedTerm(form) })),
    ...(stem === undefined ? [] : [{ form: stem, sureness: "addressed" } as const]),
  ].map((form): TermRule => ({ ...form, replacement, isPerson: false, standing: "listed" }));
}

/** The word that the entry's list already uses for this customer, else industry and size. */
function customerReplacement(entry: Entry): Text {
  const own = compact(entry.customer ?? "").text;
  const listed = entry.mask.find(
    ({ kind, term }) => kind === "customer" && own !== "" && own.includes(compact(term).text),
  );
  if (listed) return { ja: listed.replace_with.trim(), en: listed.replace_with.trim() };
  const segment = entry.segment.filter((word) => !namesSomeone(word, entry));
  return segment.length === 0
    ? { ja: "ある顧客", en: "a customer" }
    : { ja: `${segment.join("・")}の顧客`, en: `a customer (${segment.join(", ")})` };
}

/** People also write ミカゲ精密グループ as a segment; that would put the name back in its own place. */
function namesSomeone(word: string, { customer, mask }: Entry): boolean {
  const shown = compact(word).text;
  const listed = mask.flatMap(({ term, variants }) => [term, ...variants]);
  return [...listed, ...companyForms(customer ?? "")]
    .map((name) => compact(name).text)
    .some((name) => name !== "" && shown.includes(name));
}

/** A term that a person listed is meant wherever it can be told apart at all. */
function listedTerm(form: string): Sureness {
  const { text } = compact(form);
  if (/^[\p{Script=Latin}\p{Nd}.,'&-]+$/u.test(text)) return "word";
  const length = Array.from(text).length;
  if (length <= 1) return "addressed";
  // 千信 is not in 数千信号, nor 川の家 in 小川の家.
  const isShort = length <= (/^[\p{Script=Han}々]+$/u.test(text) ? 2 : 3);
  return isShort ? "word" : "anywhere";
}

/** Likewise for people, except that a one-letter family name is too common a word. */
function listedName(form: string): Sureness {
  const { text } = compact(form);
  return Array.from(text).length <= 1 ? "addressed" : surenessOf(form) === "anywhere" ? "anywhere" : "word";
}
