import { describe, expect, test } from "vitest";

import type { ImportedOrg } from "../../../src/imports/org.ts";
import { decisionLines, peopleLines, readFixture, readText, unitLines } from "./read-list.ts";

const read = (file: string): Promise<ImportedOrg> => readFixture(file, { partnerKey: "acme" });
/** Decisions other than that keys were made up, and that the list does not name the company. */
const asked = (imported: ImportedOrg): string[] =>
  decisionLines(imported).filter((line) => !/^(?:キー|keys|パートナー名|partner name):/u.test(line));
const warned = ({ warnings }: ImportedOrg): string[] => warnings.map(({ ja }) => ja);

test("a clean list with keys asks for nothing but the company's name", async () => {
  const imported = await read("clean.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-retail | 流通事業部 | division | 40",
    "br-sapporo | 札幌支店 | branch | label 支店 | in div-retail | 12",
    "br-osaka | 大阪支店 | branch | label 支店 | in div-retail | 18",
  ]);
  expect(decisionLines(imported)).toEqual(["パートナー名: 「acme」としました"]);
  expect(imported.warnings).toEqual([]);
});

test("two columns, name and kind, are enough", async () => {
  const imported = await readText("名称,種別\n流通事業部,事業部\n大阪支店,\n");
  expect(unitLines(imported.spec)).toEqual([
    "div-distribution | 流通事業部 | division",
    "br-osaka | 大阪支店 | branch",
  ]);
  expect(asked(imported)).toEqual([]);
});

test("levels in columns become parents, with merged cells, 〃 and dashes (XLSX)", async () => {
  const imported = await read("levels-merged.xlsx");
  const east = "div-higashinihon-sales";
  const west = "div-nishinihon-sales";
  expect(unitLines(imported.spec)).toEqual([
    `${east} | 東日本営業本部 | division`,
    `${east}-corporate-sales | 法人営業部 | division | in ${east}`,
    `${east}-corporate-sales-1 | 第一課 | division | in ${east}-corporate-sales | 12`,
    `${east}-corporate-sales-2 | 第二課 | division | in ${east}-corporate-sales | 9`,
    `div-public-sales | 公共営業部 | division | in ${east}`,
    "br-sapporo | 札幌支店 | branch | in div-public-sales | 15",
    "br-sendai | 仙台支店 | branch | in div-public-sales | 11",
    `${west} | 西日本営業本部 | division`,
    `${west}-corporate-sales | 法人営業部 | division | in ${west}`,
    `${west}-corporate-sales-1 | 第一課 | division | in ${west}-corporate-sales | 8`,
    `br-osaka | 大阪支店 | branch | in ${west}-corporate-sales | 20`,
    `br-fukuoka | 福岡支店 | branch | in ${west} | 6`,
  ]);
  expect(imported.spec.partner.name).toBe("蒼波リテールシステム株式会社");
  expect(asked(imported)).toEqual(["責任者: 東日本営業本部 → 本部長、第一課 → 課長、札幌支店 → 支店長"]);
  expect(warned(imported)).toEqual(["読まなかった合計の行: 12行目"]);
});

test("a division and a branch in one row, below two rows of headings", async () => {
  const imported = await read("two-headings.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-1 | 産業機器事業部 | division | 30",
    "div-1-hamamatsu | 浜松支店 | branch | in div-1 | 10",
    "br-toyota | 豊田支店 | branch | in div-1 | 8",
    "div-food-machinery | 食品機械事業部 | division | 20",
    "br-shizuoka | 静岡支店 | branch | in div-food-machinery | 7",
    "div-food-machinery-hamamatsu | 浜松支店 | branch | in div-food-machinery | 6",
  ]);
  expect(asked(imported)).toEqual([
    "浜松支店: 別の部署として取り込みました",
    "責任者: 産業機器事業部 → 事業部長、浜松支店 → 支店長",
  ]);
});

