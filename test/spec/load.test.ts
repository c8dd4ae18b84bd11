import { describe, expect, test } from "vitest";

import { AppError } from "../../src/errors.ts";
import { parseSpec } from "../../src/spec/load.ts";

const minimal = `partner: { key: aonami, name: 青波商事 }
units:
  - { key: osk, name: 大阪支店, kind: branch }
`;

function problemsOf(text: string) {
  try {
    parseSpec(text, "spec.yaml");
  } catch (error) {
    if (error instanceof AppError) return error.problems;
    throw error;
  }
  return [];
}

/** `line path → what stands at the line and column` of every problem. */
const places = (text: string) =>
  problemsOf(text).map(({ line, column, path }) => {
    const rest = text.split("\n")[line - 1]?.slice(column - 1) ?? "";
    return `${line} ${path} → ${/^[^,}\]]*/u.exec(rest)?.[0].trim() ?? ""}`;
  });

describe("a spec", () => {
  test("needs only key, name and kind", () => {
    const spec = parseSpec(minimal, "spec.yaml");
    expect(spec.units[0]).toMatchObject({ key: "osk", kind: "branch", aliases: [], kpis: [] });
    expect(spec.digest).toMatchObject({ weekday: "monday", zone: "Asia/Tokyo", items: 3, repeat_weeks: 8 });
  });

  test("may start with a byte order mark and Windows line ends", () => {
    expect(problemsOf(`\uFEFF${minimal.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });

  test("may have 500 units, and not 501", () => {
    const units = (count: number) =>
      `partner: { key: a, name: A社 }\nunits:\n${Array.from(
        { length: count },
        (_, index) => `  - { key: u${index}, name: 拠点${index}, kind: branch }\n`,
      ).join("")}`;
    expect(problemsOf(units(500))).toEqual([]);
    expect(problemsOf(units(501))).toHaveLength(1);
    expect(places("partner: { key: a, name: A社 }\nunits: []\n")).toEqual(["2 units → units: ["]);
  });
});

test("people of a unit that left the spec are no mistake, for they are still people", () => {
  const people = "people: [{ key: p1, name: 架空 太郎, unit: gone }]\n";
  expect(problemsOf(`${minimal}${people}`)).toEqual([]);
  // Control: a rep's rights hang on the units that he names.
  const team = "team: [{ user: taro, role: rep, units: [gone] }]\n";
  expect(problemsOf(`${minimal}${team}`)).toHaveLength(1);
});

test("the time zone of the settings stands in where a spec names none", () => {
  const zoneOf = (text: string) => parseSpec(text, "spec.yaml", { zone: "America/New_York" }).digest.zone;
  expect(zoneOf(minimal)).toBe("America/New_York");
  expect(zoneOf(`${minimal}digest: { zone: Europe/Berlin }\n`)).toBe("Europe/Berlin");
  expect(parseSpec(minimal, "spec.yaml").digest.zone).toBe("Asia/Tokyo");
});

describe("mistakes are reported all at once, each at its place", () => {
  test("across the schema and the rules between places", () => {
    const text = `partner:
  key: Bad Key
  name: 2024
  langage: en
top_alignment: true
units:
  - key: a
    name: 大阪支店
    kind: brunch
    parent: bb
    valid_from: 2026-02-30
  - key: a
    name: 大阪支店
    kind: branch
  - key: c
    name: アーカイブ
    kind: branch
digest: { zone: Tokyo }
`;
    expect(places(text)).toEqual([
      "2 partner.key → Bad Key",
      "3 partner.name → 2024",
      "4 partner.langage → langage: en",
      "5 top_alignment → true",
      "9 units[0].kind → brunch",
      "10 units[0].parent → bb",
      "11 units[0].valid_from → 2026-02-30",
      "12 units[1].key → a",
      "16 units[2].name → アーカイブ",
      "18 digest.zone → Tokyo",
    ]);
  });

  test.each([
    ["an unknown field", minimal.replace("name: 青波商事", "name: 青波商事, langauge: ja"), "language"],
    ["an unknown kind", minimal.replace("kind: branch", "kind: brunch"), "branch"],
    ["an unknown parent", `${minimal}  - { key: skt, name: 堺, kind: branch, parent: osaka }\n`, "osk"],
  ])("%s comes with what was probably meant", (_, text, meant) => {
    const [problem] = problemsOf(text);
    expect(problem?.hint.en).toContain(meant);
    expect(problem?.hint.ja).toContain(meant);
  });

  test.each([
    ["オフィス事業部", "ｵﾌｨｽ事業部"],
    ["ＤＸ推進部", "dx推進部"],
    ["Sales  North", "sales north"],
  ])("titles that cannot be told apart under one parent: %s and %s", (one, other) => {
    const units = (second: string) =>
      `partner: { key: a, name: A社 }\nunits:\n  - { key: a, name: "${one}", kind: hq }\n  - { key: b, name: "${other}", kind: hq${second} }\n`;
    expect(places(units(""))).toEqual([`4 units[1].name → "${other}"`]);
    expect(places(units(", parent: a"))).toEqual([]);
  });

  test("a circle of parents is reported at each unit in it", () => {
    const text = `partner: { key: a, name: A社 }
units:
  - { key: a, name: 一, kind: hq, parent: b }
  - { key: b, name: 二, kind: hq, parent: c }
  - { key: c, name: 三, kind: hq, parent: a }
  - { key: d, name: 四, kind: hq, parent: a }
`;
    expect(places(text)).toEqual(["3 units[0].parent → b", "4 units[1].parent → c", "5 units[2].parent → a"]);
  });

  test("top_alignment without evidence says what evidence is", () => {
    for (const text of ["top_alignment: {}", "top_alignment: { evidence: [] }", "top_alignment: true"]) {
      const problems = problemsOf(`${minimal}${text}\n`);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.hint.en).toContain("when, what and in which roles");
    }
    const evidence = "{ evidence: [{ when: 2026-07, what: 重点商材, roles: [社長] }] }";
    expect(problemsOf(`${minimal}top_alignment: ${evidence}\n`)).toEqual([]);
  });

  test.each(["2026-13", "2026-02-30", "last summer"])("evidence cannot be dated %s", (when) => {
    const evidence = `{ evidence: [{ when: "${when}", what: 重点商材, roles: [社長] }] }`;
    expect(places(`${minimal}top_alignment: ${evidence}\n`)).toEqual([
      `4 top_alignment.evidence[0].when → "${when}"`,
    ]);
  });

  test("broken YAML names line and column", () => {
    expect(places("partner: {key: a\nunits:\n\t- x\n")[0]).toMatch(/^[23]  →/u);
    expect(places(minimal.replace("key: osk,", "key: osk, key: osk,"))[0]).toMatch(/^3  → key: osk/u);
  });

  test("an empty file, a list or a word is no spec", () => {
    for (const text of ["", "- a\n", "hello\n"]) expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  test("a rep without units, and a unit that ends before it begins", () => {
    const text = `${minimal}  - { key: b, name: 堺, kind: branch, valid_from: 2026-04-01, valid_to: 2026-03-31 }
team:
  - { user: wataru, role: rep }
  - { user: azusa, role: lead }
  - { user: rei, role: rep, units: [nowhere] }
`;
    expect(places(text)).toEqual([
      "4 units[1].valid_to → 2026-03-31",
      "6 team[0] → { user: wataru",
      "8 team[2].units[0] → nowhere",
    ]);
  });
});
