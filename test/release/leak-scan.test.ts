import { describe, expect, test } from "vitest";

import { scanForLeaks, secretsOf } from "../../src/release/leak-scan.ts";
import { entry, person, spec, storedEntry } from "./records.ts";

const secret = (term: string) => [{ term, owner: "br-osk" }];
const scan = (text: string, term: string) => scanForLeaks([{ where: "x", text }], secret(term)).length > 0;

describe("a planted secret is found", () => {
  test.each([
    ["as it is", "先週ミカゲ精密を訪ねた"],
    ["in half width", "先週ﾐｶｹﾞ精密を訪ねた"],
    ["in the other kana", "先週みかげ精密を訪ねた"],
    ["between spaces", "ミ カ ゲ 精\u3000密"],
    ["between invisible characters", "ミカ\u200bゲ\u2060精密"],
    ["over a line break", "ミカゲ\n精密"],
    ["in decomposed characters", "ミカゲ精密".normalize("NFD")],
    ["between dots and marks", "ミ・カ・ゲ・**精**密"],
    ["in percent signs", encodeURIComponent("ミカゲ精密")],
    ["in percent signs twice", encodeURIComponent(encodeURIComponent("ミカゲ精密"))],
    ["in tags", "ミカ<b>ゲ精</b>密"],
    ["in entities", "ミカゲ&#31934;密"],
    ["in JSON escapes", String.raw`\u30df\u30ab\u30b2\u7cbe\u5bc6`],
    ["in a link target", "[資料](../ミカゲ精密/a.md)"],
  ])("%s", (_, text) => {
    expect(scan(text, "ミカゲ精密")).toBe(true);
    expect(scan(text, "トコヨ食品")).toBe(false);
  });

  test("with its place and its owner", () => {
    expect(scanForLeaks([{ where: "週報/a.md", text: "ミカゲ" }], secret("ミカゲ"))).toEqual([
      { where: "週報/a.md", term: "ミカゲ", owner: "br-osk" },
    ]);
  });

  test("short words and figures count only as a whole", () => {
    expect(["ABE社", "(ABE)", "ＡＢＥ"].every((text) => scan(text, "ABE"))).toBe(true);
    expect(scan("LABEL", "ABE")).toBe(false);
    expect(scan("240人", "240人")).toBe(true);
    expect(scan("1,240人", "240人")).toBe(false);
  });
});

describe("what is secret", () => {
  const termsFor = (
    fields: Record<string, unknown>,
    audience: "vendor" | "partner" = "vendor",
    people = [person({})],
    partner = spec(),
  ) => secretsOf([storedEntry(entry(fields))], people, { spec: partner, audience }).map(({ term }) => term);

  test("mask terms, customers, nicknames, notes and people, in every form that is listed", () => {
    const fields = {
      customer: "株式会社ミカゲ精密",
      called: "ミカさん",
      mask: [{ term: "トコヨ", variants: ["とこよ食品"], replace_with: "食品会社" }],
      private_notes: "来年の四月に分院を開く予定です。",
      scope: "vendor_only",
    };
    expect(termsFor(fields)).toEqual(
      expect.arrayContaining([
        "株式会社ミカゲ精密",
        "ミカゲ精密",
        "ミカさん",
        "トコヨ",
        "とこよ食品",
        "来年の四月に分院を開く予定です",
        "中願寺 剛士",
        "中願寺",
      ]),
    );
  });

  test("the text of an entry is secret from an audience that it does not reach", () => {
    const fields = { title: "巡回の順番を朝に決め直す", done: "毎朝、地図の前で十分だけ話す。" };
    const texts = ["巡回の順番を朝に決め直す", "地図の前で十分だけ話す"];
    const holds = (more: object, audience: "vendor" | "partner") =>
      texts.every((text) => termsFor({ ...fields, ...more }, audience).includes(text));
    expect(holds({ scope: "unit_only" }, "vendor")).toBe(true);
    expect(holds({ scope: "vendor_only" }, "partner")).toBe(true);
    expect(holds({ scope: "vendor_only" }, "vendor")).toBe(false);
    expect(holds({ scope: "partner_all_units", consent: "refused" }, "vendor")).toBe(true);
    expect(holds({ scope: "partner_all_units", mask: [{ term: "x" }] }, "vendor")).toBe(true);
  });

  test("nobody who agreed to be named is, nor a family name that a unit shares", () => {
    expect(termsFor({}, "vendor", [person({ consent_to_name: true })])).toEqual([]);
    const named = termsFor({}, "vendor", [person({ name: "福岡 誠" })]);
    expect(named).toEqual(["福岡 誠"]);
  });
});
