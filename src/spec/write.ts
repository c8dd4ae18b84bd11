import { Document, isMap, isScalar, isSeq, type Pair, Scalar, visit } from "yaml";

import type { Language, Text } from "../language.ts";
import { Spec } from "../model/spec.ts";

/**
 * The spec as a YAML file that a person goes on editing: what equals its default is left out, sections carry
 * a short comment in the partner's language, and an editor that reads the first line completes keys.
 *
 * Equal specs give equal bytes, and reading the text back gives an equal spec.
 */
export function writeSpec(spec: Spec, schemaRef: string): string {
  // Parsing puts every key into the order of the schema.
  const document = new Document(withoutDefaults(Spec.parse(spec)));
  commentSections(document, spec.partner.language);
  visit(document, {
    Scalar: (_, scalar) => quoteUnsafe(scalar),
    Seq: (_, list) => {
      if (list.items.every((item) => isScalar(item) && !String(item.value).includes("\n"))) list.flow = true;
    },
  });
  const reference = schemaRef.replace(/\s+/gu, " ").trim();
  const body = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return `# yaml-language-server: $schema=${reference}\n${body}`;
}

/** What a spec says beyond the defaults, in the order of the schema. */
function withoutDefaults(spec: Spec): unknown {
  const plain = Spec.parse({
    partner: { key: "x", name: "x" },
    units: [{ key: "x", name: "x", kind: "division" }],
  });
  return pruneEmpty({
    ...spec,
    partner: unlike(spec.partner, { ...plain.partner, key: undefined, name: undefined }),
    sharing: unlike(spec.sharing, plain.sharing),
    digest: unlike(spec.digest, plain.digest),
    units: spec.units.map((unit) => ({
      ...unit,
      crm: unit.crm && unlike(unit.crm, { mapping: "child_account" }),
    })),
  });
}

/** The members of `value` that differ from `standard`. */
function unlike(value: object, standard: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(value).filter(([key, item]) => item !== standard[key]));
}

/** Every empty list or map in a spec is a default; an empty text is not. */
function pruneEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruneEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, item]): [string, unknown] => [key, pruneEmpty(item)])
    .filter(([, item]) => item !== undefined && !isEmptyCollection(item));
  return Object.fromEntries(kept);
}

function isEmptyCollection(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Block and plain styles normalise line breaks and drop what an editor cannot show; quotes do not. */
function quoteUnsafe(scalar: Scalar): void {
  if (typeof scalar.value !== "string") return;
  if (/[^\n\P{C}]|[\u2028\u2029\ufeff]|\n\s|\s\n|^\s|\s$/u.test(scalar.value)) {
    scalar.type = Scalar.QUOTE_DOUBLE;
  }
}

function commentSections(document: Document, language: Language): void {
  if (!isMap(document.contents)) return;
  document.contents.items.forEach((pair: Pair, index) => {
    if (!isScalar(pair.key)) return;
    const comment = SECTIONS.get(String(pair.key.value));
    if (comment) pair.key.commentBefore = ` ${comment[language]}`;
    if (index > 0) pair.key.spaceBefore = true;
    if (pair.key.value !== "units" || !isSeq(pair.value)) return;
    pair.value.items.forEach((unit, place) => {
      if (isMap(unit) && place > 0) unit.spaceBefore = true;
    });
  });
}

const SECTIONS: ReadonlyMap<string, Text> = new Map([
  ["partner", { ja: "パートナー(大手販売代理店)", en: "The partner: a large reseller" }],
  ["vendor", { ja: "自社(メーカー)の名前と商材", en: "Our own company and products" }],
  ["workspace", { ja: "ページを置く場所", en: "Where the pages hang" }],
  [
    "top_alignment",
    {
      ja: "トップ同士の合意。ある間だけ、全社アカウントプランを作ります",
      en: "What the tops agreed. While it is here, there is a company-wide account plan",
    },
  ],
  ["sharing", { ja: "共有範囲を書いていない記録の扱い", en: "How far an entry travels that names no scope" }],
  ["digest", { ja: "週報の曜日・時刻と件数", en: "When the weekly digest appears, and how long it is" }],
  ["team", { ja: "自社の担当者と受け持ち", en: "Our own people and the units they work with" }],
  [
    "units",
    {
      ja: "事業部・拠点。一つひとつを一社として扱います(必須は key・name・kind だけ)",
      en: "Divisions and branches, each treated as a company of its own (only key, name and kind are needed)",
    },
  ],
  ["people", { ja: "パートナーの方々(社内限り)", en: "The partner's people (for our own eyes only)" }],
  ["reorg", { ja: "組織変更", en: "Reorganisations" }],
]);
