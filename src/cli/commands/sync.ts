import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language, Text } from "../../language.ts";
import { statusOf } from "../../workspaces/remote-failure.ts";
import type { RowFate } from "../../workspaces/workspace.ts";
import type { Runtime } from "../../runtime.ts";
import { partnerNodeKey } from "../../spec/keys.ts";
import { correctInWorkspace } from "../../jobs/publish-digests.ts";
import type { BrokenRecord, ReleaseItem, StoredDigest } from "../../store/store.ts";
import { publishCopies } from "../../sync/copies.ts";
import { countReleases, refreshReleases } from "../../sync/release.ts";
import { removalsWait, type Synced, syncRecords } from "../../sync/sync.ts";
import { writeStatus } from "../../sync/write-status.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { linksOf, type PartnerSession, withRun } from "../../partner-session.ts";
import { partnerKeys, withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner, full: options.flag, confirm: options.flag });
type Options = z.infer<typeof Options>;

interface PartnerSynced extends Synced {
  readonly session: PartnerSession;
  readonly released: number;
  readonly held: number;
}

/** Workspace → store, gate, then released copies and status → workspace; partner by partner. */
export async function sync(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const done: PartnerSynced[] = [];
    for (const key of await partnerKeys(runtime, wanted.partner)) {
      done.push(await withRun(runtime, key, "sync", (session) => syncOne(context, runtime, session, wanted)));
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

async function syncOne(
  context: CommandContext,
  runtime: Runtime,
  session: PartnerSession,
  { full, confirm }: Options,
): Promise<PartnerSynced> {
  const { spec, workspace, databases, archived } = session;
  const { store } = runtime;
  const now = context.now();
  const synced = await syncRecords({
    workspace,
    store,
    spec,
    databases,
    archived,
    now,
    full,
    confirm,
    onRead: (done, total) => context.report.progress({ ja: "読み込んでいます", en: "Reading" }, done, total),
  });
  const items = await refreshReleases(store, spec, await runtime.lexicon());
  await showReleases(context, runtime, session, { items, full });
  return { ...synced, session, ...countReleases(items) };
}

/** Released copies → 他拠点の事例(共有用), then status and figures → hub and unit homes. */
export async function showReleases(
  context: CommandContext,
  runtime: Runtime,
  session: PartnerSession,
  { items, full }: { readonly items: readonly ReleaseItem[]; readonly full: boolean },
): Promise<void> {
  const { store } = runtime;
  const { spec, workspace, databases, bindings } = session;
  const entries = await store.records.all(spec.partner.key, "entry");
  const links = linksOf(bindings, new Map(entries.map(({ id, remoteId }) => [id, remoteId])));
  const database = databases.get(partnerNodeKey(spec.partner.key, "released"));
  if (database === undefined) throw notProvisioned(spec.partner.key);
  await writeStatus({ workspace, store, spec, bindings, links, now: context.now() });
  await publishCopies({
    workspace,
    spec,
    database,
    items,
    entries,
    links,
    store,
    full,
    onPublished: (done, total) =>
      context.report.progress(
        { ja: "共有用の文面を更新しています", en: "Refreshing released copies" },
        done,
        total,
      ),
  }).catch((error: unknown) => {
    throw error instanceof AppError && isOfDatabase(error) ? notWritable(spec.partner.key, error) : error;
  });
  const now = context.now().toISOString();
  for (const digest of await correctInWorkspace(session, { store, lexicon: await runtime.lexicon(), now })) {
    context.report.note(correctedText(digest));
  }
}

/** A page is mended; a text that was handed over is not, so the rep is told whom it went to. */
const correctedText = ({ week, unit, audience }: StoredDigest): Text =>
  audience === "vendor"
    ? { ja: `週報を訂正しました: ${week} ${unit}`, en: `corrected the digest of ${unit}, ${week}` }
    : {
        ja: `お渡し済みかもしれない文面が古くなりました: ${week} ${unit}。先方へのお知らせをご検討ください`,
        en: `the text for ${unit}, ${week}, may have been handed over and is out of date; consider telling them`,
      };

/** It was provisioned, and is gone, in the trash, unshared, or lacks a property. */
const isOfDatabase = (error: AppError): boolean =>
  error.code === "not_found" || [400, 404].includes(statusOf(error) ?? 0);

const notWritable = (partner: string, cause: AppError): AppError =>
  new AppError(
    "workspace_failed",
    {
      ja: `${partner} の「他拠点の事例(共有用)」に書き込めません。無くなっているか、ゴミ箱にあるか、項目が変えられています。記録の取り込みは済んでいます`,
      en: `the database of released copies of ${partner} cannot be written: it is gone, in the trash, or its properties were changed; the records were taken in`,
    },
    {
      hint: {
        ja: "kakehashi apply で直してから、もう一度 sync を実行してください",
        en: "Mend it with `kakehashi apply`, then run sync once more.",
      },
      cause,
    },
  );

const notProvisioned = (partner: string): AppError =>
  new AppError(
    "not_found",
    {
      ja: `${partner} の「他拠点の事例(共有用)」がまだありません`,
      en: `the database of released copies of ${partner} is not there yet`,
    },
    {
      hint: { ja: "先に kakehashi apply を実行してください", en: "Run `kakehashi apply` first." },
    },
  );

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
