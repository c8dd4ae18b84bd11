import { createHash } from "node:crypto";

import { z } from "zod";

import type { Acting } from "../../acts/acting.ts";
import { publishToWorkspace } from "../../acts/publish-digests.ts";
import { syncFirst } from "../../acts/sync-partner.ts";
import { toDigestAnswer } from "../../digest/answer.ts";
import { approveDigests, type DigestRequest, holdDigests, showDigests } from "../../digest/digests.ts";
import { digestOf } from "../../digest/records.ts";
import { renderText } from "../../digest/render.ts";
import { dropItem, editReason } from "../../digest/revise-digests.ts";
import { isoWeekOf } from "../../digest/week.ts";
import { AppError } from "../../errors.ts";
import { DIGEST_STATES } from "../../model/options.ts";
import type { Spec } from "../../model/spec.ts";
import { withRun } from "../../partner-session.ts";
import { type Reader, readsInFull } from "../../release/reader.ts";
import type { StoredDigest } from "../../store/store.ts";
import { fields } from "../fields.ts";
import { mustReadInFull } from "../principal.ts";
import { type Asked, openTo, route, unitOf } from "../route.ts";

const Case = z.strictObject({
  id: z.string(),
  kind: fields.kind,
  unit: z.string().nullable(),
  unitName: z.string(),
  title: z.string(),
  reason: z.string(),
  differences: z.string(),
});

const Digest = z.strictObject({
  partner: z.string(),
  unit: z.string(),
  week: z.string(),
  audience: fields.audience,
  state: z.enum(DIGEST_STATES.map(({ id }) => id)),
  items: z.array(
    Case.extend({
      issue: z.strictObject({ id: z.string(), title: z.string() }),
      level: fields.level.nullable(),
      pair: Case.optional(),
    }),
  ),
  /** As its readers see it. */
  text: z.string(),
  /** Names just this digest: who approves it says which one he saw. */
  seen: z.string(),
  url: z.string().optional(),
  path: z.string().optional(),
});

export const listDigests = route({
  method: "get",
  path: "/partners/:partner/digests",
  about: { ja: "ある週の週報(担当する事業部・拠点)", en: "a week's digests of one's units" },
  input: z.strictObject({
    partner: fields.partner,
    week: fields.week.optional(),
    unit: fields.unit.optional(),
    audience: fields.audience.optional(),
  }),
  answer: z.strictObject({ week: z.string(), digests: z.array(Digest) }),
  async handle(asked) {
    const { spec, reader } = await openTo(asked, asked.input.partner);
    const request = await requestOf(asked, spec, reader, asked.input);
    const digests = (await showDigests(request)).filter(({ unit }) => readsInFull(reader, unit));
    return { week: request.week, digests: digests.map((digest) => answerOf(digest, spec, asked.language)) };
  },
});

export const actOnDigest = route({
  method: "post",
  path: "/partners/:partner/digests/:week/:unit/:audience",
  about: {
    ja: "週報を承認・保留・発行する。提案を外す、理由を書き直す",
    en: "approve, hold or publish a digest; drop a proposal, or put its reason otherwise",
  },
  input: z.strictObject({
    partner: fields.partner,
    week: fields.week,
    unit: fields.unit,
    audience: fields.audience,
    act: z.enum(["approve", "hold", "publish", "drop", "edit"]),
    /** To approve: `seen` of the digest that was looked at. */
    seen: z.string().min(1).max(100).optional(),
    /** For drop and edit: the case, or the issue that it is proposed for. */
    item: fields.id.optional(),
    reason: fields.text.optional(),
  }),
  answer: z.strictObject({ digests: z.array(Digest) }),
  async handle(asked) {
    const { partner, unit, act } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    mustReadInFull(reader, unitOf(spec, unit).key);
    const request = await requestOf(asked, spec, reader, asked.input);
    const digests = await perform(asked, partner, { ...request, unit }, act);
    return { digests: digests.map((digest) => answerOf(digest, spec, asked.language)) };
  },
});

type Act = z.infer<typeof actOnDigest.input>["act"];

function perform(
  {
    acting,
    input,
  }: Asked<{
    readonly item?: string | undefined;
    readonly reason?: string | undefined;
    readonly seen?: string | undefined;
  }>,
  partner: string,
  request: DigestRequest & { readonly unit: string },
  act: Act,
): Promise<StoredDigest[]> {
  const { by, runtime } = acting;
  const { item = "", reason = "" } = input;
  return withRun(runtime, partner, `digest ${act}`, async (session) => {
    switch (act) {
      case "approve":
        return approveDigests({
          ...request,
          by,
          mustBe: (digest) => {
            if (seenOf(digest) !== input.seen) throw changedMeanwhile();
          },
        });
      case "hold":
        return holdDigests({ ...request, by });
      case "publish":
        await syncFirst(acting, session);
        return publishToWorkspace(session, request);
      case "drop":
        return dropItem({ ...request, by, item });
      case "edit":
        return editReason({ ...request, by, item, reason });
      default:
        throw new Error(`unhandled ${act satisfies never}`);
    }
  });
}

async function requestOf(
  { acting }: { readonly acting: Acting },
  spec: Spec,
  reader: Reader,
  wanted: {
    readonly week?: string | undefined;
    readonly unit?: string | undefined;
    readonly audience?: StoredDigest["audience"] | undefined;
  },
): Promise<DigestRequest> {
  const { unit, audience } = wanted;
  if (unit !== undefined) mustReadInFull(reader, unitOf(spec, unit).key);
  const now = acting.now.toISOString();
  return {
    store: acting.runtime.store,
    spec,
    now,
    week: wanted.week ?? isoWeekOf(now, spec.digest.zone),
    lexicon: await acting.runtime.lexicon(),
    ...(unit === undefined ? {} : { unit }),
    ...(audience === undefined ? {} : { audience }),
  };
}

function answerOf(stored: StoredDigest, spec: Spec, language: "ja" | "en"): z.input<typeof Digest> {
  const answer = toDigestAnswer(spec.partner.key, stored, language);
  return {
    ...answer,
    items: answer.items.map((item) => ({ ...item })),
    text: renderText(digestOf(stored), spec.partner.language),
    seen: seenOf(stored),
  };
}

const seenOf = ({ snapshot }: StoredDigest): string =>
  createHash("sha256").update(JSON.stringify(snapshot)).digest("base64url");

const changedMeanwhile = (): AppError =>
  new AppError(
    "conflict",
    {
      ja: "ご覧になった後で週報の内容が変わりました",
      en: "the digest has changed since you saw it",
    },
    { hint: { ja: "もう一度ご覧ください", en: "Look at it once more." } },
  );
