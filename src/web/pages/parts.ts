import type { Text } from "../../language.ts";
import { ENTRY_KINDS } from "../../model/options.ts";
import { type Html, html } from "../html.ts";
import { form, nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";

/** A case as it is proposed for an issue. */
export interface ShownCase {
  readonly id: string;
  readonly kind: "issue" | "success" | "failure";
  readonly title: string;
  readonly unitName: string;
  readonly reason: string;
  readonly differences: string;
}

/** With `unit`, what can be done with it there. */
export function caseCard(
  page: PageContext,
  partner: string,
  found: ShownCase,
  { unit }: { readonly unit?: string } = {},
): Html {
  const { t, language } = page;
  return html`<article class="card">
    <h3><a href="${paths.entry(partner, found.id)}">${found.title}</a></h3>
    <p class="meta">
      <span class="tag ${found.kind}">${nameOf(ENTRY_KINDS, found.kind, language)}</span
      ><span>${found.unitName}</span>
    </p>
    <p>${found.reason}</p>
    ${found.differences === "" ? null : html`<p class="meta">${found.differences}</p>`}
    ${
      unit === undefined
        ? null
        : html`<details>
            <summary>${t({ ja: "伝える・試す", en: "Tell it, try it" })}</summary>
            ${wordForms(page, { partner, unit, item: found.id })}
          </details>`
    }
  </article>`;
}

/** What a rep does with a case in a unit: tells it, hears what they say, proposes it. */
export function wordForms(
  page: PageContext,
  { partner, unit, item }: { readonly partner: string; readonly unit: string; readonly item: string },
): Html {
  const { t } = page;
  const fixed = { partner, unit, item };
  const why = html`<input
    type="text"
    name="why"
    maxlength="2000"
    placeholder="${t(WHY)}"
    aria-label="${t(WHY)}"
  />`;
  return html` ${form(page, "told", {
    fixed,
    body: html`<button class="second" name="effect" value="told">${t({ ja: "伝えた", en: "Told" })}</button>
      <button class="second" name="effect" value="used">${t({ ja: "使われた", en: "Used" })}</button>`,
  })}
  ${form(page, "told", {
    fixed: { ...fixed, effect: "not_useful" },
    body: html`${why}<button class="second">${t({ ja: "合わなかった", en: "No use" })}</button>`,
  })}
  ${form(page, "propose", {
    fixed: { partner, unit, case: item },
    body: html`<button>${t({ ja: "横展開を提案", en: "Propose a rollout" })}</button>`,
  })}`;
}

const WHY: Text = { ja: "なぜ合わなかったか", en: "Why it did not fit" };
