import { z } from "zod";

/**
 * A bundle: the JSON form of a whole partner, as exchanged with other systems. Unknown keys are accepted
 * (and warned of), and everything but ids may be missing. Only the sets that the product itself acts on
 * are closed: unit kind, entry type, level, scope, rollout state and outcome, mask kind.
 */

const Text = z.string();
const Maybe = <T extends z.ZodType>(schema: T) => schema.nullish();
const Id = z.string().min(1);
const Yen = z.number();

export const BundleUnit = z.looseObject({
  id: Id,
  kind: z.enum(["division", "branch", "hq"]),
  name_ja: Maybe(Text),
  name_en: Maybe(Text),
  label: Maybe(Text),
  parent: Maybe(Id),
  aliases: z.array(Text).nullish(),
  head_person_id: Maybe(Id),
  sales_headcount: Maybe(z.number()),
  area: Maybe(Text),
  kgi: Maybe(Text),
  kpis: z.array(Text).nullish(),
  focus_products: z.array(Text).nullish(),
  trait: Maybe(Text),
  strategy: Maybe(Text),
  tactics: Maybe(Text),
  appraisal_axis: Maybe(Text),
  crm_child_account_id: Maybe(Text),
  valid_from: Maybe(Text),
  valid_to: Maybe(Text),
});

export const BundlePerson = z.looseObject({
  id: Id,
  unit_id: Id,
  name: Text,
  role: Maybe(Text),
  level: Maybe(z.enum(["head", "manager", "field"])),
  reports_to: Maybe(Id),
  budget: Maybe(z.union([z.number(), Text])),
  kpi: Maybe(Text),
  evaluation_axis: Maybe(Text),
  joined: Maybe(Text),
  internal_influence: Maybe(z.number()),
  interest_in_vendor: Maybe(z.number()),
  consent_to_name: Maybe(z.boolean()),
});

export const BundlePlan = z.looseObject({
  id: Maybe(Id),
  scope: Maybe(Text),
  unit_id: Maybe(Id),
  created_because: Maybe(Text),
  fields: z.record(z.string(), z.string()).nullish(),
});

const BundleMask = z.looseObject({
  term: Id,
  kind: Maybe(z.enum(["customer", "person", "place", "amount", "date", "quasi"])),
  variants: z.array(Text).nullish(),
  replace_with: Maybe(Text),
});

export const BundleEntry = z.looseObject({
  id: Id,
  unit_id: Id,
  type: z.enum(["issue", "success", "failure"]),
  level: Maybe(z.enum(["head", "manager", "field"])),
  status: Maybe(Text),
  recorded_on: Maybe(z.iso.date()),
  author: Maybe(Text),
  source_person_id: Maybe(Id),
  lang: Maybe(Text),
  title: Id,
  body: Maybe(Text),
  products: z.array(Text).nullish(),
  customer: z.looseObject({ name: Maybe(Text), industry: Maybe(Text), size: Maybe(Text) }).nullish(),
  tags: z.array(Text).nullish(),
  sharing: z
    .looseObject({
      scope: Maybe(z.enum(["unit_only", "vendor_only", "partner_all_units"])),
      anonymize: Maybe(z.boolean()),
      consent: Maybe(Text),
    })
    .nullish(),
  mask: z.array(BundleMask).nullish(),
  private_notes: Maybe(Text),
  result: Maybe(Text),
  conditions: Maybe(Text),
  cause: Maybe(Text),
  prevention: Maybe(Text),
});
export type BundleEntry = z.infer<typeof BundleEntry>;

export const BundleRollout = z.looseObject({
  id: Id,
  source_entry_id: Id,
  target_unit_id: Id,
  state: z.enum(["proposed", "considering", "in_progress", "done", "declined"]),
  outcome: Maybe(z.enum(["success", "partial", "failed"])),
  started: Maybe(z.iso.date()),
  ended: Maybe(z.iso.date()),
  adaptation: Maybe(Text),
  result: Maybe(Text),
  reason: Maybe(Text),
});
export type BundleRollout = z.infer<typeof BundleRollout>;

export const BundleOrder = z.looseObject({
  order_no: Id,
  customer_code: Maybe(Text),
  product: Maybe(Text),
  seats: Maybe(z.number()),
  monthly_yen: Maybe(Yen),
  division_id: Maybe(Text),
  branch_id: Maybe(Text),
  closed_on: Maybe(z.iso.date()),
  fiscal_quarter: Maybe(Text),
  churned_on: Maybe(z.iso.date()),
});
export type BundleOrder = z.infer<typeof BundleOrder>;

export const BundleTarget = z.looseObject({
  unit_id: Id,
  fiscal_quarter: Id,
  target_new_meetings: Maybe(z.number()),
  actual_new_meetings: Maybe(z.number()),
  target_monthly_yen: Maybe(Yen),
  study_sessions: Maybe(z.number()),
  active_reps: Maybe(z.number()),
});
export type BundleTarget = z.infer<typeof BundleTarget>;

export const BundleReorg = z.looseObject({
  id: Id,
  effective_on: z.iso.date(),
  kind: Text,
  from_: z.array(Text).nullish(),
  to: z.array(Text).nullish(),
  status: Maybe(Text),
  note: Maybe(Text),
});

export const Bundle = z.looseObject({
  meta: z.looseObject({ language: Maybe(Text), as_of: Maybe(Text) }).nullish(),
  vendor: z
    .looseObject({ name_ja: Maybe(Text), name_en: Maybe(Text), products: z.array(Text).nullish() })
    .nullish(),
  partner: z.looseObject({
    id: Id,
    name_ja: Maybe(Text),
    name_en: Maybe(Text),
    fiscal_year_start: Maybe(Text),
    top_alignment: Maybe(z.boolean()),
    crm_parent_account_id: Maybe(Text),
  }),
  units: z.array(BundleUnit).nullish(),
  people: z.array(BundlePerson).nullish(),
  account_plans: z.array(BundlePlan).nullish(),
  // Rows below are parsed one by one where they are imported, so that a bad one rejects itself alone.
  entries: z.array(z.unknown()).nullish(),
  rollouts: z.array(z.unknown()).nullish(),
  unit_targets: z.array(z.unknown()).nullish(),
  orders: z.array(z.unknown()).nullish(),
  reorg_events: z.array(BundleReorg).nullish(),
});
export type Bundle = z.infer<typeof Bundle>;
