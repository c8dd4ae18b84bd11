import { type Block, heading, linkTo, paragraph, textTable } from "../content/blocks.ts";
import { dateOf } from "../digest/week.ts";
import type { Language } from "../language.ts";
import type { Entry } from "../model/entry.ts";
import { findOption, type NamedField, type Option } from "../model/fields.ts";
import { ENTRY_KINDS, LEVELS, THEMES } from "../model/options.ts";
import type { Spec } from "../model/spec.ts";
import { SCHEMAS } from "../spec/schemas.ts";
import type { ReleasedCopy, ReleaseItem, StoredRecord } from "../store/store.ts";
import type { DatabaseRef, GeneratedPage, LinkResolver, Workspace } from "../workspaces/workspace.ts";

/**
 * 他拠点の事例(共有用): the released copies for our own reps, as pages. Generated, found again by 管理ID, and
 * never read back.
 */
export interface PublishInput {
  readonly workspace: Workspace;
  readonly spec: Spec;
  /** The 他拠点の事例 database. */
  readonly database: DatabaseRef;
  readonly items: readonly ReleaseItem[];
  readonly entries: readonly StoredRecord<"entry">[];
  readonly links: LinkResolver;
  readonly onPublished?: (done: number, total: number) => void;
}

/** Writes every copy that may be read and takes away what may not be read any more, the latter first. */
export async function publishCopies(input: PublishInput): Promise<void> {
  const { workspace, database, links } = input;
  const pages = copyPages(input);
  const wanted = new Set(pages.map(({ id }) => id));
  for (const { id } of (await workspace.entryIds(database)).ids) {
    if (id !== null && !wanted.has(id)) await workspace.withdrawPage(database, id);
  }
  for (const [at, page] of pages.entries()) {
    await workspace.putPage(database, page, links);
    input.onPublished?.(at + 1, pages.length);
  }
}

/** The pages that should be there. Pure. */
function copyPages({ spec, items, entries }: Pick<PublishInput, "spec" | "items" | "entries">) {
  const records = new Map(entries.map((record) => [record.id, record]));
  return items.flatMap(({ audience, state, copy }): GeneratedPage[] => {
    const record = records.get(copy.id);
    if (audience !== "vendor" || state !== "released" || record === undefined) return [];
    return [copyPage(copy, record, spec)];
  });
}

function copyPage(copy: ReleasedCopy, record: StoredRecord<"entry">, spec: Spec): GeneratedPage {
  const { language } = spec.partner;
  // The address of a source shows its title, so there is only a link where nothing in it had to be masked.
  const isLinked = record.value.title === copy.title;
  const labels = (options: readonly Option[], values: readonly string[]) =>
    values.map((value) => findOption(options, value)?.[language] ?? value);
  return {
    id: copy.id,
    values: {
      title: copy.title,
      kind: labels(ENTRY_KINDS, [copy.kind]).join(""),
      unit_name: copy.unitName,
      theme: labels(THEMES, copy.theme),
      segment: copy.segment,
      updated_on: dateOf(copy.updatedAt, spec.digest.zone),
      ...(isLinked ? { source: record.url } : {}),
    },
    blocks: copyBlocks(copy, isLinked, language),
  };
}

const words = {
  ja: { columns: ["項目", "内容"], source: "元の記録", unit: "事業部・拠点", kind: "種別", level: "階層" },
  en: { columns: ["Field", "Value"], source: "Source", unit: "Unit", kind: "Kind", level: "Level" },
} as const;

function copyBlocks(copy: ReleasedCopy, isLinked: boolean, language: Language): Block[] {
  const w = words[language];
  const fields = fieldsOfKind(copy.kind).filter(({ name }) => (copy.texts[name] ?? "") !== "");
  const level = LEVELS.find(({ id }) => id === copy.level)?.[language];
  const facts: [string, string][] = [
    [w.unit, copy.unitName],
    [w.kind, ENTRY_KINDS.find(({ id }) => id === copy.kind)?.[language] ?? copy.kind],
    ...(level === undefined ? [] : ([[w.level, level]] as [string, string][])),
    ...fields
      .filter(({ place }) => place === "property")
      .map((field): [string, string] => [field[language], copy.texts[field.name] ?? ""]),
  ];
  return [
    textTable(w.columns, facts),
    ...fields
      .filter(({ place }) => place === "heading")
      .flatMap((field) => [heading(field[language]), ...paragraphs(copy.texts[field.name] ?? "")]),
    ...(isLinked ? [paragraph(linkTo(w.source, { entry: copy.id }))] : []),
  ];
}

const fieldsOfKind = (kind: Entry["kind"]): readonly NamedField[] => SCHEMAS[kind].fields;

const paragraphs = (text: string): Block[] =>
  text
    .split(/\n{2,}/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => paragraph(part));
