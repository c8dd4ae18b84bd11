import { styleText } from "node:util";

import { z } from "zod";

import { searchEntries } from "../../acts/search-entries.ts";
import { ENTRY_KINDS } from "../../model/options.ts";
import { resolveReader } from "../../release/reader.ts";
import { dateOf } from "../../search/index-doc.ts";
import { countsByName, type SearchAnswer, type SearchHit } from "../../search/search.ts";
import type { Snippet } from "../../search/snippet.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({
  query: z.string(),
  partner: options.partner,
  unit: options.unit,
  kind: options.kind.optional(),
  level: options.level.optional(),
  theme: options.theme.optional(),
  product: z.string().min(1).optional(),
  state: options.state.optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  sort: z.enum(["relevance", "date"]).default("relevance"),
  limit: options.limit,
  offset: options.offset,
  as: options.as,
});
type Options = z.infer<typeof Options>;

/** Searches what the reader may see, and only that. */
export async function search(context: CommandContext, raw: object): Promise<Answer> {
  const startedAt = performance.now();
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const answer = await searchEntries(actingOf(context, runtime), {
      ...wanted,
      readerOf: (spec) => resolveReader(wanted.as, spec),
    });
    const tookMs = Math.round((performance.now() - startedAt) * 10) / 10;
    return {
      exit: EXIT.done,
      json: { ...documentOf(answer), tookMs },
      lines: [
        ...correctionLines(answer, language),
        ...answer.hits.flatMap((hit, at) => hitLines(hit, wanted.offset + at + 1, language)),
        countLine(answer, wanted, { tookMs, language }),
      ],
    };
  });
}

const documentOf = ({ total, hits, facets, corrections }: SearchAnswer) => ({
  total,
  hits: hits.map(hitDocument),
  facets: countsByName(facets),
  corrections,
});

function hitDocument({ doc, score, snippet }: SearchHit) {
  return {
    id: doc.id,
    partner: doc.partner,
    unit: doc.unit,
    unitName: doc.unitName,
    kind: doc.kind,
    level: doc.level ?? null,
    title: doc.title,
    snippet: snippet.text,
    marks: snippet.marks,
    url: doc.url ?? null,
    path: doc.location ?? null,
    score,
    updatedAt: doc.updatedAt,
  };
}

function correctionLines({ corrections }: SearchAnswer, language: "ja" | "en"): string[] {
  const lines = corrections.map(({ typed, found }) =>
    language === "ja"
      ? `「${typed}」は見つからないため、「${found.join("」「")}」で探しました`
      : `Nothing has "${typed}"; looked for ${found.map((word) => `"${word}"`).join(", ")} instead`,
  );
  return lines.length === 0 ? [] : [...lines, ""];
}

function countLine(
  { total, hits }: SearchAnswer,
  { offset, query }: Options,
  { tookMs, language }: { readonly tookMs: number; readonly language: "ja" | "en" },
): string {
  if (total === 0)
    return language === "ja"
      ? `「${query}」を含むものはありません(${tookMs} ms)。言葉を減らすか、絞り込みを外してみてください`
      : `Nothing has "${query}" (${tookMs} ms). Try fewer words, or fewer filters`;
  const shown = hits.length === 0 ? "0" : `${offset + 1}–${offset + hits.length}`;
  return language === "ja"
    ? `${total} 件中 ${shown} 件目を表示(${tookMs} ms)`
    : `${shown} of ${total} (${tookMs} ms)`;
}

function hitLines({ doc, snippet }: SearchHit, rank: number, language: "ja" | "en"): string[] {
  const kind = ENTRY_KINDS.find((option) => option.id === doc.kind)?.[language] ?? doc.kind;
  const copy = doc.full ? "" : language === "ja" ? " · 共有用の文面" : " · released copy";
  return [
    `${String(rank).padStart(2)}. ${styleText("bold", doc.title)}`,
    `    ${doc.unitName} · ${kind} · ${dateOf(doc)} · ${doc.id}${copy}`,
    ...(snippet.text === "" ? [] : [`    ${marked(snippet)}`]),
    ...(doc.location === undefined ? [] : [`    ${styleText("dim", doc.location)}`]),
    "",
  ];
}

/** What was searched for stands out on a terminal; `styleText` leaves pipes and NO_COLOR alone. */
function marked({ text, marks }: Snippet): string {
  let shown = "";
  let at = 0;
  for (const [from, to] of marks) {
    shown += text.slice(at, from) + styleText(["bold", "yellow"], text.slice(from, to));
    at = to;
  }
  return (shown + text.slice(at)).replaceAll("\n", " ");
}
