import type { NamedField } from "../../model/fields.ts";
import { ENTRY_KINDS, ISSUE_STATES, LEVELS, THEMES } from "../../model/options.ts";
import { SCHEMAS } from "../../spec/schemas.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";
import { caseCard, wordForms } from "./parts.ts";

/** One entry: in full to its own reps, its released copy to the others; and what it has to do with other units. */
export async function entryPage(page: PageContext, partner: string, id: string): Promise<Html> {
  const { get, t, language } = page;
  const entry = await get("showEntry", { partner, id });
  const { name, units } = await get("showPartner", { partner });
  const own = units.filter(({ isOwn }) => isOwn);
  const schema: readonly NamedField[] = SCHEMAS[entry.kind].fields;
  const labelOf = (field: string) => schema.find((one) => one.name === field)?.[language] ?? field;
  const isOwnIssue = entry.full && entry.kind === "issue";
  const found = isOwnIssue ? await get("matches", { partner, issue: id, limit: "5" }) : null;
  const [issue] = found?.issues ?? [];
  const shared =
    entry.full || entry.kind === "issue" ? (await get("listReleases", { partner, id })).items : [];
  return layout(page, {
    title: entry.title,
    partner: { partner, name },
    body: html` <p class="meta">
        <span class="tag ${entry.kind}">${nameOf(ENTRY_KINDS, entry.kind, language)}</span>
        <span><a href="${paths.unit(partner, entry.unit)}">${entry.unitName}</a></span>
        ${entry.level === null ? null : html`<span>${nameOf(LEVELS, entry.level, language)}</span>`}
        ${entry.state === null ? null : html`<span>${nameOf(ISSUE_STATES, entry.state, language)}</span>`}
        <span>${entry.heardOn ?? entry.updatedAt.slice(0, 10)}</span><span>${entry.id}</span>
        ${entry.full ? null : html`<span>${t({ ja: "共有用の文面", en: "released copy" })}</span>`}
      </p>
      <div class="pair">
        <section class="card">
          ${Object.entries(entry.texts).map(
            ([field, text]) =>
              html`<h2>${labelOf(field)}</h2>
                <p class="text">${text}</p>`,
          )}
          ${entry.theme.length + entry.products.length + entry.segment.length === 0 ? null : html`<p>${[...entry.theme.map((theme) => nameOf(THEMES, theme, language)), ...entry.products, ...entry.segment].map((tag) => html`<span class="tag">${tag}</span> `)}</p>`}
          ${entry.url?.startsWith("https:") === true ? html`<p><a href="${entry.url}" rel="noreferrer">${t({ ja: "ワークスペースで開く", en: "Open in the workspace" })}</a></p>` : entry.path === null ? null : html`<p class="meta">${entry.path}</p>`}
          ${shared.length === 0 || !entry.full ? null : html`<p><a href="${paths.releases(partner, { id })}">${t({ ja: "共有の状態を見る", en: "How it is shared" })}</a></p>`}
        </section>
        <aside>
          ${
            isOwnIssue
              ? html`<h2>${t({ ja: "参考事例", en: "Cases of other units" })}</h2>
                  ${(issue?.matches ?? []).length === 0 ? html`<p class="empty">${t({ ja: "参考になる事例はまだありません", en: "No case of another unit helps here yet" })}</p>` : null}
                  ${(issue?.matches ?? []).map((match) => caseCard(page, partner, match, { unit: entry.unit }))}
                  ${(issue?.peers ?? []).length === 0 ? null : html`<h2>${t({ ja: "同じ悩みの部署", en: "Same problem" })}</h2>`}
                  ${(issue?.peers ?? []).map((peer) => html`<p><a href="${paths.entry(partner, peer.id)}">${peer.title}</a> · ${peer.unitName}</p>`)}`
              : null
          }
          ${
            entry.kind === "issue"
              ? null
              : html`<h2>${t({ ja: "伝える・試す", en: "Tell it, try it" })}</h2>
                  ${own
                    .filter(({ unit }) => unit !== entry.unit)
                    .slice(0, 12)
                    .map(
                      (unit) =>
                        html`<details class="card">
                          <summary>${unit.name}</summary>
                          ${wordForms(page, { partner, unit: unit.unit, item: id })}
                        </details>`,
                    )}`
          }
        </aside>
      </div>`,
  });
}
