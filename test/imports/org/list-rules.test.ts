import { readFile } from "node:fs/promises";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { importOrg } from "../../../src/imports/org.ts";
import { decisionLines, readFixture, readText, unitLines } from "./read-list.ts";

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the partner of a list", () => {
  test.each([
    ["青嶺商会株式会社　組織図 2026年4月", "青嶺商会株式会社"],
    ["㈱青嶺商会 営業体制表", "株式会社青嶺商会"],
    ["(有)青嶺商会", "有限会社青嶺商会"],
    ["青嶺商会 組織一覧(令和8年4月現在)", "青嶺商会"],
    ["2026年度 青嶺商会株式会社の組織図", "青嶺商会株式会社"],
  ])("is named by the line above it: %s", async (title, name) => {
    const { spec } = await readText(`${title}\n\n名称,種別\n大阪支店,支店\n`);
    expect(spec.partner.name).toBe(name);
  });

  test.each(["第一営業部御中", "作成: 株式会社白羽システム", "組織一覧", "白羽物産株式会社 御中"])(
    "is not named by an addressee, an author or a mere heading: %s",
    async (title) => {
      const { spec } = await readText(`${title}\n\n名称,種別\n大阪支店,支店\n`, "青嶺商会_組織図_2026.csv");
      expect(spec.partner.name).toBe("青嶺商会");
    },
  );

  test("has its key from the option, the name, the file, or is called partner", async () => {
    const keyOf = async (file: string, title: string, options = {}) => {
      const bytes = new TextEncoder().encode(`${title}\n名称,種別\n大阪支店,支店\n`);
      return (await importOrg({ file, bytes }, options)).spec.partner.key;
    };
    expect(await keyOf("a.csv", "青嶺商会株式会社 組織図", { partnerKey: "seirei" })).toBe("seirei");
    expect(await keyOf("a.csv", "テクノライフ株式会社 組織図")).toBe("techno-life");
    expect(await keyOf("seirei-org-2026.csv", "青嶺商会株式会社 組織図")).toBe("seirei");
    expect(await keyOf("組織図.csv", "青嶺商会株式会社 組織図")).toBe("partner");
  });
});

test("the same list gives the same keys again", async () => {
  const [first, second] = await Promise.all([readFixture("sorei-utf8.csv"), readFixture("sorei.xlsx")]);
  expect(first.spec.units.map(({ key }) => key)).toEqual(second.spec.units.map(({ key }) => key));
});

test("keys that two units share belong to neither", async () => {
  const { spec } = await readText(
    "コード,名称,種別\na1,大阪支店,支店\nA1,福岡支店,支店\nb 2,札幌支店,支店\n",
  );
  expect(spec.units.map(({ key }) => key)).toEqual(["br-osaka", "br-fukuoka", "br-sapporo"]);
});

test("names like those of columns are still units", async () => {
  const { spec } = await readText(
    "名称,種別\n複合機製品事業部,事業部\n営業戦略部,事業部\n関東エリア,拠点\n会計システム事業部,事業部\n",
  );
  expect(spec.units.map(({ name }) => name)).toEqual([
    "複合機製品事業部",
    "営業戦略部",
    "関東エリア",
    "会計システム事業部",
  ]);
});

test("blank parents of a merged column are as above, with a question", async () => {
  const imported = await readText("名称,親\n流通事業部,\n札幌支店,流通事業部\n仙台支店,\n");
  expect(imported.spec.units.map(({ parent }) => parent)).toEqual([
    undefined,
    "div-distribution",
    "div-distribution",
  ]);
  expect(decisionLines(imported)).toContain("仙台支店: 上の行と同じとしました");
});

test("a column that writes every parent means a blank where it has one", async () => {
  const imported = await readText(
    "名称,親\n流通事業部,\n札幌支店,流通事業部\n仙台支店,流通事業部\n大阪支店,\n",
  );
  expect(imported.spec.units.at(-1)?.parent).toBeUndefined();
});

test("places in brackets tell units apart, or say where one is", async () => {
  const { spec } = await readText("名称\n公共事業部(東京)\n公共事業部(大阪)\n札幌支店(北海道)\n");
  expect(unitLines(spec)).toEqual([
    "div-public-tokyo | 公共事業部(東京) | division",
    "div-public-osaka | 公共事業部(大阪) | division",
    "br-sapporo | 札幌支店 | branch | @北海道",
  ]);
});

test("a kind that the name contradicts is taken as written, with a question", async () => {
  const imported = await readText("名称,種別\n札幌支店,事業部\n");
  expect(imported.spec.units[0]?.kind).toBe("division");
  expect(decisionLines(imported)).toContain("札幌支店: 一覧のとおり事業部としました");
});

describe("a file that cannot be used says where and what to do", () => {
  test("no unit in it", async () => {
    const file = "notes-only.csv";
    const bytes = await readFile(new URL(`../../fixtures/org/${file}`, import.meta.url));
    const error = await failure(importOrg({ file, bytes }));
    expect(error).toMatchObject({
      code: "invalid_input",
      text: { ja: "notes-only.csv:1:1 事業部・拠点が見つかりません" },
      problems: [{ line: 1, column: 1 }],
    });
  });

  test("more units than a partner can have, at the first that is too many", async () => {
    const rows = Array.from({ length: 501 }, (_, i) => `第${i + 1}営業部`);
    const error = await failure(readText(`名称\n${rows.join("\n")}\n`));
    expect(error).toMatchObject({ code: "invalid_input", problems: [{ line: 502, column: 1 }] });
    await expect(readText(`名称\n${rows.slice(1).join("\n")}\n`)).resolves.toBeDefined();
  });

  test("JSON that is not UTF-8", async () => {
    const file = "bundle-sjis.json";
    const bytes = await readFile(new URL(`../../fixtures/org/${file}`, import.meta.url));
    expect(await failure(importOrg({ file, bytes }))).toMatchObject({
      code: "invalid_input",
      problems: [{ file, line: 2, column: 13 }],
    });
  });

  test("a partner key that is no slug is a matter of the command line", async () => {
    const bytes = new TextEncoder().encode("名称\n大阪支店\n");
    const error = await failure(importOrg({ file: "a.csv", bytes }, { partnerKey: "青嶺" }));
    expect(error).toMatchObject({ code: "usage" });
  });
});

test("whatever a table holds, it becomes a valid spec or a located error", async () => {
  const words = fc.constantFrom(
    ..."名称 種別 事業部 拠点 責任者 人数 備考 親 No. 課長 本社 〃 同上 - 1 2 合計 小計 ■東日本エリア 【拠点】 ※注 札幌支店 札幌 東京第一 公共事業部".split(
      " ",
    ),
    ..."旧公共事業部 旧NW+旧札幌 廃止 4月新設予定 札幌(支) 公共事業部(旧・文教部) 第一課 営業部 =札幌 鵜木;理沙 鵜木(課長) 支店長:丹羽野 株式会社青嶺".split(
      " ",
    ),
    "",
    "",
    "　札幌支店",
    "\u0000",
    "(",
    "()",
    "→",
    "a\nb",
    "アカウントプラン",
    "公共 事業部",
  );
  const tables = fc.array(fc.array(words, { maxLength: 5 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(tables, async (rows) => {
      const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");
      const error = await failure(readText(csv));
      if (error === undefined) return;
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: "invalid_input", problems: [{ file: "list.csv" }] });
    }),
    { seed: 11, numRuns: 1500 },
  );
});
