import { z } from "zod";

import type { Language } from "../../language.ts";
import { openPartner } from "../../partner-session.ts";
import { resolveReader } from "../../release/reader.ts";
import { entriesToComplete, type ToComplete } from "../../release/to-complete.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { fromEach, partnerKeys } from "../../acts/partners.ts";
import { withRuntime } from "../session.ts";

const Options = z.object({ partner: options.partner, as: options.as });

/** Entries of the reader's units that lack what the gate decides by. */
export async function releaseTodo(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const items = await fromEach(await partnerKeys(runtime, wanted.partner), async (key) => {
      const { spec } = await openPartner(runtime, key);
      const entries = await runtime.store.records.all(key, "entry");
      return entriesToComplete(resolveReader(wanted.as, spec), { spec, entries });
    });
    const nothing = { ja: "書き足すところのある記録はありません", en: "No entry lacks anything" };
    return {
      exit: EXIT.done,
      json: { items },
      lines: items.length === 0 ? [nothing[language]] : items.map((item) => itemLine(item, language)),
    };
  });
}

const LACKS = {
  scope: { ja: "共有範囲", en: "scope" },
  customer: { ja: "顧客名", en: "customer" },
} as const;

const itemLine = ({ id, unit, title, lacks }: ToComplete, language: Language): string =>
  `${id} (${unit}) ${title} · ${language === "ja" ? "空欄" : "empty"}: ${lacks.map((field) => LACKS[field][language]).join(", ")}`;
