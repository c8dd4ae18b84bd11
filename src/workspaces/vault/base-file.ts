import { stringify } from "yaml";

import type { Language } from "../../language.ts";
import type { NamedField } from "../../model/fields.ts";
import type { DatabaseSchema, RecordType } from "../workspace.ts";
import { relativeAddress } from "./link-address.ts";

/**
 * The `.base` file that makes a database folder open as a table in Obsidian (Bases). It asks for the folder that
 * it lies in, so it goes on working wherever the folder is moved. Seeded once; its views belong to people.
 */
export function composeBase(schema: DatabaseSchema, language: Language): string {
  const columns = schema.fields.filter((field) => field.visible === true && field.type !== "title");
  const order = ["formula.title", ...columns.map((field) => `note.${field[language]}`)];
  const table = (name: string, more: object = {}) => ({
    type: "table",
    name,
    ...more,
    order,
    sort: [sortOf(columns, language)],
  });
  return stringify(
    {
      filters: { and: ["file.inFolder(this.file.folder)", 'file.ext == "md"', '!note["kakehashi.key"]'] },
      formulas: { title: titleFormula(schema.fields, language) },
      properties: { "formula.title": { displayName: titleLabel(schema.fields, language) } },
      views: [table(NAMES.recent[language]), ...moreViews(schema, language, table)],
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Id of the block that leads from a database's note to its table; the vault's own, unknown to the plan. */
export const TABLE_BLOCK = "vault.table";

export function tableLink(note: string, base: string, language: Language): string {
  return `[${NAMES.open[language]}](${relativeAddress(note, base)})`;
}

const NAMES = {
  recent: { ja: "新しい順", en: "Newest first" },
  open: { ja: "表で開く(Obsidian)", en: "Open as a table (Obsidian)" },
  unsolved: { ja: "未解決", en: "Not solved yet" },
  shareable: { ja: "共有できる事例", en: "Cases that may be shared" },
  unassigned: { ja: "未割当", en: "Unassigned" },
} as const;

/** One view per field by which people ask for these rows. */
const GROUPED: Readonly<Partial<Record<RecordType, readonly string[]>>> = {
  issue: ["level"],
  released: ["unit_name", "kind"],
  digest: ["week", "unit_name"],
  rollout: ["state", "target"],
  order: ["division", "branch"],
  target: ["period", "unit"],
  person: ["unit"],
};

type Table = (name: string, more?: object) => object;

function moreViews(schema: DatabaseSchema, language: Language, table: Table): object[] {
  const { record, fields } = schema;
  const group = (field: NamedField) => ({
    groupBy: { property: `note.${field[language]}`, direction: "ASC" },
  });
  const grouped = (GROUPED[record] ?? []).flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) return [];
    const title = { ja: `${field.ja}ごと`, en: `By ${field.en.toLowerCase()}` }[language];
    return [table(title, group(field))];
  });
  return [...filteredViews(schema, language, table), ...grouped];
}

function filteredViews({ record, fields }: DatabaseSchema, language: Language, table: Table): object[] {
  switch (record) {
    case "issue": {
      const open = [isNot(fields, "state", "solved", language), isNot(fields, "state", "on_hold", language)];
      return [table(NAMES.unsolved[language], { filters: { and: open } })];
    }
    case "success":
    case "failure": {
      const shareable = isNot(fields, "scope", "unit_only", language);
      return [table(NAMES.shareable[language], { filters: { and: [shareable] } })];
    }
    case "order": {
      const open = [isEmpty(fields, "division", language), isEmpty(fields, "branch", language)];
      return [table(NAMES.unassigned[language], { filters: { or: open } })];
    }
    case "person":
    case "rollout":
    case "target":
    case "released":
    case "digest":
      return [];
    default:
      throw new Error(`unhandled ${record satisfies never}`);
  }
}

function isEmpty(fields: readonly NamedField[], name: string, language: Language): string {
  const field = fields.find((one) => one.name === name);
  return `note[${JSON.stringify(field?.[language] ?? name)}].isEmpty()`;
}

/** `note["状態"] != "解決"`: property names may hold any sign, so they are quoted. */
function isNot(fields: readonly NamedField[], name: string, option: string, language: Language): string {
  const field = fields.find((one) => one.name === name);
  const label = field?.options?.find((one) => one.id === option)?.[language] ?? option;
  return `note[${JSON.stringify(field?.[language] ?? name)}] != ${JSON.stringify(label)}`;
}

function titleFormula(fields: readonly NamedField[], language: Language): string {
  const property = `note[${JSON.stringify(titleLabel(fields, language))}]`;
  return `file.asLink(if(${property}, ${property}, file.basename))`;
}

const titleLabel = (fields: readonly NamedField[], language: Language): string =>
  fields.find((field) => field.type === "title")?.[language] ?? { ja: "件名", en: "Title" }[language];

function sortOf(columns: readonly NamedField[], language: Language) {
  const date = columns.find((field) => field.type === "date");
  return { property: date === undefined ? "file.mtime" : `note.${date[language]}`, direction: "DESC" };
}
