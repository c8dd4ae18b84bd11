import type { NamedField } from "../../model/fields.ts";
import { AUDIENCES, DIGEST_STATES, ROLLOUT_OUTCOMES, ROLLOUT_STATES } from "../../model/options.ts";
import { SCHEMAS } from "../../spec/schemas.ts";
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
