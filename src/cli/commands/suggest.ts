import { z } from "zod";

import { searchable } from "../../acts/searchable.ts";
import { resolveReader } from "../../release/reader.ts";
import { type Suggestions, suggest as suggestFor } from "../../search/suggest.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { withRuntime } from "../session.ts";

const Options = z.object({
  typed: z.string(),
  partner: options.partner,
  limit: options.limit,
  as: options.as,
});

/** How what was typed so far may go on: titles, units, products and themes. */
export async function suggest(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const { specs, access } = await searchable(runtime, {
      partner: wanted.partner,
      readerOf: (spec) => resolveReader(wanted.as, spec),
    });
    const found = await suggestFor(await runtime.searchIndex(), {
      typed: wanted.typed,
      access,
      specs,
      language,
      limit: wanted.limit,
    });
    return { exit: EXIT.done, json: found, lines: linesOf(found, language) };
  });
}

function linesOf({ titles, units, products, themes }: Suggestions, language: "ja" | "en"): string[] {
  const groups: readonly (readonly [{ ja: string; en: string }, readonly string[]])[] = [
    [{ ja: "件名", en: "Titles" }, titles.map(({ title, id }) => `${title} (${id})`)],
    [{ ja: "事業部・拠点", en: "Units" }, units.map(({ name, unit }) => `${name} (${unit})`)],
    [{ ja: "商材", en: "Products" }, products],
    [{ ja: "分類", en: "Themes" }, themes.map(({ name }) => name)],
  ];
  const lines = groups.flatMap(([head, names]) =>
    names.length === 0 ? [] : [head[language], ...names.map((name) => `  ${name}`)],
  );
  if (lines.length > 0) return lines;
  return [language === "ja" ? "候補はありません" : "Nothing begins or goes on like this"];
}
