import { plainText } from "../content/plain-text.ts";
import type { Audience, Entry } from "../model/entry.ts";
import type { Person } from "../model/people.ts";
import type { Spec } from "../model/spec.ts";
import type { StoredRecord } from "../store/store.ts";
import { companyForms } from "./company-forms.ts";
import { compact } from "./compact.ts";
import { publicTexts, visibleText } from "./entry-texts.ts";
import { audiencesOf } from "./gate.ts";
import { hasOpenReplacement } from "./mask-rules.ts";
import { knownPeople } from "./known-people.ts";
import { percentDecoded } from "./percent.ts";

/**
 * The check from outside: whatever was published is read again as an attacker would — any width, case, kana,
 * spacing, invisible characters, percent signs — for anything that should not be there. It shares no decision
 * with the masking, only the folding, so a mistake there is found here.
 */

/** Something that may not be read by others, and whose it is: the key of its unit. */
export interface Secret {
  readonly term: string;
  readonly owner: string;
}

export interface Leak {
  readonly where: string;
  readonly term: string;
  readonly owner: string;
}

export interface ScannedText {
  readonly where: string;
  readonly text: string;
}

/** Every secret that occurs in any of the texts. File names and link targets are texts too. */
export function scanForLeaks(texts: readonly ScannedText[], secrets: readonly Secret[]): Leak[] {
  const needles = secrets
    .map((secret) => ({ secret, needle: bare(secret.term) }))
    .filter(({ needle }) => Array.from(needle).length >= 2);
  return texts.flatMap(({ where, text }) => {
    const readings = readingsOf(text);
    return needles
      .filter(({ needle }) => readings.some((reading) => contains(reading, needle)))
      .map(({ secret }) => ({ where, ...secret }));
  });
}

/** Passages shorter than this occur by chance. */
const PASSAGE = 8;

/**
 * Everything that may not reach one audience outside its unit: mask terms with their variants, customers, private
 * notes, names of people who did not agree to be named, and the texts of entries that scope, refusal or a missing
 * replacement keeps from them.
 */
export function secretsOf(
  entries: readonly StoredRecord<"entry">[],
  people: readonly Person[],
  { spec, audience }: { spec: Spec; audience: Audience },
): Secret[] {
  const isShared = ({ value }: StoredRecord<"entry">) =>
    audiencesOf(value, spec).includes(audience) && value.consent !== "refused" && !hasOpenReplacement(value);
  const [shared, hidden] = [entries.filter(isShared), entries.filter((record) => !isShared(record))];
  // What an entry that may be read says too is no secret of one that may not.
  const open = new Set(shared.flatMap(({ value }) => passagesOf(value, spec).map(bare)));
  const secrets = [
    ...entries.flatMap(({ value }) => entrySecrets(value)),
    ...hidden.flatMap(({ value }) =>
      passagesOf(value, spec)
        .filter((passage) => !open.has(bare(passage)))
        .map((term) => ({ term, owner: value.unit })),
    ),
    ...nameSecrets(knownPeople(spec, people), spec),
  ];
  const distinct = new Map(secrets.map((secret) => [`${secret.owner}\n${secret.term}`, secret]));
  return [...distinct.values()];
}

function entrySecrets(entry: Entry): Secret[] {
  const listed = entry.mask.flatMap(({ term, variants }) => [term, ...variants]);
  const customers = [entry.customer, entry.called].flatMap((name) => companyForms(name?.trim() ?? ""));
  const notes = sentences(visibleText(entry.private_notes ?? "")).filter(isPassage);
  return [...listed, ...customers, ...notes].map((term) => ({ term, owner: entry.unit }));
}

/** Title and sentences of an entry, as far as they are long enough to be its own. */
function passagesOf(entry: Entry, spec: Spec): string[] {
  const texts = publicTexts(entry, spec.partner.language).flatMap(({ text }) => sentences(text));
  return [visibleText(entry.title), ...texts].filter(isPassage);
}

const isPassage = (text: string): boolean => bare(text).length >= PASSAGE;

/** Full names, and family names of two letters or more unless something that is no secret is called the same. */
function nameSecrets(people: readonly Person[], spec: Spec): Secret[] {
  const [open, hidden] = [true, false].map((consent) =>
    people.filter((person) => (person.consent_to_name === true) === consent),
  );
  const units = spec.units.flatMap((unit) => [
    unit.name,
    unit.name_ja ?? "",
    ...unit.aliases,
    ...unit.former_names,
  ]);
  const said = [
    ...units,
    spec.partner.name,
    ...spec.vendor.products,
    ...(open ?? []).map(({ name }) => name),
  ].map(bare);
  return (hidden ?? []).flatMap((person) => {
    const [surname = ""] = person.name.trim().split(/[\s　]+/u);
    const isTelling = Array.from(surname).length >= 2 && !said.some((name) => name.includes(bare(surname)));
    const names = [person.name, ...person.also_written, ...(isTelling ? [surname] : [])];
    return names.map((term) => ({ term, owner: person.unit }));
  });
}

const sentences = (text: string): string[] => text.split(/[。、,.!?！？\n]/u).map((part) => part.trim());

/** Compact, and without the marks that may stand between the letters of a hidden name. */
const bare = (text: string): string => compact(text).text.replace(/[・･.,、。()「」[\]|/#>-]/gu, "");

interface Reading {
  readonly text: string;
  readonly bare: string;
}

/** The ways in which a text can be read: as it is, with links and entities decoded, without tags. */
function readingsOf(text: string): Reading[] {
  const forms = new Set([text]);
  if (text.includes("%")) forms.add(percentDecoded(text)).add(percentDecoded(percentDecoded(text)));
  if (text.includes("<")) forms.add(text.replace(/<[^<>]*>/gu, ""));
  if (/&#?\w+;/u.test(text)) forms.add(plainText(text));
  if (/\\u[0-9a-f]{4}/iu.test(text)) forms.add(unescaped(text));
  return [...forms].map((form) => ({ text: ` ${form.normalize("NFKC").toLowerCase()} `, bare: bare(form) }));
}

/** Short Latin secrets count as words only, or ABE would be found in every label; likewise 240人 in 1240人. */
function contains(reading: Reading, needle: string): boolean {
  if (/^\d.*[^\d]$/u.test(needle)) return new RegExp(`(?<!\\d)${needle}`, "u").test(reading.bare);
  if (!/^[a-z0-9]{2,5}$/u.test(needle)) return reading.bare.includes(needle);
  return new RegExp(`[^a-z0-9]${needle}[^a-z0-9]`, "u").test(reading.text);
}

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
