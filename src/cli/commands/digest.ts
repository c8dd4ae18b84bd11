import { z } from "zod";

import { toDigestAnswer } from "../../digest/answer.ts";
import { digestOf } from "../../digest/records.ts";
import { renderText } from "../../digest/render.ts";
import {
  approveDigests,
  buildDigests,
  type DigestRequest,
  holdDigests,
  showDigests,
} from "../../digest/digests.ts";
import { isoWeekOf, parseWeek } from "../../digest/week.ts";
import { syncFirst } from "../../acts/sync-partner.ts";
import { publishToWorkspace } from "../../acts/publish-digests.ts";
import { dropItem, editReason } from "../../digest/revise-digests.ts";
import { AppError } from "../../errors.ts";
import { AUDIENCES, DIGEST_STATES } from "../../model/options.ts";
import type { StoredDigest } from "../../store/store.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { options, parseOptions } from "../options.ts";
import { openPartner, type PartnerSession, withRun } from "../../partner-session.ts";
import { namedUnit, onePartnerKey } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({
  verb: z.enum(["build", "show", "approve", "hold", "drop", "edit", "publish", "run"]),
  partner: options.partner,
  week: options.week,
  audience: options.audience.optional(),
  unit: options.unit,
  /** Ids of entries: a case, or the issue that it is proposed for. */
  item: z.array(z.string().min(1)).optional(),
  reason: z.string().trim().min(1).optional(),
});
type Options = z.infer<typeof Options>;

/** The weekly digests: build, show, approve, hold, publish, or what the weekly job does. */
export async function digest(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const key = await onePartnerKey(runtime, wanted.partner);
    const [{ store }, lexicon] = [runtime, await runtime.lexicon()];
    const requestOf = (session: PartnerSession): DigestRequest => ({
      ...toRequest(session, wanted, store, context.now()),
      lexicon,
    });
    const act = async (session: PartnerSession): Promise<Answer> => {
      if (wanted.verb === "publish" || wanted.verb === "run")
        await syncFirst(actingOf(context, runtime), session);
      const request = requestOf(session);
      const digests = await perform(context, session, request, wanted);
      return {
        exit: EXIT.done,
        json: { digests: digests.map((stored) => toDigestAnswer(key, stored, language)) },
        lines:
          wanted.verb === "show"
            ? digests.flatMap(textLines(session))
            : stateLines(digests, session, language),
      };
    };
    const session = await openPartner(runtime, key);
    // A unit or week that is none is refused whatever else is going on.
    requestOf(session);
    return wanted.verb === "show" ? act(session) : withRun(runtime, key, `digest ${wanted.verb}`, act);
  });
}

function toRequest(
  { spec }: PartnerSession,
  { week, audience, unit }: Options,
  store: DigestRequest["store"],
  now: Date,
): DigestRequest {
  const instant = now.toISOString();
  return {
    store,
    spec,
    now: instant,
    week: week === undefined ? isoWeekOf(instant, spec.digest.zone) : parseWeek(week),
    ...(audience === undefined ? {} : { audience }),
    ...(unit === undefined ? {} : { unit: namedUnit(spec, unit).key }),
  };
}

async function perform(
  context: CommandContext,
  session: PartnerSession,
  request: DigestRequest,
  wanted: Options,
): Promise<StoredDigest[]> {
  const by = operatorName();
  switch (wanted.verb) {
    case "build":
      return buildDigests(request);
    case "show":
      return showDigests(request);
    case "approve":
      return approveDigests({ ...request, by, ...(wanted.item === undefined ? {} : { items: wanted.item }) });
    case "hold":
      return holdDigests({ ...request, by });
    case "drop":
      return dropItem({ ...request, by, ...oneProposal(request, wanted) });
    case "edit":
      return editReason({
        ...request,
        by,
        ...oneProposal(request, wanted),
        reason: mustHave(wanted.reason, "--reason"),
      });
    case "publish":
      return publish(context, session, request);
    case "run":
      await buildDigests(request);
      return publish(context, session, request);
    default:
      throw new Error(`unhandled ${wanted.verb satisfies never}`);
  }
}

/** `drop` and `edit` are about one proposal of one unit. */
function oneProposal({ unit }: DigestRequest, { item }: Options): { unit: string; item: string } {
  return { unit: mustHave(unit, "--unit"), item: mustHave(item?.[0], "--item") };
}

function mustHave(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new AppError("usage", { ja: `${option} が要ります`, en: `${option} is needed` });
}

async function publish(
  { report }: CommandContext,
  session: PartnerSession,
  request: DigestRequest,
): Promise<StoredDigest[]> {
  const total = session.spec.units.length;
  let done = 0;
  return publishToWorkspace(session, request, () => {
    done += 1;
    report.progress({ ja: "週報を発行しています", en: "Publishing digests" }, Math.min(done, total), total);
  });
}

const textLines =
  ({ spec }: PartnerSession) =>
  (stored: StoredDigest): string[] => [
    ...renderText(digestOf(stored), spec.partner.language).trimEnd().split("\n"),
    "",
  ];

function stateLines(
  digests: readonly StoredDigest[],
  { spec }: PartnerSession,
  language: "ja" | "en",
): string[] {
  const audienceOf = ({ audience }: StoredDigest) =>
    AUDIENCES.find(({ id }) => id === audience)?.[language] ?? audience;
  const stateOf = ({ state }: StoredDigest) =>
    DIGEST_STATES.find(({ id }) => id === state)?.[language] ?? state;
  return digests.map((stored) => {
    const name = spec.units.find((unit) => unit.key === stored.unit)?.name ?? stored.unit;
    const items = digestOf(stored).items.length;
    const count = language === "ja" ? `提案 ${items}` : `${items} proposals`;
    return `${stored.week} ${name} [${audienceOf(stored)}] ${stateOf(stored)} · ${count}${stored.location ? ` · ${stored.location}` : ""}`;
  });
}
