import type { z } from "zod";

import { ENTRY_KINDS, ISSUE_STATES, LEVELS, THEMES } from "../../model/options.ts";
import type { Hit, SearchResult } from "../../server/routes/search.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { nameOf, type PageContext } from "../page.ts";
import { paths, type Query } from "../paths.ts";

type Result = z.output<typeof SearchResult>;

const PAGE = 20;
/** What can be narrowed, as facets count it. */
const FACETS = ["unit", "kind", "level", "theme", "product", "state"] as const;
type Facet = (typeof FACETS)[number];

/** The search page. Its address holds all of its state. */
export async function searchPage(page: PageContext, query: Readonly<Record<string, string>>): Promise<Html> {
  const { get, t } = page;
  const { partners } = await get("listPartners", {});
  const named = query["partner"] ?? (partners.length === 1 ? partners[0]?.partner : undefined);
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
  const result = await get("search", {
    ...given,
    ...(named === undefined ? {} : { partner: named }),
    limit: String(PAGE),
  });
  const partner = partners.find((one) => one.partner === named);
  const units = partner === undefined ? [] : (await get("showPartner", { partner: partner.partner })).units;
  const unitNames = new Map(units.map(({ unit, name }) => [unit, name]));
  return layout(page, {
    title: t({ ja: "検索", en: "Search" }),
    place: "search",
    partner,
    body: html` <form class="searchbar" role="search" action="${paths.search()}">
        <input
          type="search"
          name="q"
          value="${query["q"]}"
          maxlength="200"
          aria-label="${t({ ja: "さがす言葉", en: "What to look for" })}"
          autofocus
        />
        ${Object.entries(given)
          .filter(([name]) => name !== "q" && name !== "offset")
          .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button>${t({ ja: "検索", en: "Search" })}</button>
      </form>
      <div class="columns">
        <aside class="facets">
          ${FACETS.map((facet) => facetList(page, facet, { result, given, unitNames }))}
        </aside>
        <section aria-live="polite">
          ${result.corrections.map(
            ({ typed, found }) =>
              html`<p>
                ${t({ ja: `「${typed}」は見つからないため、「${found.join("」「")}」で探しました`, en: `Nothing has "${typed}"; looked for ${found.join(", ")} instead` })}
              </p>`,
          )}
          <p class="count">
            ${t({ ja: `${result.total}件`, en: result.total === 1 ? "1 result" : `${result.total} results` })}
          </p>
          ${result.total === 0 ? html`<p class="empty">${t({ ja: "言葉を減らすか、絞り込みを外してみてください", en: "Try fewer words, or fewer filters" })}</p>` : null}
          ${result.hits.map((hit) => hitCard(page, hit))} ${turning(page, result, given)}
        </section>
      </div>`,
  });
}

function facetList(
  { t, language }: PageContext,
  facet: Facet,
  of: { readonly result: Result; readonly given: Query; readonly unitNames: ReadonlyMap<string, string> },
): Html | null {
  const chosen = of.given[facet];
  const counts = Object.entries(of.result.facets[facet] ?? {}).slice(0, 12);
  if (counts.length === 0) return null;
  const labels = {
    unit: { ja: "事業部・拠点", en: "Unit" },
    kind: { ja: "種別", en: "Kind" },
    level: { ja: "階層", en: "Level" },
    theme: { ja: "分類", en: "Theme" },
    product: { ja: "商材", en: "Product" },
    state: { ja: "状態", en: "State" },
  } as const satisfies Record<Facet, unknown>;
  const options = {
    unit: [],
    kind: ENTRY_KINDS,
    level: LEVELS,
    theme: THEMES,
    product: [],
    state: ISSUE_STATES,
  };
  return html`<h2>${t(labels[facet])}</h2>
    <ul>
      ${counts.map(([value, count]) => {
        // Units are counted as partner/unit, and named by their key.
        const id = facet === "unit" ? value.slice(value.indexOf("/") + 1) : value;
        const name = facet === "unit" ? (of.unitNames.get(id) ?? id) : nameOf(options[facet], id, language);
        const isChosen = chosen === id;
        // A unit is one of its partner: others may call theirs alike.
        const partner = facet === "unit" ? { partner: value.slice(0, value.indexOf("/")) } : {};
        const chosenThen = { ...partner, [facet]: isChosen ? undefined : id };
        const to = paths.search({ ...of.given, offset: undefined, ...chosenThen });
        return html`<li>
          <a href="${to}" ${isChosen ? html`aria-current="true"` : null}>${isChosen ? "✓ " : ""}${name}</a
          ><span class="count">${count}</span>
        </li>`;
      })}
    </ul>`;
}

function hitCard({ t, language }: PageContext, hit: z.output<typeof Hit>): Html {
  return html`<article class="card">
    <h3><a href="${paths.entry(hit.partner, hit.id)}">${hit.title}</a></h3>
    <p class="meta">
      <span class="tag ${hit.kind}">${nameOf(ENTRY_KINDS, hit.kind, language)}</span
      ><span>${hit.unitName}</span
      >${hit.level === null ? null : html`<span>${nameOf(LEVELS, hit.level, language)}</span>`}<span>${hit.date}</span>${hit.full ? null : html`<span>${t({ ja: "共有用の文面", en: "released copy" })}</span>`}
    </p>
    ${hit.snippet === "" ? null : html`<p class="text">${marked(hit)}</p>`}
  </article>`;
}

/** What was searched for stands out. */
function marked({ snippet, marks }: z.output<typeof Hit>): Html[] {
  const parts: Html[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(html`${snippet.slice(at, from)}<mark>${snippet.slice(from, to)}</mark>`);
    at = to;
  }
  return [...parts, html`${snippet.slice(at)}`];
}

function turning({ t }: PageContext, { total }: Result, given: Query): Html | null {
  const offset = Number(given["offset"] ?? 0);
  const [before, after] = [offset > 0, offset + PAGE < total];
  if (!before && !after) return null;
  return html`<p class="act">
    ${before ? html`<a href="${paths.search({ ...given, offset: Math.max(0, offset - PAGE) || undefined })}" rel="prev">← ${t({ ja: "前", en: "Previous" })}</a>` : null}
    <span class="count">${offset + 1}–${Math.min(total, offset + PAGE)}</span>
    ${after ? html`<a href="${paths.search({ ...given, offset: offset + PAGE })}" rel="next">${t({ ja: "次", en: "Next" })} →</a>` : null}
  </p>`;
}