test("a dash in the column of divisions means that a branch belongs to none", async () => {
  const { spec } = await readText("事業部,拠点\n流通事業部,札幌支店\n,仙台支店\n-,大阪支店\n");
  expect(unitLines(spec)).toEqual([
    "div-distribution | 流通事業部 | division",
    "br-sapporo | 札幌支店 | branch | in div-distribution",
    "br-sendai | 仙台支店 | branch | in div-distribution",
    "br-osaka | 大阪支店 | branch",
  ]);
});

test("branches listed after all divisions are not put below the last one", async () => {
  const imported = await read("flat.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-office | オフィス事業部 | division | 30",
    "div-public | 公共事業部 | division | 12",
    "br-sapporo | 札幌支店 | branch | 10",
    "br-sendai | 仙台支店 | branch | 9",
  ]);
  expect(asked(imported)).toEqual(["所属: どれもパートナーの直下に置きました"]);
});

test("a list without headings is told by its content (Shift_JIS)", async () => {
  const imported = await read("tanba-headless.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-office-packaging | オフィス包装事業部 | division",
    "div-pro-packaging | 業務用包装事業部 | division",
    "br-sapporo | 札幌 | branch",
    "hq-planning | 経営企画部 | hq",
    "br-hakodate | 函館営業所 | branch | label 営業所",
  ]);
  expect(imported.spec.partner.name).toBe("株式会社丹波包装資材");
  expect(asked(imported)).toEqual(["見出し: 1列目=名称、2列目=種別"]);
});

test("a single column shows by indentation what belongs to what", async () => {
  const imported = await read("single-column.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-manufacturing | 製造事業部 | division",
    "br-nagoya | 名古屋支店 | branch | in div-manufacturing",
    "br-osaka | 大阪支店 | branch | in div-manufacturing",
    "div-distribution | 流通事業部 | division",
    "br-tokyo | 東京支店 | branch | in div-distribution",
    "br-tokyo-1 | 東京第一 | branch | in div-distribution",
  ]);
  expect(asked(imported)).toEqual([
    "所属: 字下げされた部署を上の部署の下に置きました",
    "東京第一: 地名なので拠点としました",
  ]);
});

test("a stray space before one name is no indentation", async () => {
  const { spec } = await readText("部署名\n製造事業部\n 名古屋支店\n大阪支店\n");
  expect(spec.units.map(({ parent }) => parent)).toEqual([undefined, undefined, undefined]);
});

test("one question is enough for many names of one sort", async () => {
  const imported = await read("places.csv");
  expect(imported.spec.units.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => "branch"));
  expect(asked(imported)).toEqual(["札幌、仙台、名古屋、大阪、福岡 ほか1件: 地名なので拠点としました"]);
});

test("sections give kinds and areas; totals and the foot of the page are left out (Shift_JIS)", async () => {
  const imported = await read("sections.txt");
  expect(unitLines(imported.spec)).toEqual([
    "div-hvac-facility | 空調設備 | division | 40",
    "div-lighting-facility | 照明設備 | division | 22",
    "br-sapporo | 札幌支店 | branch | 10 | @東日本エリア",
    "br-mito | 水戸営業所 | branch | 5 | @東日本エリア",
    "br-takamatsu | 高松出張所 | branch | 3 | @西日本エリア",
    "br-osaka | 大阪 | branch | 20 | @西日本エリア",
  ]);
  expect(imported.spec.partner.name).toBe("カナデ電設工業株式会社");
  expect(asked(imported)).toEqual([
    "人数: 営業人数として取り込みました",
    "責任者: 空調設備 → 事業部長、札幌支店 → 支店長、大阪 → 拠点長",
  ]);
  expect(warned(imported)).toEqual([
    "読まなかった合計の行: 7, 15, 16行目",
    "読まなかった注記の行: 17, 18行目",
  ]);
});

