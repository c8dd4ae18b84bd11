import { z } from "zod";

import { decideRelease, queueOf } from "../../acts/decide-release.ts";
import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import type { NamedField } from "../../model/fields.ts";
import { type SentDigest, sentOf } from "../../digest/correction.ts";
import { AUDIENCES, DIGEST_STATES } from "../../model/options.ts";
import { isWaiting, type QueueItem } from "../../release/queue.ts";
import type { Spec } from "../../model/spec.ts";
import { SCHEMAS } from "../../spec/schemas.ts";
import type { Reason } from "../../store/store.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { specOf } from "../../partner-session.ts";
import { partnerKeys } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";

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
    const acting = actingOf(context, runtime);
    const { verb, id, audience } = wanted;
    const queue = (spec: Spec) => queueOf(acting, spec, { id, audience, reader: { kind: "operator" } });
    const found: { spec: Spec; items: QueueItem[] }[] = [];
    for (const key of await partnerKeys(runtime, wanted.partner)) {
      const spec = await specOf(runtime, key);
      found.push({ spec, items: await queue(spec) });
    }
    const meant = found.filter(({ items }) => items.length > 0);
    if (id !== undefined) {
      mustBeOne(
        meant.map(({ spec }) => spec.partner.key),
        id,
      );
    }
    const [one] = meant;
    const isAboutOne = id !== undefined && one !== undefined;
    const decides = verb !== "list" && verb !== "show" && one !== undefined;
    if (decides) await decideRelease(acting, one.spec.partner.key, { items: one.items, decision: verb });
    const items = decides ? await queue(one.spec) : meant.flatMap((each) => each.items);
    const digests = isAboutOne ? await runtime.store.digests.all(one.spec.partner.key, {}) : [];
    const sent = id === undefined ? [] : sentOf(id, digests);
    return {
      exit: EXIT.done,
      json: {
        items: items.map((item) => ({
          ...itemDocument(item, language),
          ...(isAboutOne ? { sent: sent.filter(({ audience }) => audience === item.audience) } : {}),
        })),
      },
      lines: [
        ...items.flatMap((item) => itemLines(item, language, verb === "show")),
        ...sent.map((digest) => sentLine(digest, language)),
      ],
    };
  });
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
