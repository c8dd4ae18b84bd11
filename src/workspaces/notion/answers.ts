import { z } from "zod";

import { AppError } from "../../errors.ts";
import { isId, toId } from "./ids.ts";

/**
 * What we read of Notion's answers, and nothing more: an answer may grow at any time without a new version
 * (developers.notion.com/reference/versioning), so unknown members and unknown types are never an error.
 */

const RichText = z.array(z.looseObject({ plain_text: z.string().default("") }));

/** Ids come with dashes or without; we compare them in one spelling. */
const Id = z.string().transform((id) => (isId(id) ? toId(id) : id));

/** A moment, floored to the minute by Notion, in one spelling. */
const Moment = z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString());

/** Where an object hangs; `type` may be one that we do not know. */
const Parent = z.looseObject({
  type: z.string().optional(),
  page_id: Id.optional(),
  block_id: Id.optional(),
  database_id: Id.optional(),
  data_source_id: Id.optional(),
});
export type Parent = z.infer<typeof Parent>;

/** A property of a row: its id, its type, and the value under the type's name. */
export const PropertyValue = z.looseObject({ id: z.string(), type: z.string() });
export type PropertyValue = z.infer<typeof PropertyValue>;

/**
 * Notion may answer with `{ object, id }` alone: for what the connection must not read, also within a list, and to a
 * write that it did. Then everything else is missing here, and must not be taken for empty; see `isWhole`.
 */
export const Page = z.looseObject({
  id: Id,
  parent: Parent.default({}),
  in_trash: z.boolean().default(false),
  is_archived: z.boolean().default(false),
  created_time: Moment.optional(),
  last_edited_time: Moment.optional(),
  last_edited_by: z.looseObject({ id: Id }).optional(),
  properties: z.record(z.string(), PropertyValue).default({}),
});
export type Page = z.infer<typeof Page>;

export type WholePage = Page & { last_edited_time: string };

/** Every page that is shown has a time; where it lacks, nothing is known of the page but that it is there. */
export const isWhole = (page: Page): page is WholePage => page.last_edited_time !== undefined;

export const Block = z.looseObject({
  id: Id,
  type: z.string().default("unsupported"),
  has_children: z.boolean().default(false),
  parent: Parent.optional(),
  in_trash: z.boolean().default(false),
});
export type Block = z.infer<typeof Block>;

export const Database = z.looseObject({
  id: Id,
  created_time: Moment.optional(),
  parent: Parent.default({}),
  title: RichText.default([]),
  description: RichText.default([]),
  in_trash: z.boolean().default(false),
  data_sources: z.array(z.looseObject({ id: Id })).default([]),
});
export type Database = z.infer<typeof Database>;

const Option = z.looseObject({ id: z.string().optional(), name: z.string(), color: z.string().optional() });
export type Option = z.infer<typeof Option>;

const Options = z.looseObject({ options: z.array(Option).default([]) });

/** A property of a schema. */
export const Property = z.looseObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  select: Options.optional(),
  multi_select: Options.optional(),
  status: Options.optional(),
});
export type Property = z.infer<typeof Property>;

export const DataSource = z.looseObject({
  id: Id,
  title: RichText.default([]),
  in_trash: z.boolean().default(false),
  properties: z.record(z.string(), Property),
});
export type DataSource = z.infer<typeof DataSource>;

const listOf = <T extends z.ZodType>(item: T) =>
  z.looseObject({
    results: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
    request_status: z.looseObject({ type: z.string() }).optional(),
  });

export const BlockList = listOf(Block);
export const PageList = listOf(Page);
export const ViewList = listOf(z.looseObject({ id: Id }));

export const View = z.looseObject({ id: Id, name: z.string().optional(), parent: Parent.optional() });

export const PageMarkdown = z.looseObject({
  markdown: z.string(),
  truncated: z.boolean().default(false),
  unknown_block_ids: z.array(z.string()).default([]),
});

export const Me = z.looseObject({
  id: Id,
  name: z.string().nullish(),
  bot: z.looseObject({ workspace_name: z.string().nullish() }).nullish(),
});

/** To a write of which nothing is read back: once it is done, no answer makes it a failure. */
export const Done = z.looseObject({});

/** Names of members that are ours to show; everything else in an answer may be a word of people's. */
const OWN_WORDS: ReadonlySet<PropertyKey> = new Set(
  [
    Parent,
    PropertyValue,
    Page,
    Block,
    Database,
    Option,
    Options,
    Property,
    DataSource,
    BlockList,
    View,
    PageMarkdown,
    Me,
  ].flatMap(({ shape }) => Object.keys(shape)),
);

/** Paths lead through records, whose keys are the names that people gave to their properties. */
const stepOf = (step: PropertyKey): string =>
  typeof step === "number" || OWN_WORDS.has(step) ? String(step) : "…";

/** An answer as what we need of it. Throws `workspace_failed`, quoting nothing of it. */
export function understand<T extends z.ZodType>(schema: T, answer: unknown, what: string): z.infer<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path }) => path.map(stepOf).join(".")).join(", ");
  throw new AppError(
    "workspace_failed",
    {
      ja: `Notionの応答を読み取れません(${what}: ${where})`,
      en: `Notion's answer cannot be understood (${what}: ${where})`,
    },
    {
      hint: {
        ja: "もう一度実行してください。続くようなら、新しい版のKakehashiが必要かもしれません",
        en: "Run it again. If it stays so, a newer version of Kakehashi may be needed.",
      },
    },
  );
}
