import { z } from "zod";

import { addEntry as writeEntry } from "../../acts/add-entry.ts";
import { dateOf } from "../../digest/week.ts";
import { readNote } from "../../imports/read-note.ts";
import { publicTexts, visibleText } from "../../release/entry-texts.ts";
import { readsInFull } from "../../release/reader.ts";
import { newId } from "../../sync/sync.ts";
import { fields } from "../fields.ts";
import { mustReadInFull, notFound } from "../principal.ts";
import { openTo, route, unitOf } from "../route.ts";

const EntryView = z.strictObject({
  id: z.string(),
  unit: z.string(),
  unitName: z.string(),
  kind: fields.kind,
  level: fields.level.nullable(),
  title: z.string(),
  /** Field of the template → text, in its order. */
  texts: z.record(z.string(), z.string()),
  theme: z.array(z.string()),
  products: z.array(z.string()),
  segment: z.array(z.string()),
  state: z.string().nullable(),
  heardOn: z.string().nullable(),
  updatedAt: z.string(),
  /** The entry's own words; false for the copy that was released. */
  full: z.boolean(),
  /** Where it lies in the workspace; null for a copy. */
  url: z.string().nullable(),
  path: z.string().nullable(),
});

export const showEntry = route({
  method: "get",
  path: "/partners/:partner/entries/:id",
  about: {
    ja: "記録を読む。担当外の事業部・拠点のものは共有用の文面",
    en: "read an entry; of a unit that is not one's own, its released copy",
  },
  input: z.strictObject({ partner: fields.partner, id: fields.id }),
  answer: EntryView,
  async handle(asked) {
    const { spec, reader } = await openTo(asked, asked.input.partner);
    const { store } = asked.acting.runtime;
    const { key, language } = spec.partner;
    const record = (await store.records.all(key, "entry")).find(({ id }) => id === asked.input.id);
    if (record === undefined || record.archived || !record.readable) throw notFound();
    const { value } = record;
    const unit = unitOf(spec, value.unit);
    if (readsInFull(reader, unit.key)) {
      return {
        id: value.id,
        unit: unit.key,
        unitName: unit.name,
        kind: value.kind,
        level: value.level ?? null,
        title: visibleText(value.title),
        texts: Object.fromEntries(publicTexts(value, language).map(({ field, text }) => [field, text])),
        theme: [...value.theme],
        products: [...value.products],
        segment: [...value.segment],
        state: value.kind === "issue" ? (value.state ?? null) : null,
        heardOn: value.heard_on ?? null,
        updatedAt: record.updatedAt,
        full: true,
        url: record.url,
        path: record.location,
      };
    }
    const item = (await store.released.all(key)).find(
      ({ id, audience, state }) => id === value.id && audience === "vendor" && state === "released",
    );
    if (item === undefined) throw notFound();
    const { copy } = item;
    return {
      id: copy.id,
      unit: copy.unit,
      unitName: copy.unitName,
      kind: copy.kind,
      level: copy.level ?? null,
      title: copy.title,
      texts: { ...copy.texts },
      theme: [...copy.theme],
      products: [...copy.products],
      segment: [...copy.segment],
      state: copy.state ?? null,
      heardOn: copy.heardOn ?? null,
      updatedAt: copy.updatedAt,
      full: false,
      url: null,
      path: null,
    };
  },
});

export const addEntry = route({
  method: "post",
  path: "/partners/:partner/units/:unit/entries",
  about: { ja: "聞いたことを記録する", en: "record what was heard" },
  input: z.strictObject({
    partner: fields.partner,
    unit: fields.unit,
    kind: fields.kind,
    /** As in `kakehashi add`: the first line is the title. */
    text: z.string().trim().min(1).max(60_000),
  }),
  answer: z.strictObject({ id: z.string(), url: z.string(), path: z.string() }),
  async handle(asked) {
    const { partner, kind, text } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    const unit = unitOf(spec, asked.input.unit).key;
    mustReadInFull(reader, unit);
    const today = dateOf(asked.acting.now.toISOString(), spec.digest.zone);
    const entry = readNote(text, { file: "text", kind, unit, id: newId(), today });
    const { id, url, location } = await writeEntry(asked.acting, partner, entry);
    return { id, url, path: location };
  },
});
