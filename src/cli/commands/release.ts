import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import type { NamedField } from "../../model/fields.ts";
import { type SentDigest, sentOf } from "../../digest/correction.ts";
import { AUDIENCES, DIGEST_STATES } from "../../model/options.ts";
import { isWaiting, type QueueItem, releaseQueue } from "../../release/queue.ts";
import type { Runtime } from "../../runtime.ts";
import { SCHEMAS } from "../../spec/schemas.ts";
import type { Reason, ReleaseDecision } from "../../store/store.ts";
import { refreshReleases } from "../../sync/release.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { options, parseOptions } from "../options.ts";
import { openPartner, type PartnerSession, withRun } from "../../partner-session.ts";
import { partnerKeys, withRuntime } from "../session.ts";
import { showReleases } from "./sync.ts";

const Options = z.object({
  verb: z.enum(["list", "show", "approve", "hold", "revoke"]),
  id: z.string().min(1).optional(),
  partner: options.partner,
  audience: options.audience.optional(),
});
type Options = z.infer<typeof Options>;

/** The review queue: what waits and what is out, and a person's word on one text. */
export async function release(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const found: { session: PartnerSession; items: QueueItem[] }[] = [];
    for (const key of await partnerKeys(runtime, wanted.partner)) {
      const session = await openPartner(runtime, key);
      found.push({ session, items: await queueOf(runtime, session, wanted) });
    }
    const meant = found.filter(({ items }) => items.length > 0);
    if (wanted.id !== undefined) {
      mustBeOne(
        meant.map(({ session }) => session.spec.partner.key),
        wanted.id,
      );
    }
    const [one] = meant;
    const { verb } = wanted;
    const isAboutOne = wanted.id !== undefined && one !== undefined;
    const items =
      verb !== "list" && verb !== "show" && one !== undefined
        ? await decide(context, runtime, one.session.spec.partner.key, one.items, { ...wanted, verb })
        : meant.flatMap((each) => each.items);
    const digests = isAboutOne ? await runtime.store.digests.all(one.session.spec.partner.key, {}) : [];
    const sent = wanted.id === undefined ? [] : sentOf(wanted.id, digests);
    return {
      exit: EXIT.done,
      json: {
        items: items.map((item) => ({
          ...itemDocument(item, language),
          ...(isAboutOne ? { sent: sent.filter(({ audience }) => audience === item.audience) } : {}),
        })),
      },
      lines: [
        ...items.flatMap((item) => itemLines(item, language, wanted.verb === "show")),
        ...sent.map((digest) => sentLine(digest, language)),
      ],
    };
  });
}

async function queueOf(
  { store }: Runtime,
  { spec }: PartnerSession,
  { id, audience }: Options,
): Promise<QueueItem[]> {
  const { key } = spec.partner;
  const queue = releaseQueue(
    { kind: "operator" },
    { spec, items: await store.released.all(key), entries: await store.records.all(key, "entry") },
  );
  return queue.filter(
    (item) => (id === undefined || item.id === id) && (audience === undefined || item.audience === audience),
  );
}

function mustBeOne(partners: readonly string[], id: string): void {
  if (partners.length === 1) return;
  const choices = partners.join(", ");
  throw partners.length === 0
    ? new AppError(
        "not_found",
        {
          ja: `「${id}」は確認待ちにも公開中にもありません`,
          en: `"${id}" is neither waiting nor released`,
        },
        {
          hint: {
            ja: "release list で管理IDを確かめてください。共有範囲が「この事業部・拠点のみ」の記録は出てきません",
            en: "See `release list`; entries whose scope is this unit only are not listed.",
          },
        },
      )
    : new AppError(
        "usage",
        { ja: `「${id}」は複数のパートナーにあります`, en: `several partners have an entry "${id}"` },
        {
          hint: {
            ja: `--partner に次のどれかを指定: ${choices}`,
            en: `Pass --partner with one of: ${choices}`,
          },
        },
      );
}

/** Notes the decision on the texts as they stand, and lets it take effect at once. */
async function decide(
  context: CommandContext,
  runtime: Runtime,
  key: string,
  items: readonly QueueItem[],
  wanted: Options & { readonly verb: ReleaseDecision["decision"] },
): Promise<QueueItem[]> {
  const { store } = runtime;
  const decision = wanted.verb;
  return withRun(runtime, key, `release ${decision}`, async (session) => {
    const at = context.now().toISOString();
    const by = operatorName();
    await store.released.decide(
      key,
      items.map(({ id, audience, textHash, copy }) => ({
        id,
        audience,
        textHash,
        decision,
        by,
        at,
        ...(decision === "approve" ? { copy } : {}),
      })),
    );
    await showReleases(context, runtime, session, {
      items: await refreshReleases(store, session.spec, await runtime.lexicon()),
      full: false,
    });
    return queueOf(runtime, session, wanted);
  });
}

function itemDocument(item: QueueItem, language: Language) {
  const { id, audience, unit, unitName, title, state, isChange, proposals, diff, textHash } = item;
  const inLanguage = ({ code, text }: Reason) => ({ code, text: text[language] });
  const [reasons, warnings] = [item.reasons.map(inLanguage), item.warnings.map(inLanguage)];
  return {
    id,
    audience,
    unit,
    unitName,
    title,
    state,
    reasons,
    warnings,
    proposals,
    isChange,
    diff,
    textHash,
  };
}

const STATES = {
  released: { ja: "公開中", en: "released" },
  held: { ja: "確認待ち", en: "waiting" },
  changed: { ja: "変更の確認待ち(承認済みの文面は公開中)", en: "a change waits; the approved text stays up" },
} as const;

/** What people call a field of an entry, whatever its kind. */
function labelOf(name: string, language: Language): string {
  const fields = [SCHEMAS.issue, SCHEMAS.success, SCHEMAS.failure].flatMap(
    (schema): readonly NamedField[] => schema.fields,
  );
  return fields.find((field) => field.name === name)?.[language] ?? name;
}

function sentLine({ unit, week, audience, state }: SentDigest, language: Language): string {
  const reader = AUDIENCES.find(({ id }) => id === audience)?.[language] ?? audience;
  const now = DIGEST_STATES.find(({ id }) => id === state)?.[language] ?? state;
  return language === "ja"
    ? `    載せた週報: ${week} ${unit} [${reader}] ${now}`
    : `    shown in: ${week} ${unit} [${reader}] ${now}`;
}

function itemLines(item: QueueItem, language: Language, isWhole: boolean): string[] {
  const audience = AUDIENCES.find(({ id }) => id === item.audience)?.[language] ?? item.audience;
  return [
    `${isWaiting(item) ? "✗" : "✓"} ${item.id} [${audience}] ${STATES[item.isChange ? "changed" : item.state][language]} · ${item.unitName} (${item.unit}) · ${item.title}`,
    ...item.reasons.map(({ text }) => `    ${text[language]}`),
    ...item.warnings.map(({ text }) => `    ! ${text[language]}`),
    ...(item.proposals.length === 0
      ? []
      : [
          `    ? ${language === "ja" ? "伏せる語の候補" : "proposed for the mask list"}: ${item.proposals.join(", ")}`,
        ]),
    ...(isWhole
      ? item.diff.flatMap(({ field, before, after }) => [
          `    ${labelOf(field, language)}:`,
          ...(before ?? "").split("\n").map((line) => `      - ${line}`),
          ...after.split("\n").map((line) => `      + ${line}`),
        ])
      : []),
  ];
}
