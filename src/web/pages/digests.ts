import { AUDIENCES, DIGEST_STATES } from "../../model/options.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { form, nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";
import { caseCard } from "./parts.ts";

/** The digests of a week: what each unit will see, and what can still be done about it. */
export async function digestsPage(
  page: PageContext,
  partner: string,
  week: string | undefined,
): Promise<Html> {
  const { get, t, language } = page;
  const { name, units } = await get("showPartner", { partner });
  const shown = await get("listDigests", { partner, ...(week === undefined ? {} : { week }) });
  const names = new Map(units.map((unit) => [unit.unit, unit.name]));
  return layout(page, {
    title: t({ ja: `週報 ${shown.week}`, en: `Digests of ${shown.week}` }),
    place: "digests",
    partner: { partner, name },
    body: html` <form action="${paths.digests(partner)}" class="act">
        <label
          >${t({ ja: "週", en: "Week" })}
          <input type="text" name="week" value="${shown.week}" size="9" pattern="\\d{4}-W\\d{2}"
        /></label>
        <button class="second">${t({ ja: "表示", en: "Show" })}</button>
      </form>
      ${shown.digests.length === 0 ? html`<p class="empty">${t({ ja: "担当する事業部・拠点がありません", en: "None of the units is yours" })}</p>` : null}
      ${shown.digests.map((digest) => {
        const { unit, audience, state } = digest;
        const fixed = { partner, week: shown.week, unit, audience };
        const isOut = ["published", "corrected", "withdrawn"].includes(state);
        return html`<section class="card">
          <h3>
            ${names.get(unit) ?? unit} <span class="tag">${nameOf(AUDIENCES, audience, language)}</span>
            <span class="tag ${state}">${nameOf(DIGEST_STATES, state, language)}</span>
          </h3>
          ${
            isOut
              ? null
              : form(page, "actOnDigest", {
                  fixed: { ...fixed, seen: digest.seen },
                  body: html`${audience === "partner" ? html`<button name="act" value="approve">${t({ ja: "承認", en: "Approve" })}</button>` : html`<button name="act" value="publish">${t({ ja: "発行", en: "Publish" })}</button>`}
                    <button class="second" name="act" value="hold">${t({ ja: "保留", en: "Hold" })}</button>`,
                })
          }
          <details>
            <summary>
              ${t({ ja: `提案 ${digest.items.length} 件と全文`, en: `${digest.items.length} proposals, and the whole text` })}
            </summary>
            ${digest.items.map(
              (item) =>
                html`<p class="meta">${item.issue.title}</p>
                  ${caseCard(page, partner, item)}${item.pair === undefined ? null : caseCard(page, partner, item.pair)}
                  ${
                    isOut || audience === "vendor"
                      ? null
                      : html`${form(page, "actOnDigest", { fixed: { ...fixed, act: "drop", item: item.id }, body: html`<button class="second">${t({ ja: "この提案を外す", en: "Drop this proposal" })}</button>` })}
                        ${form(page, "actOnDigest", { fixed: { ...fixed, act: "edit", item: item.id }, body: html`<input type="text" name="reason" required maxlength="2000" value="${item.reason}" aria-label="${t({ ja: "理由", en: "Reason" })}" /><button class="second">${t({ ja: "理由を直す", en: "Change the reason" })}</button>` })}`
                  }`,
            )}
            <pre>${digest.text}</pre>
          </details>
        </section>`;
      })}`,
  });
}
