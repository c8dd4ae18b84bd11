import { describe, expect, test } from "vitest";

import { openMatcher } from "../../src/match/matcher.ts";
import { Person } from "../../src/model/people.ts";
import { record, specOf } from "./world.ts";

describe("an issue that may not travel", () => {
  const spec = specOf();
  const titleOf = (fields: object, others: readonly object[] = []) => {
    const issue = record({ id: "I9", unit: "a", kind: "issue", scope: "unit_only", ...fields });
    const entries = [
      issue,
      ...others.map((other) => record({ id: "I8", unit: "b", kind: "issue", ...other })),
    ];
    const matcher = openMatcher({ spec, entries, items: [], rollouts: [], people: [], audience: "vendor" });
    return matcher.titleOnOwnPage(issue);
  };

  test("is called without a customer that only another entry lists", () => {
    const title = "ミカゲ精密で引き継ぎが抜ける";
    expect(titleOf({ title }, [{ customer: "ミカゲ精密" }])).not.toContain("ミカゲ");
    expect(titleOf({ title })).toContain("ミカゲ");
  });

  test("is called by its id where its title repeats its private note", () => {
    const title = "来月の値上げはまだ誰にも言わない";
    expect(titleOf({ title, private_notes: title })).toBe("I9");
    expect(titleOf({ title })).toBe(title);
  });
});

test("an issue that may not travel is called without the people that only the 担当者カルテ knows", () => {
  const spec = specOf();
  const issue = record({
    id: "I9",
    unit: "a",
    kind: "issue",
    title: "綾小路紗千さんの担当替えで引き継ぎが抜ける",
    scope: "unit_only",
  });
  const titleAmong = (people: readonly Person[]) => {
    const matcher = openMatcher({
      spec,
      entries: [issue],
      items: [],
      rollouts: [],
      people,
      audience: "vendor",
    });
    return matcher.titleOnOwnPage(issue);
  };
  const person = Person.parse({ key: "p9", name: "綾小路 紗千", unit: "a", role: "課長" });
  expect(titleAmong([person])).toContain("課長の担当替え");
  expect(titleAmong([person])).not.toContain("綾小路");
  // Control: nobody listed, nothing to hide; and who agreed to be named is named.
  expect(titleAmong([])).toContain("綾小路");
  expect(titleAmong([{ ...person, consent_to_name: true }])).toContain("綾小路");
});
