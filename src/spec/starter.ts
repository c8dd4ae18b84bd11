import { Spec } from "../model/spec.ts";

/** A small invented partner to begin with where there is no organisation list: two divisions, three branches. */
export function starterSpec(): Spec {
  return Spec.parse({
    partner: { key: "hoshimi", name: "株式会社ほしみ商事", name_en: "Hoshimi Trading Co., Ltd." },
    vendor: { name: "自社名", products: ["商材A", "商材B"] },
    team: [{ user: "taro", name: "担当 太郎", role: "lead" }],
    units: [
      {
        key: "div-office",
        name: "オフィス事業部",
        name_en: "Office Division",
        kind: "division",
        head: { role: "事業部長" },
        strategy: "更改の一年前から業務の話を始める",
        kgi: "粗利額",
        kpis: ["更改率", "一社あたり月間売上"],
        focus_products: ["商材A"],
      },
      {
        key: "div-public",
        name: "公共事業部",
        name_en: "Public Sector Division",
        kind: "division",
        head: { role: "事業部長" },
        appraisal_axis: "受注高と落札率",
        focus_products: ["商材B"],
      },
      {
        key: "br-osaka",
        name: "大阪支店",
        name_en: "Osaka Branch",
        kind: "branch",
        label: "支店",
        aliases: ["大阪", "関西"],
        head: { role: "支店長" },
        area: "近畿",
        area_traits: ["中小密集"],
      },
      {
        key: "br-sakai",
        name: "堺営業所",
        name_en: "Sakai Office",
        kind: "branch",
        label: "営業所",
        parent: "br-osaka",
        head: { role: "所長" },
      },
      {
        key: "br-sapporo",
        name: "札幌支店",
        name_en: "Sapporo Branch",
        kind: "branch",
        label: "支店",
        aliases: ["札幌"],
        head: { role: "支店長" },
        area: "北海道",
        area_traits: ["冬季制約"],
      },
    ],
  });
}
