import type { Text } from "../../language.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import type { PageContext } from "../page.ts";
import { paths } from "../paths.ts";

interface Sum {
  readonly orders: number;
  readonly monthlyYen: number;
  readonly churned: number;
}
interface Row extends Sum {
  readonly unit: string | null;
  readonly unitName: string | null;
}

/** What was ordered through which division and which branch. */
export async function figuresPage(
  page: PageContext,
  partner: string,
  product: string | undefined,
): Promise<Html> {
  const { get, t } = page;
  const { name } = await get("showPartner", { partner });
  const shown = await get("figures", { partner, ...(product === undefined ? {} : { product }) });
  const table = (title: Text, rows: readonly Row[]): Html => {
    const most = Math.max(...rows.map(({ monthlyYen }) => monthlyYen), 1);
    return html`<h2>${t(title)}</h2>
      <div class="scroll">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${t({ ja: "名称", en: "Name" })}</th>
              <th scope="col">${t({ ja: "受注数", en: "Orders" })}</th>
              <th scope="col">${t({ ja: "月額(円)", en: "Monthly (yen)" })}</th>
              <th scope="col">${t({ ja: "うち解約(円)", en: "Cancelled (yen)" })}</th>
              <th scope="col">
                <span class="meta">${t({ ja: "月額の大きさ", en: "Monthly, at a glance" })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  <th scope="row">
                    ${row.unit === null ? t({ ja: "未割当", en: "Unassigned" }) : html`<a href="${paths.unit(partner, row.unit)}">${row.unitName}</a>`}
                  </th>
                  ${cells(row)}
                  <td>
                    <meter
                      min="0"
                      max="${most}"
                      value="${row.monthlyYen}"
                      aria-label="${yen(row.monthlyYen)}"
                    ></meter>
                  </td>
                </tr>`,
            )}
            ${
              shown.total === null
                ? null
                : html`<tr class="total">
                    <th scope="row">${t({ ja: "合計", en: "Total" })}</th>
                    ${cells(shown.total)}
                    <td></td>
                  </tr>`
            }
          </tbody>
        </table>
      </div>`;
  };
  return layout(page, {
    title: t({ ja: "実績", en: "Figures" }),
    place: "figures",
    partner: { partner, name },
    body: html` <nav class="act" aria-label="${t({ ja: "商材", en: "Product" })}">
        <a href="${paths.figures(partner)}" ${product === undefined ? html`aria-current="true"` : null}
          >${t({ ja: "すべての商材", en: "All products" })}</a
        >${shown.products.map((one) => html`<a href="${paths.figures(partner, { product: one })}" ${one === product ? html`aria-current="true"` : null}>${one}</a>`)}
      </nav>
      ${shown.total === null ? html`<p class="empty">${t({ ja: "担当する事業部・拠点の分だけが表示されています。", en: "Only what came through your units." })}</p>` : null}
      ${table({ ja: "事業部別", en: "By division" }, shown.byDivision)}
      ${table({ ja: "拠点別", en: "By branch" }, shown.byBranch)}
      ${
        shown.unassigned.length === 0
          ? null
          : html`<h2>
                ${t({ ja: "未割当の受注", en: "Orders not assigned yet" })} (${shown.unassigned.length})
              </h2>
              <p>
                ${t({ ja: "経由事業部か経由拠点が空の受注です。ワークスペースの「受注」で埋めてください。合計には含まれています。", en: "They lack a division or a branch; fill that in under Orders in the workspace. They are part of the total." })}
              </p>
              <div class="scroll">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">${t({ ja: "受注番号", en: "Order no." })}</th>
                      <th scope="col">${t({ ja: "商材", en: "Product" })}</th>
                      <th scope="col">${t({ ja: "受注日", en: "Closed on" })}</th>
                      <th scope="col">${t({ ja: "空いている項目", en: "Missing" })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${shown.unassigned.slice(0, 200).map(
                      (order) =>
                        html`<tr>
                          <th scope="row">${order.id}</th>
                          <td>${order.product}</td>
                          <td>${order.closedOn}</td>
                          <td>${order.lacks.map((lack) => t(LACKS[lack])).join(" / ")}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
      }`,
  });
}

const LACKS = {
  division: { ja: "経由事業部", en: "Via division" },
  branch: { ja: "経由拠点", en: "Via branch" },
} as const;

const cells = ({ orders, monthlyYen, churned }: Sum): Html =>
  html`<td class="number">${orders}</td>
    <td class="number">${yen(monthlyYen)}</td>
    <td class="number">${yen(churned)}</td>`;

const yen = (value: number): string => value.toLocaleString("en-US");
