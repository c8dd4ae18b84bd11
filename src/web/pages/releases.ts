import type { NamedField } from "../../model/fields.ts";
import { AUDIENCES } from "../../model/options.ts";
import { SCHEMAS } from "../../spec/schemas.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { form, nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";

/** The review queue: what waits, why, what masking changed, and a word on it. */
export async function releasesPage(
  page: PageContext,
  partner: string,
  id: string | undefined,
): Promise<Html> {
  const { get, t, language } = page;
  const { name } = await get("showPartner", { partner });
  const { items } = await get("listReleases", { partner, ...(id === undefined ? {} : { id }) });
  const lacking = await get("toComplete", { partner });
  const labelOf = (field: string) =>
    [SCHEMAS.issue, SCHEMAS.success, SCHEMAS.failure]
      .flatMap((schema): readonly NamedField[] => schema.fields)
      .find((one) => one.name === field)?.[language] ?? field;
  const own = items.filter(({ isOwn }) => isOwn);
  const waiting = own.filter(({ state, isChange }) => state === "held" || isChange);
  const shown =
    id === undefined ? [...waiting, ...own.filter((item) => !waiting.includes(item))].slice(0, 100) : own;
  return layout(page, {
    title: t({ ja: "共有の確認", en: "Release" }),
    place: "releases",
    partner: { partner, name },
    body: html` <p>
        ${t({ ja: `確認待ち ${waiting.length} 件、共有中の文面 ${own.length - waiting.length} 件`, en: `${waiting.length} waiting, ${own.length - waiting.length} texts shared` })}
      </p>
      ${shown.map((item) => {
        const fixed = { partner, id: item.id, audience: item.audience, textHash: item.textHash };
        const isWaiting = waiting.includes(item);
        return html`<section class="card">
          <h3><a href="${paths.entry(partner, item.id)}">${item.title}</a></h3>
          <p class="meta">
            <span class="tag">${nameOf(AUDIENCES, item.audience, language)}</span
            ><span class="tag ${isWaiting ? "held" : "released"}"
              >${isWaiting ? t({ ja: "確認待ち", en: "waiting" }) : t({ ja: "共有中", en: "shared" })}</span
            ><span>${item.unitName}</span><span>${item.id}</span>
          </p>
          ${[...item.reasons, ...item.warnings].map(({ text }) => html`<p>${text}</p>`)}
          ${item.proposals.length === 0 ? null : html`<p>${t({ ja: "伏せる語の候補", en: "Proposed for the mask list" })}: ${item.proposals.map((word) => html`<mark>${word}</mark> `)}</p>`}
          ${
            item.diff.length === 0
              ? null
              : html`<details ${isWaiting ? html`open` : null}>
                  <summary>${t({ ja: "伏せたところ", en: "What masking changed" })}</summary>
                  <div class="diff">
                    ${item.diff.map(
                      (change) =>
                        html`<h2>${labelOf(change.field)}</h2>
                          <del>${change.before}</del><ins>${change.after}</ins>`,
                    )}
                  </div>
                </details>`
          }
          ${form(page, "decide", {
            fixed,
            body: html`${isWaiting ? html`<button name="decision" value="approve">${t({ ja: "この文面を承認", en: "Approve this text" })}</button>` : null}
            ${isWaiting ? null : html`<button class="second" name="decision" value="hold">${t({ ja: "保留にする", en: "Hold" })}</button><button class="second" name="decision" value="revoke">${t({ ja: "共有を取り消す", en: "Revoke" })}</button>`}`,
          })}
        </section>`;
      })}
      ${
        id !== undefined || lacking.items.length === 0
          ? null
          : html`<h2>${t({ ja: "書き足してほしい記録", en: "Entries to complete" })}</h2>
              <ul class="card">
                ${lacking.items.slice(0, 100).map(
                  (item) =>
                    html`<li>
                      <a href="${paths.entry(partner, item.id)}">${item.title}</a>
                      <span class="meta">${item.lacks.map((field) => t(LACKS[field])).join(", ")}</span>
                    </li>`,
                )}
              </ul>`
      }`,
  });
}

const LACKS = {
  scope: { ja: "共有範囲が空欄", en: "no scope" },
  customer: { ja: "顧客名が空欄", en: "no customer" },
} as const;
