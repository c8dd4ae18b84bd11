import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { indexTerms } from "../../src/release/find-terms.ts";
import { maskText } from "../../src/release/mask.ts";
import { entryRules, keptRules, peopleRules } from "../../src/release/mask-rules.ts";
import { scanForLeaks } from "../../src/release/leak-scan.ts";
import { entry, person, spec } from "./records.ts";

const PEOPLE = [
  person({ key: "1", name: "中願寺 剛士", unit: "br-fuk", role: "支店長", level: "head" }),
  person({
    key: "2",
    name: "鍵本 仁",
    unit: "br-osk",
    role: "担当",
    also_written: ["カギモト ジン", "Kagimoto Jin"],
  }),
  person({ key: "3", name: "林 健一", unit: "br-fuk", role: "課長" }),
  person({ key: "4", name: "森 さやか", unit: "br-osk", role: "主任" }),
  person({ key: "5", name: "東 大輔", unit: "div-hc", role: "課長" }),
  person({ key: "6", name: "金 賢秀", unit: "div-hc", role: "担当" }),
  person({ key: "7", name: "原 美咲", unit: "br-fuk", role: "担当" }),
  person({ key: "8", name: "田中 太郎", unit: "br-osk", role: "課長" }),
  person({ key: "9", name: "澤田 修", unit: "br-osk", role: "部長" }),
  person({ key: "10", name: "Emma Price", unit: "br-osk", role: "Sales manager" }),
  person({ key: "11", name: "ジョン・スミス", unit: "br-fuk", role: "顧問" }),
  person({ key: "12", name: "福岡 誠", unit: "br-osk", role: "係長" }),
  person({ key: "13", name: "大和田 梢", unit: "br-osk", role: "部長", consent_to_name: true }),
];

const SPEC = spec({ vendor: { name: "クオリア", products: ["東雲クラウド"] } });
const LISTED = entry({
  customer: "株式会社ミカゲ精密",
  called: "ミカさん",
  segment: ["製造", "100-299"],
  mask: [
    { term: "トコヨ", kind: "customer", variants: ["Tokoyo Foods"], replace_with: "食品メーカー" },
    { term: "二百四十人", kind: "quasi", replace_with: "二百人規模" },
    { term: "藤ヶ崎", kind: "person", replace_with: "理事長" },
  ],
});
const INDEXES = [
  indexTerms(entryRules(LISTED)),
  indexTerms([...peopleRules(PEOPLE, SPEC), ...keptRules(PEOPLE, SPEC)]),
];
const mask = (text: string): string => maskText(text, INDEXES);

