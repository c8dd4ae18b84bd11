import { AppError } from "../errors.ts";
import { correctInWorkspace } from "./publish-digests.ts";
import type { Text } from "../language.ts";
import { linksOf, type PartnerSession } from "../partner-session.ts";
import { partnerNodeKey } from "../spec/keys.ts";
import type { ReleaseItem, StoredDigest } from "../store/store.ts";
import { publishCopies } from "../sync/copies.ts";
import { writeStatus } from "../sync/write-status.ts";
import { statusOf } from "../workspaces/remote-failure.ts";
import type { Acting } from "./acting.ts";

/** Released copies → 他拠点の事例(共有用), then status and figures → hub and unit homes. */
export async function showReleases(
  { runtime, now, onProgress, onNote }: Acting,
  session: PartnerSession,
  { items, full }: { readonly items: readonly ReleaseItem[]; readonly full: boolean },
): Promise<void> {
  const { store } = runtime;
  const { spec, workspace, databases, bindings } = session;
  const entries = await store.records.all(spec.partner.key, "entry");
  const links = linksOf(bindings, new Map(entries.map(({ id, remoteId }) => [id, remoteId])));
  const database = databases.get(partnerNodeKey(spec.partner.key, "released"));
  if (database === undefined) throw notProvisioned(spec.partner.key);
  await writeStatus({ workspace, store, spec, bindings, links, now });
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
      onProgress({ ja: "共有用の文面を更新しています", en: "Refreshing released copies" }, done, total),
  }).catch((error: unknown) => {
    throw error instanceof AppError && isOfDatabase(error) ? notWritable(spec.partner.key, error) : error;
  });
  const lexicon = await runtime.lexicon();
  const instant = now.toISOString();
  for (const digest of await correctInWorkspace(session, { store, lexicon, now: instant })) {
    onNote(correctedText(digest));
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
