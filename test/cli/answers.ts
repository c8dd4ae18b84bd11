import { z } from "zod";

/** The shape of every command's `--json` that scripts may rely on. Members beyond it are free. */

const count = z.int().nonnegative();
const kind = z.enum(["issue", "success", "failure"]);
const level = z.enum(["head", "manager", "field"]).nullable();
const audience = z.enum(["vendor", "partner"]);
const text = z.string().min(1);
const unitKey = z.string().regex(/^[a-z0-9-]+$/u);
const decisions = z.array(z.object({ about: text, question: text, default: text }));
const rejected = z.array(z.object({ id: text, reason: text }));
const action = z.enum(["create", "update", "move", "archive", "adopt"]);

export const Failure = z.strictObject({
  error: z.object({ code: text, message: text, hint: text.optional() }),
});

export const InitAnswer = z.object({ spec: text, decisions });

export const ValidateAnswer = z.object({
  ok: z.boolean(),
  errors: z.array(
    z.object({
      file: text,
      line: z.int().positive(),
      column: z.int().positive(),
      path: z.string(),
      message: text,
      hint: text,
    }),
  ),
});

export const OrgAnswer = z.object({
  spec: z.object({ file: text, partner: text, units: count }),
  decisions,
});

export const PlanAnswer = z.object({
  steps: z.array(
    z.object({
      action,
      type: z.enum(["page", "database"]),
      key: text,
      title: text,
      changes: z.array(z.object({ field: text })).optional(),
    }),
  ),
  drift: z.array(z.object({ key: text, message: text })),
  conflicts: z.array(z.object({ key: text, message: text, hint: text })),
  summary: z.strictObject({ create: count, update: count, move: count, archive: count, adopt: count }),
});

export const ApplyAnswer = z.object({
  steps: z.array(
    z.object({
      key: text,
      action,
      outcome: z.enum(["done", "failed", "skipped"]),
      remoteId: text.optional(),
      url: text.optional(),
      error: text.optional(),
    }),
  ),
  summary: z.strictObject({ done: count, failed: count, skipped: count }),
  requests: count,
});

export const EntriesAnswer = z.object({ created: count, updated: count, unchanged: count, rejected });
export const OrdersAnswer = EntriesAnswer.extend({ unassigned: count });
export const AddAnswer = z.object({ id: text, url: text, path: text });

export const SyncAnswer = z.object({
  partners: z.array(
    z.object({
      partner: text,
      upserted: count,
      removed: count,
      unchanged: count,
      released: count,
      held: count,
      quarantined: z.array(z.object({ path: text, reason: text, line: z.int().positive().optional() })),
      requests: count,
    }),
  ),
});

export const SearchAnswer = z.object({
  total: count,
  hits: z.array(
    z.object({
      id: text,
      partner: text,
      unit: unitKey,
      unitName: text,
      kind,
      level,
      title: text,
      snippet: z.string(),
      url: z.url().nullable(),
      path: text.nullable(),
      score: z.number(),
      updatedAt: z.iso.datetime(),
    }),
  ),
  facets: z.record(z.string(), z.record(z.string(), count)),
  corrections: z.array(z.object({ typed: text, found: z.array(text) })),
  tookMs: z.number(),
});

export const SuggestAnswer = z.object({
  titles: z.array(z.object({ partner: text, id: text, title: text })),
  units: z.array(z.object({ partner: text, unit: unitKey, name: text })),
  products: z.array(text),
  themes: z.array(z.object({ theme: text, name: text })),
});

export const ReindexAnswer = z.object({
  partners: z.array(z.object({ partner: text, entries: count, tookMs: z.number() })),
});

export const MatchAnswer = z.object({
  issues: z.array(
    z.object({
      issue: z.object({ id: text, unit: unitKey, title: text }),
      matches: z.array(
        z.object({
          id: text,
          unit: unitKey.nullable(),
          kind: z.enum(["success", "failure"]),
          title: text,
          score: z.number(),
          reason: text,
          differences: z.string(),
        }),
      ),
      peers: z.array(z.object({ title: text })),
    }),
  ),
});

export const ReleaseAnswer = z.object({
  items: z.array(
    z.object({
      id: text,
      audience,
      title: text,
      state: z.enum(["released", "held"]),
      reasons: z.array(z.object({ code: text, text })),
      diff: z.array(z.object({ field: text, before: z.string().optional(), after: z.string() })),
    }),
  ),
});

export const DigestAnswer = z.object({
  digests: z.array(
    z.object({
      partner: text,
      unit: unitKey,
      week: z.string().regex(/^\d{4}-W\d\d$/u),
      audience,
      state: z.enum(["draft", "waiting", "approved", "held", "published", "corrected", "withdrawn"]),
      items: z.array(z.object({ id: text, title: text })),
      url: text.optional(),
      path: text.optional(),
    }),
  ),
});

export const CoverageAnswer = z.object({
  units: z.array(
    z.object({
      unit: unitKey,
      unitName: text,
      levels: z.array(
        z.object({
          level: level.unwrap(),
          lastHeard: text.nullable(),
          gap: z.boolean(),
          questions: z.array(text),
        }),
      ),
    }),
  ),
});

export const DoctorAnswer = z.object({
  checks: z.array(z.object({ name: text, ok: z.boolean(), detail: text })).min(1),
});

export const StoreCopyAnswer = z.object({
  tables: z.array(z.object({ name: text, rows: z.int().min(0) })).min(1),
});