describe("names are replaced wherever they are names", () => {
  test.each([
    ["中願寺が朝会で話した。", "福岡支店長が朝会で話した。"],
    ["中願寺支店長の方針です。", "福岡支店長の方針です。"],
    ["中願寺 剛士様よりご連絡", "福岡支店長よりご連絡"],
    ["中 願 寺さんは不在。", "福岡支店長は不在。"],
    ["中\u200b願\u200d寺さん", "福岡支店長"],
    ["**中願**寺さんの話", "**福岡支店長の話"],
    ["福岡支店の中願寺支店長", "福岡支店長"],
    ["鍵本さんに聞いた。", "大阪支店の担当者に聞いた。"],
    ["鍵本仁は異動した。", "大阪支店の担当者は異動した。"],
    ["鍵本　仁氏の後任", "大阪支店の担当者の後任"],
    ["仁鍵本という署名", "大阪支店の担当者という署名"],
    ["カギモトさんの案", "大阪支店の担当者の案"],
    ["ｶｷﾞﾓﾄ さんの案", "大阪支店の担当者の案"],
    ["かぎもとさんの案", "大阪支店の担当者の案"],
    ["Kagimoto-san agreed.", "a rep at Osaka Branch agreed."],
    ["ask KAGIMOTO first", "ask a rep at Osaka Branch first"],
    ["Kagimoto san agreed.", "a rep at Osaka Branch agreed."],
    ["kagimotosan agreed.", "a rep at Osaka Branch agreed."],
    ["Kagimoto-Jin agreed.", "a rep at Osaka Branch agreed."],
    ["J. Kagimoto agreed.", "a rep at Osaka Branch agreed."],
    ["Kagimoto sank back.", "a rep at Osaka Branch sank back."],
    ["ＫＡＧＩＭＯＴＯ様に送付", "大阪支店の担当者に送付"],
    ["林さんと訪問", "福岡支店の課長と訪問"],
    ["林課長に相談", "福岡支店の課長に相談"],
    ["林(課長)の話", "福岡支店の課長(課長)の話"],
    ["担当の林と課長の森", "担当の福岡支店の課長と課長の大阪支店の主任"],
    ["窓口は林です", "窓口は福岡支店の課長です"],
    ["林は反対したが、原が頼んだ", "福岡支店の課長は反対したが、福岡支店の担当者が頼んだ"],
    ["森から連絡があった", "大阪支店の主任から連絡があった"],
    ["林・森両名で訪問", "福岡支店の課長・大阪支店の主任両名で訪問"],
    ["田中部長と林", "大阪支店の課長と福岡支店の課長"],
    ["健一さんが残った", "福岡支店の課長が残った"],
    ["美咲ちゃんの話", "福岡支店の担当者の話"],
    ["田中市長と会った", "大阪支店の課長と会った"],
    ["林 健一の提案", "福岡支店の課長の提案"],
    ["林健一が担当", "福岡支店の課長が担当"],
    ["(林)", "(福岡支店の課長)"],
    ["担当:林", "担当:福岡支店の課長"],
    ["林が担当する", "福岡支店の課長が担当する"],
    ["森様のご要望", "大阪支店の主任のご要望"],
    ["森主任が動いた", "大阪支店の主任が動いた"],
    ["東課長の発言", "ヘルスケア事業部の課長の発言"],
    ["金さんの紹介", "ヘルスケア事業部の担当者の紹介"],
    ["原さんが同席", "福岡支店の担当者が同席"],
    ["田中は、昨日来た。", "大阪支店の課長は、昨日来た。"],
    ["田中課長代理が対応", "大阪支店の課長が対応"],
    ["沢田部長の指示", "大阪支店の部長の指示"],
    ["澤田さん", "大阪支店の部長"],
    ["Mr. Price called.", "a Sales manager at Osaka Branch called."],
    ["Emma Price called.", "a Sales manager at Osaka Branch called."],
    ["スミス顧問の助言", "福岡支店の顧問の助言"],
    ["ジョン・スミスの助言", "福岡支店の顧問の助言"],
    ["福岡さんが異動", "大阪支店の係長が異動"],
    ["藤ヶ崎理事長が差し戻した", "理事長が差し戻した"],
    ["藤ケ崎様の一声", "理事長の一声"],
    ["ミカゲ精密で測った", "製造・100-299の顧客で測った"],
    ["株式会社ミカゲ精密様", "製造・100-299の顧客様"],
    ["㈱ミカゲ精密", "製造・100-299の顧客"],
    ["ミカゲ精密株式会社と", "製造・100-299の顧客と"],
    ["ミカゲさんの件", "製造・100-299の顧客さんの件"],
    ["ﾐｶｹﾞ精密さん", "製造・100-299の顧客さん"],
    ["みかげ精密の件", "製造・100-299の顧客の件"],
    ["ミカさんの件", "製造・100-299の顧客の件"],
    ["ミカゲ社の件", "製造・100-299の顧客の件"],
    ["トコヨ食品の件", "食品メーカー食品の件"],
    ["トコヨフーズの件", "食品メーカーフーズの件"],
    ["tokoyo foods の法務", "食品メーカー の法務"],
    ["二百四十人で年に", "二百人規模で年に"],
    ["連絡は taro.y@mikage.example まで", "連絡は 〔メールアドレス〕 まで"],
    ["ｔａｒｏ＠ｍｉｋａｇｅ．ｅｘａｍｐｌｅへ", "〔メールアドレス〕へ"],
    ["taro【at】mikage.co.jp へ", "〔メールアドレス〕 へ"],
    ["090 - 1234 - 5678 へ", "〔電話番号〕 へ"],
    ["内線は1234", "〔電話番号〕"],
    ["電話 03-1234-5678 まで", "電話 〔電話番号〕 まで"],
    ["０９０－１２３４－５６７８へ", "〔電話番号〕へ"],
    ["(03)1234-5678 です", "〔電話番号〕 です"],
    ["直通 0312345678", "直通 〔電話番号〕"],
    ["+81 3 1234 5678", "[phone number]"],
    ["0120-000-000へ", "〔電話番号〕へ"],
    ["内線1234", "〔電話番号〕"],
    ["詳細は https://mikage.example/a?b=1 を参照", "詳細は 〔URL〕 を参照"],
    ["www.mikage.co.jpを見た", "〔URL〕を見た"],
    ["https://mikage.example/中 願 寺さんの頁", "〔URL〕の頁"],
    ["https://intra.example/?to=taro@mikage.example を開く", "〔URL〕 を開く"],
  ])("%s", (written, shown) => {
    expect(mask(written)).toBe(shown);
  });
});

