import { z } from "zod";

import { partnerKeys } from "../../acts/partners.ts";
import { type PartnerSynced, syncPartner } from "../../acts/sync-partner.ts";
import type { Language, Text } from "../../language.ts";
import { withRun } from "../../partner-session.ts";
import type { BrokenRecord } from "../../store/store.ts";
import { removalsWait } from "../../sync/sync.ts";
import type { RowFate } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner, full: options.flag, confirm: options.flag });
type Options = z.infer<typeof Options>;

/** Workspace → store, gate, then released copies and status → workspace; partner by partner. */
export async function sync(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const done: PartnerSynced[] = [];
    for (const key of await partnerKeys(runtime, wanted.partner)) {
      done.push(
        await withRun(runtime, key, "sync", (session) =>
          syncPartner(actingOf(context, runtime), session, wanted),
        ),
      );
    }
    const waiting = done.find(({ unconfirmed }) => unconfirmed > 0);
    if (waiting !== undefined) throw removalsWait(waiting, waiting.session.spec);
    return {
      exit: EXIT.done,
      json: { partners: done.map((synced) => syncedDocument(synced, language)) },
      lines: done.flatMap((synced) => syncedLines(synced, language)),
    };
  });
}

function syncedDocument(synced: PartnerSynced, language: Language) {
  const { session, upserted, removed, unchanged, released, held, quarantined, notices } = synced;
  return {
    partner: session.spec.partner.key,
    upserted,
    removed,
    removedIds: synced.gone.map(({ id }) => id),
    gone: synced.gone,
    unchanged,
    released,
    held,
    quarantined: quarantined.map((row) => brokenDocument(row, language)),
    notices: notices.map((notice) => notice[language]),
    requests: session.workspace.requests(),
  };
}

const FATES = {
  there: { ja: "あり", en: "there" },
  hidden: { ja: "データベースごとゴミ箱", en: "in the trash with its database" },
  trashed: { ja: "ゴミ箱", en: "in the trash" },
  archived: { ja: "アーカイブ", en: "archived" },
  moved: { ja: "ほかへ移動", en: "moved elsewhere" },
  gone: { ja: "削除または共有解除", en: "deleted or unshared" },
} as const satisfies Record<RowFate, Text>;

const brokenDocument = ({ id, database, location, line, reason }: BrokenRecord, language: Language) => ({
  id,
  database,
  path: location,
  ...(line === undefined ? {} : { line }),
  reason: reason[language],
});

function syncedLines(synced: PartnerSynced, language: Language): string[] {
  const { session, upserted, removed, gone, unchanged, released, held, quarantined, notices } = synced;
  const { name } = session.spec.partner;
  return [
    language === "ja"
      ? `${name}: 取り込み ${upserted} 件、削除 ${removed} 件、変更なし ${unchanged} 件 / 共有 ${released} 件、確認待ち ${held} 件`
      : `${name}: ${upserted} taken in, ${removed} removed, ${unchanged} unchanged / ${released} released, ${held} held`,
    ...(removed === 0
      ? []
      : [
          `${language === "ja" ? "  ワークスペースから無くなった記録" : "  gone from the workspace"}: ${gone.map(({ id, fate }) => (fate === "gone" ? id : `${id}(${FATES[fate][language]})`)).join(", ")}`,
        ]),
    ...quarantined.map(
      ({ location, line, reason }) =>
        `✗ ${location}${line === undefined ? "" : `:${line}`} ${reason[language]}`,
    ),
    ...notices.map((notice) => `! ${notice[language]}`),
  ];
}
