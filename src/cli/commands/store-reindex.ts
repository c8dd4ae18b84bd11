import { z } from "zod";

import { indexEntries } from "../../sync/index-entries.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { specOf } from "../../partner-session.ts";
import { partnerKeys } from "../../acts/partners.ts";
import { withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner });

/** Makes the search index anew from what is stored; searches go on with the old one meanwhile. */
export async function storeReindex(context: CommandContext, raw: object): Promise<Answer> {
  const { partner } = parseOptions(Options, raw);
  const { report } = context;
  return withRuntime(context, async (runtime) => {
    const partners: { partner: string; entries: number; tookMs: number }[] = [];
    for (const key of await partnerKeys(runtime, partner)) {
      const startedAt = performance.now();
      await using _run = await runtime.store.lockRun(key, "store reindex");
      const label = { ja: `検索の索引を作り直しています(${key})`, en: `Making the index of ${key} anew` };
      const onProgress = (done: number, total: number): void => report.progress(label, done, total);
      await indexEntries(runtime.store, await specOf(runtime, key), { anew: true, onProgress });
      const entries = (await runtime.store.records.all(key, "entry")).filter(
        ({ archived }) => !archived,
      ).length;
      partners.push({ partner: key, entries, tookMs: Math.round(performance.now() - startedAt) });
    }
    report.settle();
    return {
      exit: EXIT.done,
      json: { partners },
      lines: partners.map(({ partner: key, entries, tookMs }) =>
        report.language === "ja"
          ? `${key}: ${entries} 件の索引を作り直しました(${tookMs} ms)`
          : `${key}: made the index of ${entries} entries anew (${tookMs} ms)`,
      ),
    };
  });
}
