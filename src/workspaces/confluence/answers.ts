import { z } from "zod";

import { AppError } from "../../errors.ts";

/** What we read of Confluence's answers, and nothing more: unknown members and unknown values are never an error. */

const Id = z.union([z.string(), z.number()]).transform(String);

const Body = z.looseObject({ storage: z.looseObject({ value: z.string().default("") }).optional() });

const Version = z.looseObject({
  number: z.number(),
  /** ISO instant. */
  createdAt: z.string().optional(),
  authorId: z.string().nullish(),
});

/** `status`: current, archived, trashed, draft, … */
export const Page = z.looseObject({
  id: Id,
  status: z.string().default("current"),
  title: z.string().default(""),
  spaceId: Id.optional(),
  parentId: Id.nullish(),
  version: Version.optional(),
  body: Body.optional(),
});
export type Page = z.infer<typeof Page>;

const Label = z.looseObject({ name: z.string() });

export const Property = z.looseObject({
  id: Id,
  key: z.string(),
  value: z.unknown(),
  version: z.looseObject({ number: z.number() }).optional(),
});
export type Property = z.infer<typeof Property>;

const Operation = z.looseObject({ operation: z.string().default("") });

/** A list inside a page, of up to 50; see `include-…`. */
const included = <T extends z.ZodType>(item: T) =>
  z.looseObject({ results: z.array(item).default([]) }).optional();

/** One page with what hangs on it. */
export const WholePage = Page.extend({
  labels: included(Label),
  properties: included(Property),
  operations: included(Operation),
});
export type WholePage = z.infer<typeof WholePage>;

const Links = z.looseObject({ next: z.string().optional() });

/** One part of a list; without `next` it is the last. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.looseObject({ results: z.array(item).default([]), _links: Links.optional() });

export const Space = z.looseObject({
  id: Id,
  key: z.string(),
  name: z.string().default(""),
  homepageId: Id.nullish(),
  currentActiveAlias: z.string().nullish(),
});
export type Space = z.infer<typeof Space>;

export const Me = z.looseObject({
  type: z.string().default("known"),
  accountId: z.string().nullish(),
  displayName: z.string().nullish(),
});

export const Child = z.looseObject({
  id: Id,
  title: z.string().default(""),
  type: z.string().default("page"),
  status: z.string().default("current"),
});
export type Child = z.infer<typeof Child>;

export const Ancestor = z.looseObject({ id: Id, type: z.string().default("page") });
export type Ancestor = z.infer<typeof Ancestor>;

export const Template = z.looseObject({
  templateId: Id,
  name: z.string().default(""),
  description: z.string().nullish(),
});

const Restricted = z.looseObject({
  results: z.array(z.looseObject({ accountId: z.string().nullish(), id: z.string().nullish() })),
});

/** Who may read, as far as that is limited. An answer that does not say so must not pass for "everybody". */
export const Restriction = z.looseObject({
  restrictions: z.looseObject({ user: Restricted, group: Restricted }),
});

/** A success of which nothing is read. */
export const Done = z.unknown();

/** The answer in our terms; `what` names the call where it is none that we understand. */
export function understand<T extends z.ZodType>(schema: T, answer: unknown, what: string): z.infer<T> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join(".") ?? "";
  throw new AppError("workspace_failed", {
    ja: `Confluenceの応答を理解できません(${what}、${place})`,
    en: `Confluence's answer is not understood (${what}, ${place})`,
  });
}
