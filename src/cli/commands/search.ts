import { styleText } from "node:util";

import { z } from "zod";

import { ENTRY_KINDS } from "../../model/options.ts";
import type { Spec } from "../../model/spec.ts";
import { type Reader, resolveReader, withBranches } from "../../release/reader.ts";
import type { Runtime } from "../../runtime.ts";
import { type SearchDoc, visibleDocs } from "../../search/documents.ts";
import { filterDocs, parseSince, parseUntil } from "../../search/filters.ts";
import { dateOf, type SearchHit, searchDocs } from "../../search/search.ts";
import type { Snippet } from "../../search/snippet.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { fromEach, openPartner, partnerKeys, partnerOfUnit, withRuntime } from "../session.ts";

const Options = z.object({
  query: z.string(),
  partner: options.partner,
  unit: options.unit,
  kind: options.kind.optional(),
  level: options.level.optional(),
  since: z.string().optional(),
  until: z.string().optional(),
  limit: options.limit,
  as: options.as,
});
type Options = z.infer<typeof Options>;

/** Searches what the reader may see, and only that. */
export async function search(context: CommandContext, raw: object): Promise<Answer> {
  const startedAt = performance.now();
  const wanted = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const docs = await documents(runtime, wanted);
    const narrowed = filterDocs(docs, {
      ...(wanted.kind === undefined ? {} : { kind: wanted.kind }),
      ...(wanted.level === undefined ? {} : { level: wanted.level }),
      ...(wanted.since === undefined ? {} : { since: parseSince(wanted.since) }),
      ...(wanted.until === undefined ? {} : { until: parseUntil(wanted.until) }),
    });
    const { total, hits } = searchDocs(narrowed, wanted.query, { limit: wanted.limit });
    const tookMs = Math.round((performance.now() - startedAt) * 10) / 10;
    return {
      exit: EXIT.done,
      json: { total, hits: hits.map(hitDocument), tookMs },
      lines: [
        ...hits.flatMap((hit, at) => hitLines(hit, at + 1, language)),
        language === "ja"
          ? `${total} 件中 ${hits.length} 件を表示(${tookMs} ms)`
          : `${hits.length} of ${total} shown (${tookMs} ms)`,
      ],
    };
  });
}

/** Everything that the reader may see of the partners and units meant. */
async function documents(runtime: Runtime, wanted: Options): Promise<SearchDoc[]> {
  if (wanted.unit !== undefined) {
    const { session, unit } = await partnerOfUnit(runtime, wanted.unit, wanted.partner);
    const units = withBranches([unit.key], session.spec);
    const docs = await documentsOf(runtime, session.spec, resolveReader(wanted.as, session.spec));
    return filterDocs(docs, { units });
  }
  return fromEach(await partnerKeys(runtime, wanted.partner), async (key) => {
    const { spec } = await openPartner(runtime, key);
    return documentsOf(runtime, spec, resolveReader(wanted.as, spec));
  });
}

async function documentsOf({ store }: Runtime, spec: Spec, reader: Reader): Promise<SearchDoc[]> {
  const { key } = spec.partner;
  return visibleDocs(reader, {
    spec,
    entries: await store.records.all(key, "entry"),
    items: await store.released.all(key),
  });
}

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
