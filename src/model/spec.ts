import { z } from "zod";

import { IsoDate, message, Slug } from "./fields.ts";
import { Scope } from "./entry.ts";
import { Person } from "./people.ts";

/**
 * The spec: the YAML file that declares one partner, its units and the team. Only `key`, `name` and `kind`
 * are needed; whatever is left out shows as 未記入 on the pages. Rules that span several places (duplicate
 * keys, unknown parents, equal titles) are in `spec/check.ts`.
 */

export const UnitKind = z.enum(["division", "branch", "hq"]);
export type UnitKind = z.infer<typeof UnitKind>;

const Line = z.string().min(1);
const Lines = z.array(Line).default([]);

/** Text for a seeded page, by heading: `{ 目的と方向性: … }`. Written once, when the page is created. */
const SeedText = z.record(Line, z.string());

/** `04-01`: month and day on which the fiscal year starts. */
const MonthDay = z
  .string()
  .refine((text) => /^\d\d-\d\d$/.test(text) && IsoDate.safeParse(`2028-${text}`).success, {
    message: message({ ja: "04-01 のような月日にしてください", en: "must be a month and day such as 04-01" }),
  });

/** A point in time that people remember: `2026`, `2026-07` or `2026-07-14`. */
const Moment = z
  .string()
  .refine(
    (text) =>
      /^\d{4}(-\d\d){0,2}$/.test(text) &&
      IsoDate.safeParse(`${text}${"-01".repeat(2 - (text.match(/-/g)?.length ?? 0))}`).success,
    {
      message: message({
        ja: "2026-07 や 2026-07-14 のような実在する日付にしてください",
        en: "must be a date that exists, such as 2026-07 or 2026-07-14",
      }),
    },
  );

const TimeZone = z.string().refine(
  (zone) => {
    try {
      return zone.includes("/") || zone === "UTC"
        ? Boolean(Intl.DateTimeFormat("en", { timeZone: zone }))
        : false;
    } catch {
      return false;
    }
  },
  {
    message: message({
      ja: "Asia/Tokyo のようなIANAのタイムゾーン名にしてください",
      en: "must be an IANA time zone such as Asia/Tokyo",
    }),
  },
);

export const Unit = z.strictObject({
  key: Slug,
  /** Name in the partner's language; the title of its page. */
  name: Line,
  kind: UnitKind,
  name_ja: Line.optional(),
  name_en: Line.optional(),
  /** What the partner calls this kind of unit: 支社, 支店, 営業所, 事業本部. */
  label: Line.optional(),
  aliases: Lines,
  former_names: Lines,
  /** Key of the unit it belongs to; none = directly under the partner. */
  parent: Slug.optional(),
  head: z.strictObject({ role: Line }).optional(),
  strategy: Line.optional(),
  tactics: Line.optional(),
  trait: Line.optional(),
  area: Line.optional(),
  area_traits: Lines,
  kgi: Line.optional(),
  kpis: Lines,
  appraisal_axis: Line.optional(),
  focus_products: Lines,
  sales_headcount: z.int().nonnegative().optional(),
  crm: z
    .strictObject({
      account_id: Line,
      /** How the CRM holds this unit: an account below the partner's, or a record of an own object. */
      mapping: z.enum(["child_account", "custom_object"]).default("child_account"),
    })
    .optional(),
  valid_from: IsoDate.optional(),
  valid_to: IsoDate.optional(),
  /** Text for the account plan, by heading. */
  plan: SeedText.default({}),
});
export type Unit = z.infer<typeof Unit>;

export const TopAlignment = z.strictObject({
  evidence: z.array(z.strictObject({ when: Moment, what: Line, roles: z.array(Line).min(1) })).min(1),
  /** Text for the company-wide account plan, by heading. */
  plan: SeedText.default({}),
});

const TeamMember = z.strictObject({
  user: Line,
  name: Line.optional(),
  /** Where his digests are sent, if mail is set up. */
  mail: z.email().optional(),
  role: z.enum(["lead", "rep"]),
  /** Units that a rep works with; a lead without units leads all of them. */
  units: z.array(Slug).default([]),
});
type TeamMember = z.infer<typeof TeamMember>;

const ReorgEvent = z.strictObject({
  id: Line,
  effective_on: IsoDate,
  kind: Line,
  from: Lines,
  to: Lines,
  status: Line.optional(),
  note: z.string().optional(),
});
type ReorgEvent = z.infer<typeof ReorgEvent>;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const DigestSettings = z.strictObject({
  weekday: z.enum(WEEKDAYS).default("monday"),
  time: z
    .string()
    .regex(
      /^([01]\d|2[0-3]):[0-5]\d$/,
      message({ ja: "08:00 のような時刻にしてください", en: "must be a time of day such as 08:00" }),
    )
    .default("08:00"),
  zone: TimeZone.default("Asia/Tokyo"),
  /** Days before the slot on which the partner text is drafted for approval. */
  draft_lead_days: z.int().min(0).max(6).default(3),
  /** Proposals on one page, a success–failure pair counting once. */
  items: z.int().min(1).max(20).default(3),
  /** Proposals of a page that are about no product, if there are any to be had: a page that only sells is not read. */
  without_product: z.int().min(0).max(20).default(1),
  /** Weeks during which an item is not shown again to the same unit. */
  repeat_weeks: z.int().min(0).max(104).default(8),
});

export const Spec = z.strictObject({
  partner: z.strictObject({
    key: Slug,
    name: Line,
    name_ja: Line.optional(),
    name_en: Line.optional(),
    language: z.enum(["ja", "en"]).default("ja"),
    fiscal_year_start: MonthDay.default("04-01"),
    crm_account_id: Line.optional(),
  }),
  /** Our own company: the name and products as the pages should call them. */
  vendor: z.strictObject({ name: Line.optional(), products: Lines }).prefault({}),
  /** Where the partner's tree hangs: a folder inside the vault, or a page id. None = the workspace's root. */
  workspace: z.strictObject({ root: Line.optional() }).prefault({}),
  top_alignment: TopAlignment.optional(),
  /** Scope of an entry that names none. */
  sharing: z.strictObject({ default_scope: Scope.default("vendor_only") }).prefault({}),
  digest: DigestSettings.prefault({}),
  team: z.array(TeamMember).default([]),
  units: z.array(Unit).min(1).max(500),
  people: z.array(Person).default([]),
  reorg: z.array(ReorgEvent).default([]),
});
export type Spec = z.infer<typeof Spec>;
