import { z } from "zod";

import { decideRelease, queueOf } from "../../acts/decide-release.ts";
import { AppError } from "../../errors.ts";
import { readsInFull } from "../../release/reader.ts";
import { entriesToComplete } from "../../release/to-complete.ts";
import { fields } from "../fields.ts";
import { notFound } from "../principal.ts";
import { openTo, route } from "../route.ts";

const Reason = z.strictObject({ code: z.string(), text: z.string() });

const Item = z.strictObject({
  id: z.string(),
  audience: fields.audience,
  unit: z.string(),
  unitName: z.string(),
  title: z.string(),
  state: z.enum(["released", "held"]),
  isChange: z.boolean(),
  reasons: z.array(Reason),
  warnings: z.array(Reason),
  proposals: z.array(z.string()),
  diff: z.array(z.strictObject({ field: z.string(), before: z.string().optional(), after: z.string() })),
  /** Names the text that a decision is about. */
  textHash: z.string(),
  /** Whoever asks may decide about it. */
  isOwn: z.boolean(),
});

export const listReleases = route({
  method: "get",
  path: "/partners/:partner/releases",
  about: { ja: "確認待ちと公開中の文面", en: "the review queue: what waits, and what is out" },
  input: z.strictObject({
    partner: fields.partner,
    id: fields.id.optional(),
    audience: fields.audience.optional(),
  }),
  answer: z.strictObject({ items: z.array(Item) }),
  async handle(asked) {
    const { partner, id, audience } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    const inLanguage = ({ code, text }: { code: string; text: Record<"ja" | "en", string> }) => ({
      code,
      text: text[asked.language],
    });
    const queue = await queueOf(asked.acting, spec, { id, audience, reader });
    return {
      items: queue.map(({ copy: _copy, reasons, warnings, proposals, diff, ...item }) => ({
        ...item,
        reasons: reasons.map(inLanguage),
        warnings: warnings.map(inLanguage),
        proposals: [...proposals],
        diff: diff.map((change) => ({ ...change })),
        isOwn: readsInFull(reader, item.unit),
      })),
    };
  },
});

export const decide = route({
  method: "post",
  path: "/partners/:partner/releases/:id",
  about: {
    ja: "文面の共有を承認・保留・取り消しする。見た文面にだけ効く",
    en: "approve, hold or revoke a copy; it holds for the text that was seen",
  },
  input: z.strictObject({
    partner: fields.partner,
    id: fields.id,
    audience: fields.audience,
    textHash: z.string().min(1).max(200),
    decision: z.enum(["approve", "hold", "revoke"]),
  }),
  answer: z.strictObject({ id: z.string(), audience: fields.audience, decision: z.string() }),
  async handle(asked) {
    const { partner, id, audience, textHash, decision } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    const [item] = await queueOf(asked.acting, spec, { id, audience, reader });
    if (item === undefined || !readsInFull(reader, item.unit)) throw notFound();
    if (item.textHash !== textHash) throw changedMeanwhile();
    await decideRelease(asked.acting, partner, { items: [item], decision });
    return { id, audience, decision };
  },
});

export const toComplete = route({
  method: "get",
  path: "/partners/:partner/to-complete",
  about: { ja: "共有範囲や顧客名が空欄の記録", en: "entries that lack what the gate decides by" },
  input: z.strictObject({ partner: fields.partner }),
  answer: z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        unit: z.string(),
        title: z.string(),
        url: z.string(),
        lacks: z.array(z.enum(["scope", "customer"])),
      }),
    ),
  }),
  async handle(asked) {
    const { spec, reader } = await openTo(asked, asked.input.partner);
    const entries = await asked.acting.runtime.store.records.all(spec.partner.key, "entry");
    return {
      items: entriesToComplete(reader, { spec, entries }).map((item) => ({
        ...item,
        lacks: [...item.lacks],
      })),
    };
  },
});

const changedMeanwhile = (): AppError =>
  new AppError(
    "conflict",
    { ja: "ご覧になった後で文面が変わりました", en: "the text has changed since you saw it" },
    { hint: { ja: "もう一度ご覧ください", en: "Look at it once more." } },
  );
