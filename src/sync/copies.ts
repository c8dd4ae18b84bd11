import { createHash } from "node:crypto";

import { type Block, heading, linkTo, paragraph, textTable } from "../content/blocks.ts";
import { dateOf } from "../digest/week.ts";
import type { Language } from "../language.ts";
import type { Entry } from "../model/entry.ts";
import { findOption, type NamedField, type Option } from "../model/fields.ts";
import { ENTRY_KINDS, LEVELS, THEMES } from "../model/options.ts";
import type { Spec } from "../model/spec.ts";
import { SCHEMAS } from "../spec/schemas.ts";
import type { PublishedCopy, ReleasedCopy, ReleaseItem, Store, StoredRecord } from "../store/store.ts";
import type {
  DatabaseRef,
  GeneratedPage,
  LinkResolver,
  RemoteId,
  Workspace,
} from "../workspaces/workspace.ts";

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
  readonly store: Store;
  /** List the pages that are there, and write those that are gone or that a person changed. */
  readonly full: boolean;
  readonly onPublished?: (done: number, total: number) => void;
}

/**
 * Writes every copy that may be read and takes away what may not be read any more, the latter first. Where listing
 * costs, a copy that reads as it was last written costs nothing, except when all are looked at again.
 */
export async function publishCopies(input: PublishInput): Promise<void> {
  const { workspace, store, spec, database, links } = input;
  const partner = spec.partner.key;
  const pages = copyPages(input).map((page) => ({ page, hash: hashOf(page, links) }));
  const published = new Map(
    (await store.published.all(partner, workspace.kind)).map((copy) => [copy.id, copy]),
  );
  const placeOf = await placesOf(input, pages, published);
  const wanted = new Set(pages.map(({ page }) => page.id));
  for (const id of placeOf.known) {
    if (wanted.has(id)) continue;
    await workspace.withdrawPage(database, id, published.get(id)?.remoteId);
    await store.published.remove(partner, workspace.kind, id);
  }
  for (const [at, { page, hash }] of pages.entries()) {
    const place = placeOf.of(page.id);
    const isSame = placeOf.isAsLeft(page.id) && published.get(page.id)?.hash === hash;
    if (!isSame || workspace.capabilities.freeListing) {
      const { remoteId } = await workspace.putPage(database, page, links, place);
      await store.published.save(partner, workspace.kind, { id: page.id, remoteId, hash });
    }
    input.onPublished?.(at + 1, pages.length);
  }
}

interface Places {
  /** 管理ID of every page that is there, or was. */
  readonly known: ReadonlySet<string>;
  /** Where it is; null = nowhere for certain; undefined = it has to be looked for. */
  readonly of: (id: string) => RemoteId | null | undefined;
  /** It is there, and nobody changed it, as far as was looked. */
  readonly isAsLeft: (id: string) => boolean;
}

/**
 * Where the pages are: as the store knows, or, when all are looked at or many are new, as they are listed. A listing
 * may come back short or late, so only what the store does not know either is nowhere; and one that a person
 * duplicated is looked for, because only one of the two may stay.
 */
async function placesOf(
  { workspace, database, full }: PublishInput,
  pages: readonly { readonly page: GeneratedPage }[],
  published: ReadonlyMap<string, PublishedCopy>,
): Promise<Places> {
  const fresh = pages.filter(({ page }) => !published.has(page.id)).length;
  if (!full && !workspace.capabilities.freeListing && fresh <= FEW) {
    return {
      known: new Set(published.keys()),
      of: (id) => published.get(id)?.remoteId,
      isAsLeft: (id) => published.has(id),
    };
  }
  const { ids, complete } = await workspace.entryIds(database);
  const listed = Map.groupBy(ids, ({ id }) => id ?? "");
  listed.delete("");
  return {
    known: new Set([...listed.keys(), ...published.keys()]),
    of: (id) => {
      const [first, ...twins] = listed.get(id) ?? [];
      if (first !== undefined) return twins.length === 0 ? first.remoteId : undefined;
      // A listing may lack it, or it lacks its 管理ID: it is looked for where it was made.
      return published.get(id)?.remoteId ?? (complete ? null : undefined);
    },
    isAsLeft: (id) => {
      const [first, ...twins] = listed.get(id) ?? [];
      return first !== undefined && first.touched !== true && twins.length === 0;
    },
  };
}

/** So many new pages are asked for one by one; for more of them, a list costs less. */
const FEW = 3;

/** Of all that is written, with where its links lead. */
function hashOf(page: GeneratedPage, links: LinkResolver): string {
  const text = JSON.stringify(page, (name, value: unknown) =>
    name === "entry" && typeof value === "string" ? [value, links({ entry: value })] : value,
  );
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
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