describe("what only looks like a name stays as it was written", () => {
  test.each([
    "小林さんは別の会社の方です。",
    "山田中学校での導入",
    "森林組合の合併",
    "林業の効率化と森の保全",
    "東京と東海の商談",
    "東側の入口から入る",
    "料金の見直しと金額の確認",
    "資金さえあれば買える",
    "原因は手順にあった。原価も見た。",
    "原課での検討を待つ",
    "福岡支店長が読み上げた。",
    "福岡支店で始めた取り組み",
    "福岡の商談が増えた",
    "東雲クラウドの解約が減った",
    "大和田部長が認めた話です。",
    "お客様の総務さんが喜んだ",
    "経理部長が自分の資料として出した",
    "理事長の一声で決まった",
    "2026-10-14 に 12,345,678円で受注",
    "受注番号 0015-2026 の 1,200台",
    "10:30〜11:30 に 240 名が参加",
    "第3四半期は 2.3 倍、継続率 94%",
    "A4 一枚、ISO27001、C++ の資料",
    "Price was the main reason.",
    "We lost on price alone.",
    "The memory of the team",
    "フミカゲという商品名",
    "ミカンの出荷",
    "東から来た人と南側の客",
    "金が決め手になった",
    "課長の原案を待つ",
    "田中駅の前で待つ",
    "1,240人と数千信号",
    "Notion:使い方、next 3000 units, hotel 1234",
    "受注番号 0312345678 と型番 0120-123-456",
    "電話 2026-11-20 に",
    "担当者の見積が遅れた",
    "支店長と課長の両方に話す",
    "e.g. the first visit. Then the second.",
  ])("%s", (written) => {
    expect(mask(written)).toBe(written);
  });
});

describe("a listed term that is part of ordinary words", () => {
  const rules = entryRules(
    entry({
      called: "ヨシさん, まるさん",
      mask: [
        { term: "千信", replace_with: "金融機関" },
        { term: "川の家", kind: "place", replace_with: "保養施設" },
        { term: "丸一", replace_with: "資材店" },
        { term: "240人", kind: "quasi", replace_with: "二百人規模" },
        { term: "十二人", kind: "quasi", replace_with: "十人ほど" },
        { term: "ABE", replace_with: "製薬会社" },
      ],
    }),
  );
  test.each([
    ["千信が来た。千信様。", "金融機関が来た。金融機関様。"],
    ["数千信号を見た", "数千信号を見た"],
    ["川の家で会った", "保養施設で会った"],
    ["小川の家、吉川の家電", "小川の家、吉川の家電"],
    ["丸一に納めた", "資材店に納めた"],
    ["丸一日と丸一年", "丸一日と丸一年"],
    ["240人と1240人と1,240人", "二百人規模と1240人と1,240人"],
    ["十二人と百十二人", "十人ほどと百十二人"],
    ["ABEとABE社とLABEL", "製薬会社と製薬会社とLABEL"],
    ["ヨシさんとヨシダさん", "ある顧客とヨシダさん"],
    ["まるさんに会う。まるで駄目", "ある顧客に会う。まるで駄目"],
  ])("%s", (written, shown) => {
    expect(maskText(written, [indexTerms(rules)])).toBe(shown);
  });
});

describe("a customer is known by what people call it", () => {
  test.each([
    ["医療法人 翠明会 みどり病院", "みどり病院で、翠明会の", "ある顧客で、ある顧客の"],
    ["ミカヅチ測器㈱ 福岡工場", "ミカヅチ測器の福岡工場", "ある顧客の福岡工場"],
    ["千載信用金庫", "千載信金の窓口", "ある顧客の窓口"],
    ["Norvane Inc.", "Norvane said so. Norvane, Inc. too.", "a customer said so. a customer too."],
    ["株式会社山田製作所", "山田さんの製作所", "山田さんの製作所"],
  ])("%s", (customer, written, shown) => {
    expect(maskText(written, [indexTerms(entryRules(entry({ customer })))])).toBe(shown);
  });

  test("a segment that repeats the name does not put it back", () => {
    const rules = entryRules(entry({ customer: "ミカゲ精密", segment: ["ミカゲ精密系列", "製造"] }));
    expect(maskText("ミカゲ精密の件", [indexTerms(rules)])).toBe("製造の顧客の件");
  });
});