test("an English list", async () => {
  const imported = await readFixture("halden-org-2026.csv");
  expect(imported.spec.partner).toMatchObject({
    key: "halden-office-supplies",
    name: "Halden Office Supplies Ltd",
    language: "en",
  });
  expect(unitLines(imported.spec)).toEqual([
    "public-sector-division | Public Sector Division | division | 40",
    "corporate-division | Corporate Division | division | 60 | 旧Enterprise Division",
    "northport-branch | Northport Branch | branch | in public-sector-division | 1200 | =NPT",
    "eastvale-office | Eastvale Office | branch | label sales office | in corporate-division | 12 | from 2027-04-01",
    "human-resources | Human Resources | hq | 5",
  ]);
  expect(peopleLines(imported.spec)).toEqual([
    "public-sector-division | Mara Quill | Division Head | head",
    "corporate-division | Ode Farrow | Director | head",
    "northport-branch | Tam Lisle | Branch manager | head",
  ]);
  expect(asked(imported)).toEqual([
    "Old Quay Branch: Taken as gone and not imported",
    "partner key: halden-office-supplies was taken (choose with --partner)",
    "Headcount: Taken as the number of sales people",
    "Human Resources: Put directly under the partner",
    "Eastvale Office: Taken in, valid from 2027-04-01",
    "Head: Northport Branch → Branch manager",
  ]);
});

test("a list with one row per person names each unit once, with aliases and former names", async () => {
  const imported = await read("roster.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-shutoken-sales | 首都圏営業部 | division | 旧東日本営業部",
    "br-osaka | 大阪支店 | branch | =関西",
    "div-mobile | モバイル事業部 | division | =MB",
  ]);
  expect(peopleLines(imported.spec)).toEqual([
    "div-shutoken-sales | 鵜木 理沙 | 部長 | head",
    "div-shutoken-sales | 萩生田 章 | 課長 | manager",
    "div-shutoken-sales | 真田 幸 | 担当 | field",
    "br-osaka | 百瀬 弦 | 支店長 | head",
    "br-osaka | 雲井 渚 | 主任 | field",
  ]);
  expect(imported.spec.people[2]?.also_written).toEqual(["さなだ さち"]);
  expect(asked(imported)).toEqual([]);
});

test("people between the units belong to the unit above", async () => {
  const imported = await read("people-between.csv");
  expect(unitLines(imported.spec)).toEqual([
    "hq-general-affairs | 総務部 | hq",
    "hq-it | 情報システム部 | hq",
    "br-yokohama | 横浜 | branch | 12",
    "br-kyoto | 京都 | branch",
  ]);
  expect(peopleLines(imported.spec)).toEqual([
    "hq-general-affairs | 蔵前 進 | 部長 | head",
    "br-yokohama | 菅沼 恵 | 拠点長 | head",
    "br-yokohama | 小幡 望 | 係長 | manager",
    "br-yokohama | 相楽 樹 | 主任 | field",
    "br-yokohama | 城戸 凛 | - | field",
  ]);
  expect(imported.spec.units[1]?.head).toEqual({ role: "部長" });
  expect(asked(imported)).toEqual([
    "城戸 凛: すぐ上の部署の人としました",
    "人数: 営業人数として取り込みました",
    "責任者: 総務部 → 部長、横浜 → 拠点長",
    "京都: 未記入にしました",
  ]);
});

test("every column finds its place; parents by number, 〃 and name; own codes are the keys", async () => {
  const imported = await read("all-columns.csv");
  expect(unitLines(imported.spec)).toEqual([
    "sales-hq | 営業本部 | division | label 本部 | @東京都",
    "sapporo-branch | 札幌支店 | branch | label 支店 | in sales-hq | =札支 | 旧北海道支店 | @札幌市",
    "br-sendai | 仙台支店 | branch | label 支店 | in sales-hq",
    "br-okinawa | 沖縄支店 | branch | label 支店",
    "br-tokyo | 東京支社 | branch | label 支社 | in sales-hq",
  ]);
  expect(imported.spec.units[0]).toMatchObject({
    name_en: "Sales HQ",
    kgi: "受注高",
    kpis: ["訪問件数", "商談化率"],
    focus_products: ["複合機", "PC"],
    strategy: "深耕",
    tactics: "月例会",
    appraisal_axis: "粗利",
  });
  expect(asked(imported)).toEqual(["沖縄支店: パートナーの直下に置きました"]);
  expect(warned(imported)).toEqual(["読まなかった列: FAX"]);
});

