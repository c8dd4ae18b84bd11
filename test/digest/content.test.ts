import { describe, expect, test } from "vitest";

import { composeDigest, type ComposeInput } from "../../src/digest/compose.ts";
import type { Digest } from "../../src/digest/digest.ts";
import { renderText } from "../../src/digest/render.ts";
import {
  HANDOVER_FAILURE,
  HANDOVER_ISSUE,
  HANDOVER_SUCCESS,
  record,
  released,
  specOf,
} from "../match/world.ts";

const entries = [HANDOVER_ISSUE, HANDOVER_SUCCESS, HANDOVER_FAILURE].map((value) => record(value));

function compose(unit: string, more: Partial<ComposeInput> = {}): Digest {
  const spec = more.spec ?? specOf();
  return composeDigest({
    spec,
    unit,
    audience: "vendor",
    week: "2026-W48",
    entries,
    items: released(entries, spec),
    rollouts: [],
    people: [],
    history: [],
    asOf: "2026-11-23",
    ...more,
  });
}

describe("what an item means to its reader", () => {
  const measured = (level: string | undefined, unit: object) => {
    const spec = specOf();
    spec.units = spec.units.map((one) => (one.key === "a" ? { ...one, ...unit } : one));
    const issue = record({ ...HANDOVER_ISSUE, level });
    const all = [issue, ...entries.slice(1)];
    return compose("a", { spec, entries: all, items: released(all, spec) });
  };
  const UNIT = { kgi: "粗利額", kpis: ["訪問件数", "更改率", "苦情件数"], appraisal_axis: "顔を出した数" };

  test.each([
    ["head", UNIT, "粗利額"],
    ["manager", UNIT, "訪問件数、更改率"],
    ["field", UNIT, "顔を出した数"],
    ["field", { kgi: "粗利額" }, "粗利額"],
    ["head", {}, null],
    [undefined, UNIT, null],
  ])("is said to a %s in terms of what the unit measures: %j", (level, unit, measure) => {
    const digest = measured(level, unit);
    expect(digest.items[0]?.issue.measure).toBe(measure);
    const said = /「([^」]*)」に関わる話として。/u.exec(renderText(digest, "ja"))?.[1] ?? null;
    expect(said).toBe(measure);
  });
});

describe("who shared", () => {
  const shown = compose("a", { week: "2026-W47" });

  test("hears how many cases were shown to how many units, and not to whom", () => {
    const digest = compose("b", { elsewhere: [shown] });
    expect(digest.thanks).toEqual({ cases: 1, units: 1 });
    const page = renderText(digest, "ja");
    expect(page).toContain(
      "こちらの事例1件を、先週ほかの1の事業部・拠点にご紹介しました。ありがとうございます。",
    );
    expect(page.split("ありがとうございます")[0]?.split("\n").at(-1)).not.toContain("A支店");
    expect(renderText(digest, "en")).toContain(
      "One case from here was shown to one other unit last week. Thank you.",
    );
  });

  test("is not thanked for what only his own unit read, nor where nothing was shown", () => {
    expect(compose("b", { elsewhere: [{ ...shown, unit: "b" }] }).thanks).toBeNull();
    expect(compose("b").thanks).toBeNull();
    expect(compose("c", { elsewhere: [{ ...shown, items: [] }] }).thanks).toBeNull();
  });
});

describe("proposals without product", () => {
  const issues = ["一", "二", "三"].map((name, at) =>
    record({ ...HANDOVER_ISSUE, id: `I${at}`, title: `${HANDOVER_ISSUE.title}(${name})`, urgency: "high" }),
  );
  const cases = Array.from({ length: 6 }, (_, at) =>
    record({
      ...HANDOVER_SUCCESS,
      id: `S${at}`,
      unit: at % 2 === 0 ? "b" : "c",
      ...(at < 3 ? { products: ["勤怠"], title: HANDOVER_ISSUE.title } : {}),
    }),
  );
  const all = [...issues, ...cases];
  const free = (without: number): number => {
    const spec = specOf(["a", "b", "c"], { digest: { without_product: without } });
    const { items } = compose("a", { spec, entries: all, items: released(all, spec) });
    expect(items).toHaveLength(3);
    const products = new Map(cases.map(({ id, value }) => [id, value.products.length]));
    return items.filter(({ cases: shown }) => shown.every(({ id }) => products.get(id) === 0)).length;
  };

  test("are as many as the spec asks for, if there are any; the most pressing issue keeps its best", () => {
    expect(free(0)).toBe(0);
    expect(free(1)).toBe(1);
    expect(free(2)).toBe(2);
    expect(free(9)).toBe(2);
  });
});

test("a page of three proposals is read in about a minute", () => {
  const long = "とても長い説明が続いていて、どこまでも終わらない文章。".repeat(10);
  const issues = [0, 1, 2].map((at) => record({ ...HANDOVER_ISSUE, id: `I${at}`, urgency: "high" }));
  const cases = Array.from({ length: 12 }, (_, at) =>
    at % 2 === 0
      ? record({ ...HANDOVER_SUCCESS, id: `S${at}`, result: long, conditions: long })
      : record({ ...HANDOVER_FAILURE, id: `F${at}`, lesson: long, prevention: long }),
  );
  const all = [...issues, ...cases];
  const spec = specOf();
  const digest = compose("a", { spec, entries: all, items: released(all, spec) });
  expect(digest.items).toHaveLength(3);
  const [, proposals = ""] = renderText(digest, "ja").split("■ いまの課題に効く事例");
  const [read = ""] = proposals.split("■");
  // Some 600 characters are read in a minute, and a list is skimmed twice as fast.
  expect(Array.from(read).length).toBeLessThan(1_400);
});
