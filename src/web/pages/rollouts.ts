import { ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "../../model/options.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { form, nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";

/** The board: which case was tried where, and how it ended. */
export async function rolloutsPage(page: PageContext, partner: string): Promise<Html> {
  const { get, t, language } = page;
  const { name } = await get("showPartner", { partner });
  const { rollouts } = await get("listRollouts", { partner });
  const cases = Map.groupBy(rollouts, ({ case: id }) => id);
  const units = [...new Map(rollouts.map(({ unit, unitName }) => [unit, unitName]))];
  return layout(page, {
    title: t({ ja: "横展開", en: "Rollouts" }),
    place: "rollouts",
    partner: { partner, name },
    body: html` ${rollouts.length === 0 ? html`<p class="empty">${t({ ja: "横展開はまだありません。事例のページから提案できます。", en: "None yet. Propose one from the page of a case." })}</p>` : null}
    ${
      rollouts.length === 0
        ? null
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">${t({ ja: "事例", en: "Case" })}</th>
                  ${units.map(([, unitName]) => html`<th scope="col">${unitName}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${[...cases].map(
                  ([id, tries]) =>
                    html`<tr>
                      <th scope="row">
                        <a href="${paths.entry(partner, id)}"
                          >${tries[0]?.caseTitle ?? t({ ja: "(共有を取りやめた事例)", en: "(not shared any more)" })}</a
                        >
                      </th>
                      ${units.map(([unit]) => {
                        const rollout = tries.find((one) => one.unit === unit);
                        if (rollout === undefined) return html`<td class="empty">–</td>`;
                        return html`<td>
                          ${nameOf(ROLLOUT_STATES, rollout.state, language)}${rollout.outcome === null ? null : html` · ${nameOf(ROLLOUT_OUTCOMES, rollout.outcome, language)}`}
                        </td>`;
                      })}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${rollouts.map((rollout) => {
      const fixed = { partner, id: rollout.id };
      return html`<details class="card">
        <summary>${rollout.caseTitle ?? rollout.case} → ${rollout.unitName}</summary>
        ${rollout.differences === null ? null : html`<p class="meta">${rollout.differences}</p>`}
        ${rollout.reason === null ? null : html`<p>${rollout.reason}</p>`}
        ${form(page, "update", {
          fixed,
          body: html`<select name="state" aria-label="${t({ ja: "状況", en: "State" })}">
              ${ROLLOUT_STATES.map((state) => html`<option value="${state.id}" ${state.id === rollout.state ? html`selected` : null}>${state[language]}</option>`)}
            </select>
            <select name="outcome" aria-label="${t({ ja: "結果", en: "Outcome" })}">
              <option value="">${t({ ja: "結果(まだ)", en: "Outcome (none yet)" })}</option>
              ${ROLLOUT_OUTCOMES.map((outcome) => html`<option value="${outcome.id}" ${outcome.id === rollout.outcome ? html`selected` : null}>${outcome[language]}</option>`)}
            </select>
            <input
              type="text"
              name="reason"
              maxlength="2000"
              value="${rollout.reason}"
              placeholder="${t({ ja: "理由", en: "Reason" })}"
              aria-label="${t({ ja: "理由", en: "Reason" })}"
            />
            <button class="second">${t({ ja: "記録する", en: "Note it" })}</button>`,
        })}
        ${rollout.outcome === "failed" && rollout.newCase === null ? form(page, "toFailure", { fixed, body: html`<button>${t({ ja: "失敗事例にする", en: "Make it a failure" })}</button>` }) : null}
        ${rollout.newCase === null ? null : html`<p><a href="${paths.entry(partner, rollout.newCase)}">${t({ ja: "失敗事例を見る", en: "See the failure" })}</a></p>`}
      </details>`;
    })}`,
  });
}
