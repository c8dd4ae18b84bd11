import type { Text } from "../language.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { foldTitle, PARTNER_TITLES, UNIT_TITLES } from "./titles.ts";

/** A problem at a path of the document; `load.ts` finds its line and column. */
export interface SpecProblem {
  readonly path: readonly (string | number)[];
  /** Point at the name of the field, not at its value. */
  readonly atName?: true;
  readonly message: Text;
  readonly hint: Text;
}

interface LooseUnit {
  readonly index: number;
  readonly key: string | undefined;
  readonly name: string | undefined;
  readonly parent: string | undefined;
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
}

/**
 * The rules that span several places of a spec. Works on the document as it was typed, so that these
 * problems are reported together with the schema's, not after they are mended.
 */
export function checkSpec(raw: unknown): SpecProblem[] {
  const units = looseUnits(raw);
  return [
    ...duplicates(
      units.map((unit) => ({ path: ["units", unit.index, "key"], value: unit.key })),
      { ja: "事業部・拠点のキー", en: "unit key" },
    ),
    ...duplicates(values(raw, "people", "key"), { ja: "担当者のキー", en: "person key" }),
    ...duplicates(values(raw, "team", "user"), { ja: "チームのユーザー", en: "team user" }),
    ...unknownParents(units),
    ...cycles(units),
    ...equalTitles(raw, units),
    ...unknownUnits(raw, units),
    ...repsWithoutUnits(raw),
    ...reversedPeriods(units),
  ];
}

function looseUnits(raw: unknown): LooseUnit[] {
  return members(raw, "units").map((unit, index) => ({
    index,
    key: text(unit, "key"),
    name: text(unit, "name"),
    parent: text(unit, "parent"),
    validFrom: text(unit, "valid_from"),
    validTo: text(unit, "valid_to"),
  }));
}

function duplicates(
  found: readonly { path: (string | number)[]; value: string | undefined }[],
  what: Text,
): SpecProblem[] {
  const first = new Map<string, (string | number)[]>();
  return found.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, path);
      return [];
    }
    const place = formatPath(earlier);
    return [
      {
        path,
        message: {
          ja: `${what.ja}「${value}」は ${place} でも使われています`,
          en: `${what.en} "${value}" is used at ${place} already`,
        },
        hint: { ja: "一方を別の名前にしてください", en: "Give one of them another name." },
      },
    ];
  });
}

function unknownParents(units: readonly LooseUnit[]): SpecProblem[] {
  const keys = units.flatMap((unit) => unit.key ?? []);
  return units.flatMap((unit) =>
    unit.parent === undefined || keys.includes(unit.parent)
      ? []
      : [unknownUnit(["units", unit.index, "parent"], unit.parent, keys)],
  );
}

function unknownUnit(path: (string | number)[], key: string, keys: readonly string[]): SpecProblem {
  const near = didYouMean(key, keys);
  const known = keys.slice(0, 8).join(", ") + (keys.length > 8 ? ", …" : "");
  return {
    path,
    message: {
      ja: `「${key}」というキーの事業部・拠点はこの定義にありません`,
      en: `"${key}" is not the key of a unit in this spec`,
    },
    hint: near
      ? { ja: `「${near}」ではありませんか`, en: `Did you mean "${near}"?` }
      : { ja: `使えるキー: ${known}`, en: `Known keys: ${known}` },
  };
}

function cycles(units: readonly LooseUnit[]): SpecProblem[] {
  const parents = new Map(units.map((unit) => [unit.key, unit.parent]));
  return units.flatMap((unit) => {
    const chain = [unit.key];
    for (let at = unit.parent; at !== undefined; at = parents.get(at)) {
      chain.push(at);
      if (at === unit.key) {
        return [
          {
            path: ["units", unit.index, "parent"],
            message: {
              ja: `親をたどると自分に戻ります: ${chain.join(" → ")}`,
              en: `its parents lead back to itself: ${chain.join(" → ")}`,
            },
            hint: { ja: "どれか一つの parent を外してください", en: "Remove one of these parents." },
          },
        ];
      }
      if (chain.length > units.length) return [];
    }
    return [];
  });
}

/** Titles must differ under one parent, also from the fixed pages that stand beside them. */
function equalTitles(raw: unknown, units: readonly LooseUnit[]): SpecProblem[] {
  const language = text(member(raw, "partner"), "language") === "en" ? "en" : "ja";
  const fixed = {
    top: Object.entries(PARTNER_TITLES)
      .filter(([node]) => node !== "people")
      .map(([, title]) => title[language]),
    unit: Object.values(UNIT_TITLES).map((title) => title[language]),
  };
  const seen = new Map<string, string>();
  const place = (parent: string | undefined, title: string) => `${parent ?? ""}\n${foldTitle(title)}`;
  for (const title of fixed.top) seen.set(place(undefined, title), title);
  for (const unit of units) {
    if (unit.key !== undefined) for (const title of fixed.unit) seen.set(place(unit.key, title), title);
  }
  return units.flatMap((unit) => {
    if (unit.name === undefined) return [];
    const where = place(unit.parent, unit.name);
    const other = seen.get(where);
    seen.set(where, other ?? unit.name);
    if (other === undefined) return [];
    return [
      {
        path: ["units", unit.index, "name"],
        message: {
          ja: `同じ場所に同じ名前のページができます:「${unit.name}」と「${other}」(全角・半角、大文字・小文字は区別しません)`,
          en: `"${unit.name}" and "${other}" would be pages of one title in one place (width and case do not count)`,
        },
        hint: { ja: "どちらかの名前を変えてください", en: "Change one of the names." },
      },
    ];
  });
}

function unknownUnits(raw: unknown, units: readonly LooseUnit[]): SpecProblem[] {
  const keys = units.flatMap((unit) => unit.key ?? []);
  return members(raw, "team").flatMap((member, index) =>
    strings(member, "units").flatMap((unit, at) =>
      keys.includes(unit) ? [] : [unknownUnit(["team", index, "units", at], unit, keys)],
    ),
  );
}

function repsWithoutUnits(raw: unknown): SpecProblem[] {
  return members(raw, "team").flatMap((member, index) =>
    text(member, "role") === "rep" && strings(member, "units").length === 0
      ? [
          {
            path: ["team", index],
            message: {
              ja: "担当(rep)には受け持つ事業部・拠点が要ります",
              en: "a rep needs the units that he works with",
            },
            hint: {
              ja: "units に一つ以上のキーを書くか、role を lead にしてください",
              en: "List at least one key under units, or make the role lead.",
            },
          },
        ]
      : [],
  );
}

function reversedPeriods(units: readonly LooseUnit[]): SpecProblem[] {
  return units.flatMap((unit) =>
    unit.validFrom !== undefined && unit.validTo !== undefined && unit.validTo < unit.validFrom
      ? [
          {
            path: ["units", unit.index, "valid_to"],
            message: {
              ja: `終わり(${unit.validTo})が始まり(${unit.validFrom})より前です`,
              en: `it ends (${unit.validTo}) before it begins (${unit.validFrom})`,
            },
            hint: { ja: "日付を入れ替えてください", en: "Swap the dates." },
          },
        ]
      : [],
  );
}

/** `units[3].parent` */
export function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function members(value: unknown, name: string): unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}

function text(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === "string" ? found : undefined;
}

function strings(value: unknown, name: string): string[] {
  return members(value, name).filter((item) => typeof item === "string");
}

function values(raw: unknown, list: string, name: string) {
  return members(raw, list).map((item, index) => ({
    path: [list, index, name],
    value: text(item, name),
  }));
}
