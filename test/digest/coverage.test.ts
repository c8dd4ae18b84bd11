import { expect, test } from "vitest";

import { coverageOf, questionsToAsk } from "../../src/digest/coverage.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import { record, specOf } from "../match/world.ts";

const spec = specOf(["a", "b"]);
const heard = (id: string, level: string, heard_on: string) =>
  record({ id, unit: "a", kind: "issue", level, heard_on });

const unitA = (entries: readonly StoredRecord<"entry">[], asOf = "2026-11-23") => {
  const [first] = coverageOf({ spec, entries, asOf });
  if (first === undefined) throw new Error("no unit");
  return first;
};

test("a level is a gap when it was not heard within ninety days", () => {
  const entries = [
    heard("1", "head", "2026-08-25"),
    heard("2", "manager", "2026-08-24"),
    heard("3", "manager", "2026-05-01"),
  ];
  expect(unitA(entries).levels).toMatchObject([
    { level: "head", lastHeard: "2026-08-25", count: 1, gap: false, questions: [] },
    { level: "manager", lastHeard: "2026-08-24", count: 2, gap: true },
    { level: "field", lastHeard: null, count: 0, gap: true },
  ]);
});

test("every gap comes with two questions in both languages", () => {
  for (const { questions } of unitA([]).levels) {
    expect(questions).toHaveLength(2);
    for (const question of questions) expect(question.ja !== "" && question.en !== "").toBe(true);
  }
});

test("archived, unreadable and future rows were not heard", () => {
  const row = heard("1", "head", "2026-11-20");
  const gone = [{ ...row, archived: true }, { ...row, readable: false }, heard("2", "head", "2026-11-24")];
  expect(unitA(gone).levels[0]).toMatchObject({ count: 0, gap: true });
  expect(unitA([row]).levels[0]).toMatchObject({ count: 1, gap: false });
});

test("the questions to take along are of the level that was unheard for the longest", () => {
  const [unit] = spec.units;
  if (unit === undefined) throw new Error("no unit");
  const entries = [heard("1", "head", "2026-11-20"), heard("2", "manager", "2026-07-01")];
  expect(questionsToAsk(unitA(entries), unit).level).toBe("field");
  const all = [...entries, heard("3", "field", "2026-07-02")];
  expect(questionsToAsk(unitA(all), unit).level).toBe("manager");
  const recent = all.map((row) =>
    row.id === "1" ? row : heard(row.id, row.value.level ?? "", "2026-11-22"),
  );
  expect(questionsToAsk(unitA(recent), unit)).toMatchObject({ level: "head", questions: [{}, {}] });
});