test("units that are gone are left out, and live on as former names where it is evident", async () => {
  const imported = await read("reorganised.csv");
  expect(unitLines(imported.spec)).toEqual([
    "div-shutoken-sales | 首都圏営業部 | division | 旧城東営業部",
    "br-yokohama | 横浜支店 | branch | label 支店 | 旧川崎営業所",
    "br-mito | 水戸支店 | branch | label 支店 | from 2027-04-01",
    "br-takasaki | 高崎支店 | branch | label 支店",
  ]);
  expect(asked(imported)).toEqual([
    "城東営業部: ない部署とし、「首都圏営業部」の旧称にしました",
    "川崎営業所: ない部署とし、「横浜支店」の旧称にしました",
    "宇都宮支店: ない部署とし、取り込みませんでした",
    "旧甲府出張所: ない部署とし、取り込みませんでした",
    "水戸支店: 2027-04-01 からの部署として載せました",
    "高崎支店: いまの部署のまま載せました",
  ]);
});

test("one unit under two spellings is one unit", async () => {
  const imported = await read("spellings.csv");
  expect(unitLines(imported.spec)).toEqual([
    "br-tokyo-1 | 東京第一支店 | branch | label 支店 | 30 | =東京第一",
    "br-osaka | 大阪支店 | branch | label 支店 | 25",
    "div-mobile | モバイル事業部 | division | 12",
  ]);
  expect(asked(imported)).toEqual([
    "大阪支店: 同じ部署とし、ひとつにまとめました(人数は25としました)",
    "モバイル事業部: 同じ部署とし、ひとつにまとめました",
    "東京第一支店: ひとつにまとめ、「東京第一支店」を名前、「東京第一」を別名にしました",
  ]);
});

test("a bare name that two units could have stays a unit of its own", async () => {
  const { spec } = await readText("名称,種別\n大阪支店,支店\n大阪営業所,営業所\n大阪,支店\n");
  expect(spec.units.map(({ name }) => name)).toEqual(["大阪支店", "大阪営業所", "大阪"]);
});

describe("a workbook of several sheets", () => {
  test("has its kinds from the sheets' names, and joins what two sheets say of one unit", async () => {
    const imported = await read("two-sheets.xlsx");
    expect(unitLines(imported.spec)).toEqual([
      "div-construction-materials | 建設資材事業部 | division | 41 | =建設資材 | from 2024-04-01",
      "div-2 | 内装 | division | 18",
      "br-sapporo | 札幌 | branch | in div-construction-materials | 12 | @東日本",
      "br-sendai | 仙台 | branch | in div-construction-materials | 9 | @東日本",
      "br-osaka | 大阪支店 | branch | in div-2 | 20 | @西日本",
    ]);
    expect(peopleLines(imported.spec)).toEqual([
      "div-construction-materials | 浅葱 巧 | 事業部長 | head",
      "br-sapporo | 檜山 涼 | 支店長 | head",
    ]);
    expect(asked(imported)).toEqual([
      "建設資材事業部: ひとつにまとめ、「建設資材事業部」を名前、「建設資材」を別名にしました",
      "責任者: 建設資材事業部 → 事業部長",
    ]);
    expect(warned(imported)).toEqual(["読まなかったシート: 注意事項"]);
  });

  test("may have a sheet for every division", async () => {
    const imported = await read("sheet-per-division.xlsx");
    expect(unitLines(imported.spec)).toEqual([
      "div-public | 公共事業部 | division",
      "div-public-sapporo | 札幌支店 | branch | in div-public",
      "br-sendai | 仙台支店 | branch | in div-public",
      "div-distribution | 流通事業部 | division",
      "div-distribution-sapporo | 札幌支店 | branch | in div-distribution",
      "br-osaka | 大阪支店 | branch | in div-distribution",
    ]);
    expect(asked(imported)).toEqual([
      "公共事業部: 部署とし、下の行をこの下に置きました",
      "流通事業部: 部署とし、下の行をこの下に置きました",
      "札幌支店: 別の部署として取り込みました",
    ]);
  });
});
