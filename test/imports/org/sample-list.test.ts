import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { decisionLines, peopleLines, readFixture, unitLines } from "./read-list.ts";

const UNITS = [
  "div-office-solution | オフィスソリューション事業部 | division | 148",
  "div-public-education | 公共・文教事業部 | division | 62",
  "div-manufacturing-dx | 製造DX事業部 | division | 85",
  "div-healthcare | ヘルスケア事業部 | division | 71",
  "div-mobile-telecom | モバイル・通信事業部 | division | 210 | 旧NW | 旧モバ推 | 旧ネットワーク事業部",
  "div-finance-professional-channel | 金融・士業チャネル事業部 | division | 44",
  "br-sapporo | 札幌支店 | branch | 48",
  "br-sendai | 仙台支店 | branch | 52",
  "br-kitakanto | 北関東 | branch | 57 | (宇都宮オフィス含む)",
  "br-tokyo-1 | 東京第一 | branch | 133 | =首都圏第一支店",
  "br-yokohama | 横浜支店 | branch | 76",
  "br-nagoya | 名古屋支店 | branch | 94",
  "br-osaka | 大阪支店 | branch | 121",
  "br-hiroshima | 広島支店 | branch | 46",
  "br-fukuoka | 福岡支店 | branch | 68 | (離島含む)",
];

describe("the list of the sample partner", () => {
  test.each(["sorei-utf8.csv", "sorei-sjis.csv", "sorei.xlsx"])(
    "gives the fifteen units that a careful person finds in it (%s)",
    async (file) => {
      const { spec } = await readFixture(file, { partnerKey: "sorei" });
      expect(unitLines(spec)).toEqual(UNITS);
    },
  );

  test("is the list that the sample bundle carries", async () => {
    const bundle = JSON.parse(
      await readFile(new URL("../../../scripts/sample/partner-sorei.json", import.meta.url), "utf8"),
    ) as { messy_org_sheet: string[][] };
    const csv = await readFile(new URL("../../fixtures/org/sorei-utf8.csv", import.meta.url), "utf8");
    expect(csv).toBe(bundle.messy_org_sheet.map((row) => `${row.join(",")}\r\n`).join(""));
  });

  test("asks about everything that it leaves open, and about nothing twice", async () => {
    const imported = await readFixture("sorei-utf8.csv", { partnerKey: "sorei" });
    expect(decisionLines(imported)).toEqual([
      "旧ネットワーク事業部: ない部署とし、「モバイル・通信事業部」の旧称にしました",
      "パートナー名: 「sorei」としました",
      "人数: 営業人数として取り込みました",
      "福岡支店: 同じ部署とし、ひとつにまとめました",
      "北関東: 地名なので拠点としました",
      "東京第一: 地名なので拠点としました",
      "公共・文教事業部: いまの部署のまま載せました",
      "北関東: 「北関東」の一部とし、別の拠点にはしませんでした",
      "キー: オフィスソリューション事業部 → div-office-solution、公共・文教事業部 → div-public-education、製造DX事業部 → div-manufacturing-dx など15件",
      "責任者: オフィスソリューション事業部 → 事業部長、札幌支店 → 支店長、北関東 → 拠点長",
    ]);
    expect(imported.warnings).toEqual([]);
  });

  test("puts its people below their units with their roles, each once", async () => {
    const { spec } = await readFixture("sorei-utf8.csv", { partnerKey: "sorei" });
    expect(peopleLines(spec)).toHaveLength(16);
    expect(peopleLines(spec).slice(0, 3)).toEqual([
      "div-office-solution | 榛葉 拓巳 | 事業部長 | head",
      "div-office-solution | 鵜木 理沙 | 課長 | manager",
      "div-public-education | 雪平 | 事業部長 | head",
    ]);
    expect(peopleLines(spec).filter((line) => line.startsWith("br-fukuoka"))).toEqual([
      "br-fukuoka | 中願寺 剛士 | 支店長 | head",
    ]);
    expect(spec.people.map(({ key }) => key).slice(0, 2)).toEqual([
      "p-div-office-solution-1",
      "p-div-office-solution-2",
    ]);
    expect(spec.units.find(({ key }) => key === "br-tokyo-1")?.head).toEqual({ role: "支店長" });
  });
});
