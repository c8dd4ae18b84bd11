import { ENTRY_KINDS, LEVELS, UNIT_KINDS } from "../../model/options.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { form, nameOf, type PageContext } from "../page.ts";
import { paths } from "../paths.ts";
import { caseCard } from "./parts.ts";

/** A partner: its units, and which levels of one's own were heard. */
export async function partnerPage(page: PageContext, partner: string): Promise<Html> {
  const { get, t, language } = page;
  const { name, units } = await get("showPartner", { partner });
  const { units: heard } = await get("coverage", { partner });
  const levels = new Map(heard.map((unit) => [unit.unit, unit.levels]));
  return layout(page, {
    title: t({ ja: "橋渡し", en: "Bridge" }),
    place: "bridge",
    partner: { partner, name },
    body: html`<p>
        ${t({ ja: "どの事業部・拠点の、どの階層の声を、いつ聞いたか。", en: "Whose voice was heard in which unit, and when." })}
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${t({ ja: "事業部・拠点", en: "Unit" })}</th>
              ${LEVELS.map((level) => html`<th scope="col">${level[language]}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${units.map(
              (unit) =>
                html`<tr>
                  <th scope="row">
                    <a href="${paths.unit(partner, unit.unit)}">${unit.name}</a>
                    <span class="meta">${nameOf(UNIT_KINDS, unit.kind, language)}</span>
                  </th>
                  ${LEVELS.map(({ id }) => {
                    const level = levels.get(unit.unit)?.find((one) => one.level === id);
                    if (level === undefined) return html`<td class="empty">–</td>`;
                    const when = level.lastHeard ?? t({ ja: "まだ", en: "not yet" });
                    return html`<td class="date">
                      ${level.gap ? html`<span class="tag waiting">${when}</span>` : when}
                      <span class="count">${level.count}</span>
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  });
}

/** One unit: what to take along, its open issues with what helps, and what to write down. */
export async function unitPage(page: PageContext, partner: string, unit: string): Promise<Html> {
  const { get, t, language } = page;
  const { name, units } = await get("showPartner", { partner });
  const own = units.find((one) => one.unit === unit);
  const hits = await get("search", { partner, unit, sort: "date", limit: "10" });
  const isOwn = own?.isOwn === true;
  const { items } = isOwn ? await get("carry", { partner, unit }) : { items: [] };
  const { issues } = isOwn ? await get("matches", { partner, unit, limit: "3" }) : { issues: [] };
  const sorts = {
    case: { ja: "事例", en: "Case" },
    peer: { ja: "同じ悩み", en: "Same problem" },
    rollout: { ja: "横展開", en: "Rollout" },
    question: { ja: "聞くこと", en: "To ask" },
  } as const;
  return layout(page, {
    title: own?.name ?? unit,
    place: "bridge",
    partner: { partner, name },
    body: html`<div class="pair">
      <div>
        ${
          isOwn
            ? html`<h2>${t({ ja: "いまの課題と、効きそうな事例", en: "Open issues, and what may help" })}</h2>
                ${issues.length === 0 ? html`<p class="empty">${t({ ja: "未解決の課題はありません", en: "No open issue" })}</p>` : null}
                ${issues.map(
                  ({ issue, matches, peers }) =>
                    html`<section class="card">
                      <h3><a href="${paths.entry(partner, issue.id)}">${issue.title}</a></h3>
                      ${matches.length === 0 ? html`<p class="empty">${t({ ja: "参考になる事例はまだありません", en: "No case of another unit helps here yet" })}</p>` : null}
                      ${matches.map((match) => caseCard(page, partner, match, { unit }))}
                      ${peers.map((peer) => html`<p class="meta">${t({ ja: "同じ悩み", en: "Same problem" })}: <a href="${paths.entry(partner, peer.id)}">${peer.title}</a> (${peer.unitName})</p>`)}
                    </section>`,
                )}`
            : html`<p class="empty">
                ${t({ ja: "担当ではない事業部・拠点です。共有された記録だけが見えます。", en: "Not one of your units: you see what was shared." })}
              </p>`
        }
      </div>
      <div>
        ${
          isOwn
            ? html`<h2>${t({ ja: "今週持っていくもの", en: "To take along this week" })}</h2>
                <ul class="card">
                  ${items.map((item) => html`<li>${t(sorts[item.sort])}: ${item.id === null ? item.text : html`<a href="${paths.entry(partner, item.id)}">${item.text}</a>`}<br /><span class="meta">${item.why}</span></li>`)}
                </ul>
                <h2>${t({ ja: "聞いたことを書く", en: "Write down what you heard" })}</h2>
                ${form(page, "addEntry", {
                  fixed: { partner, unit },
                  body: html`<select name="kind" aria-label="${t({ ja: "種別", en: "Kind" })}">
                      ${ENTRY_KINDS.map((kind) => html`<option value="${kind.id}">${kind[language]}</option>`)}
                    </select>
                    <textarea
                      name="text"
                      required
                      maxlength="60000"
                      aria-label="${t({ ja: "本文。1行目が件名", en: "Text; the first line is the title" })}"
                      placeholder="${t({ ja: "1行目が件名になります\n\n共有範囲: パートナー内の全事業部・拠点", en: "The first line is the title" })}"
                    ></textarea>
                    <button>${t({ ja: "記録する", en: "Record it" })}</button>`,
                })}`
            : null
        }
        <h2>${t({ ja: "最近の記録", en: "Lately" })}</h2>
        <ul class="card">
          ${hits.hits.map(
            (hit) =>
              html`<li>
                <a href="${paths.entry(partner, hit.id)}">${hit.title}</a>
                <span class="meta"
                  ><span class="tag ${hit.kind}">${nameOf(ENTRY_KINDS, hit.kind, language)}</span>
                  ${hit.date}</span
                >
              </li>`,
          )}
        </ul>
      </div>
    </div>`,
  });
}
