import { Spec } from "../../src/model/spec.ts";

/** A wholesaler of machine parts whose reps write down names and secrets wherever there is room. */
export function leakyPartner(): { spec: Spec; bundle: object } {
  const spec = Spec.parse({
    partner: { key: "hoshikawa", name: "星河機工株式会社" },
    vendor: { name: "トルネ計測", products: ["トルネゲージ"] },
    units: [
      { key: "div-tool", name: "工具事業部", kind: "division", kgi: "粗利額" },
      { key: "div-line", name: "設備事業部", kind: "division" },
      { key: "br-ham", name: "浜松営業所", kind: "branch", aliases: ["浜松"] },
      { key: "br-oki", name: "沖縄営業所", kind: "branch" },
    ],
    people: [
      {
        key: "p1",
        name: "久米川 亮",
        unit: "div-tool",
        role: "事業部長",
        level: "head",
        also_written: ["Kumegawa"],
      },
      { key: "p2", name: "東 さくら", unit: "br-ham", role: "所長", level: "head" },
      { key: "p3", name: "林 大吾", unit: "br-oki", role: "主任", level: "field" },
    ],
  });
  return { spec, bundle: { partner: { id: "hoshikawa" }, entries } };
}

const sagano = {
  term: "嵯峨野精工",
  kind: "customer",
  variants: ["サガノ精工", "嵯峨野"],
  replace_with: "ある部品メーカー",
};

const entry = (
  id: string,
  unit_id: string,
  type: string,
  title: string,
  body: string,
  more: object = {},
) => ({
  id,
  unit_id,
  type,
  title,
  body,
  recorded_on: "2026-11-10",
  tags: ["引き継ぎ"],
  sharing: { scope: "partner_all_units", consent: "口頭了承" },
  ...more,
});

const entries = [
  entry(
    "T1",
    "div-tool",
    "issue",
    "嵯峨野精工の担当替えで引き継ぎが抜けた",
    "嵯峨野精工の購買に何を約束したか、ｻｶﾞﾉ精工の前任しか知らない。久米川さんも久米川部長も、Kumegawaの名で書いたメモが読めないと言う。",
    {
      mask: [sagano],
      customer: { name: "株式会社嵯峨野精工" },
      private_notes: "決裁権は実は次男が持っている。",
    },
  ),
  entry(
    "T2",
    "br-ham",
    "success",
    "担当替えの引き継ぎを三回の同行で終える",
    "前任と後任が三度一緒に訪ねる。東所長が同行の日を先に押さえた。東海の得意先にも広げた。連絡は azuma@example.co.jp か ０５３－４５６－７８９０ へ。",
    { private_notes: "浜松の倉庫は来春に閉じる予定。誰にも言わないこと。" },
  ),
  entry(
    "T3",
    "br-oki",
    "failure",
    "引き継ぎを紙一枚で済ませ、約束を忘れて取引を失う",
    "林さんが紙一枚で引き継いだ。杉林の多い山あいの客先で、値引きの約束が抜けた。サガノ\u200B精工の例と同じ。",
    { mask: [sagano], cause: "口約束が書かれていない" },
  ),
  entry(
    "T4",
    "div-line",
    "issue",
    "担当替えのたびに引き継ぎで客先に叱られる",
    "引き継ぎの資料が人ごとに違い、客先で同じことを聞き直している。",
  ),
  entry(
    "T5",
    "br-oki",
    "failure",
    "倉庫の火災で在庫の三割を失ったことは伏せている",
    "倉庫の火災で在庫の三割を失い、引き継ぎの資料も燃えた。取引先には言っていない。",
    { sharing: { scope: "unit_only" } },
  ),
  entry(
    "T6",
    "div-line",
    "success",
    "引き継ぎの場に客先を呼び、三者で一枚に書く",
    "嵯峨野\n精工では三者で一枚に書いた。抜けは九件から零件。",
    { mask: [sagano], sharing: { scope: "vendor_only" } },
  ),
  ...["div-tool", "div-line", "br-ham", "br-oki"].map((unit, at) =>
    entry(
      `N${at}`,
      unit,
      at % 2 === 0 ? "success" : "failure",
      `見積の前に困りごとを聞く(その${at + 1})`,
      "見積を出す前の訪問で、入替と関係のない業務の話を三つ聞く。",
    ),
  ),
];
