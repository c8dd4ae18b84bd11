import { expect, test } from "vitest";

import { openMatcher } from "../../src/match/matcher.ts";
import { maskedTitle } from "../../src/match/own-title.ts";
import { Person } from "../../src/model/people.ts";
import { record, specOf } from "./world.ts";

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
    return maskedTitle(issue, matcher, spec);
  };
  const person = Person.parse({ key: "p9", name: "綾小路 紗千", unit: "a", role: "課長" });
  expect(titleAmong([person])).toContain("課長の担当替え");
  expect(titleAmong([person])).not.toContain("綾小路");
  // Control: nobody listed, nothing to hide; and who agreed to be named is named.
  expect(titleAmong([])).toContain("綾小路");
  expect(titleAmong([{ ...person, consent_to_name: true }])).toContain("綾小路");
});