test.each([
  ["大塚真也", "大塚は来た", "福岡支店の課長は来た"],
  ["長谷川徹", "長谷川は来た。長谷の寺", "福岡支店の課長は来た。長谷の寺"],
  ["五十嵐学", "五十嵐は来た。五十人", "福岡支店の課長は来た。五十人"],
  ["斎藤 薫", "斉藤は来た。齋藤も", "福岡支店の課長は来た。福岡支店の課長も"],
])("%s, written without a space or with another 斎, is found", (name, written, shown) => {
  const people = [person({ name, unit: "br-fuk", role: "課長" })];
  expect(maskText(written, [indexTerms(peopleRules(people, SPEC))])).toBe(shown);
});

const SURNAMES = ["榛葉", "五十里", "各務", "毛呂", "纐纈", "佐々布", "甲斐田", "能美", "鷹觜", "小鳥遊"];
const GIVEN = ["拓巳", "理沙", "颯", "真帆", "誠吾"];
const SENTENCES: [string, string][] = [
  ["昨日、", "さんと話した。"],
  ["先方の", "課長は乗り気だ。"],
  ["(", "事業部長、定例にて)"],
  ["資料は", "様へ送付済み。"],
  ["We met ", "-san in June."],
];

const spelling = fc.constantFrom<(name: string) => string>(
  (name) => name,
  (name) => Array.from(name).join(" "),
  (name) => Array.from(name).join("\u3000"),
  (name) => Array.from(name).join("\u200b"),
  (name) => `${name.slice(0, 1)}\n${name.slice(1)}`,
  (name) => `**${name.slice(0, 1)}**${name.slice(1)}`,
  (name) => name.normalize("NFD"),
);

test("a listed person is found in every spelling, with or without the given name", () => {
  const named = fc.record({
    surname: fc.constantFrom(...SURNAMES),
    given: fc.constantFrom(...GIVEN),
    isFull: fc.boolean(),
    around: fc.constantFrom(...SENTENCES),
    spelling,
  });
  fc.assert(
    fc.property(named, ({ surname, given, isFull, around: [before, after], spelling }) => {
      const people = [person({ name: `${surname} ${given}`, unit: "br-fuk", role: "課長" })];
      const indexes = [indexTerms(peopleRules(people, SPEC))];
      const masked = maskText(`${before}${spelling(isFull ? surname + given : surname)}${after}`, indexes);
      expect(scanForLeaks([{ where: "x", text: masked }], [{ term: surname, owner: "br-fuk" }])).toEqual([]);
      expect(masked).toMatch(/福岡支店の課長|manager|rep at Fukuoka/u);
    }),
    { seed: 20261123, numRuns: 500 },
  );
});

test("a listed customer is found in every spelling", () => {
  const katakana = fc.constantFrom("ミカゲ精密", "トコヨ食品", "ルクサ部品", "ヴェルト工業");
  const written = fc.constantFrom<(name: string) => string>(
    (name) => name,
    (name) => `株式会社${name}`,
    (name) => `${name}さん`,
    (name) => name.replace(/[ァ-ヴ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60)),
    (name) => Array.from(name).join(" "),
    (name) => Array.from(name).join("\u2060"),
  );
  fc.assert(
    fc.property(katakana, written, (name, write) => {
      const rules = entryRules(entry({ customer: name, segment: ["製造"] }));
      const masked = maskText(`先週${write(name)}を訪ねた。`, [indexTerms(rules)]);
      expect(masked).toContain("製造の顧客");
      expect(scanForLeaks([{ where: "x", text: masked }], [{ term: name, owner: "u" }])).toEqual([]);
    }),
    { seed: 20261123, numRuns: 200 },
  );
});

test("masking nothing changes nothing, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
      expect(maskText(text, [indexTerms(peopleRules(PEOPLE.slice(0, 1), SPEC))])).toBe(text);
    }),
    { seed: 20261123, numRuns: 500 },
  );
});
