import { describe, expect, test } from "vitest";

import { SCHEMAS } from "../../../src/spec/schemas.ts";
import type { Property } from "../../../src/workspaces/notion/answers.ts";
import {
  bindProperties,
  compareSchema,
  propertyConfigs,
  propertyIds,
  schemaRepairs,
} from "../../../src/workspaces/notion/properties.ts";

const ref = { schema: SCHEMAS.issue, language: "ja" } as const;

/** A data source as Notion would have it after a create. */
function source(): Record<string, Property> {
  return Object.fromEntries(
    Object.entries(propertyConfigs(SCHEMAS.issue, "ja")).map(([name, config], at) => {
      const type = Object.keys(config)[0] ?? "";
      const id = type === "title" ? "title" : `p%3A${at}`;
      const property: Property = { id, name, type, ...(structuredClone(config) as object) };
      return [name, property];
    }),
  );
}

const compare = (
  properties: Record<string, Property>,
  ids = propertyIds(bindProperties(ref, { properties: source() })),
) => {
  const bound = bindProperties({ ...ref, properties: ids }, { properties });
  const states = compareSchema({ ...ref, properties: ids }, bound).filter(
    ({ state, lacks }) => state !== "fits" || lacks.length > 0,
  );
  return { states, repairs: schemaRepairs({ ...ref, properties: ids }, bound) };
};

const renamed = (properties: Record<string, Property>, from: string, to: string) => {
  const { [from]: property, ...rest } = properties;
  if (property === undefined) throw new Error(`no ${from}`);
  return { ...rest, [to]: { ...property, name: to } };
};

describe("the properties of a database", () => {
  test("as they were made fit their schema, and nothing is to be repaired", () => {
    expect(compare(source())).toEqual({ states: [], repairs: {} });
  });

  test("have a status for the state, with its options in Notion's three groups", () => {
    const config = propertyConfigs(SCHEMAS.issue, "ja")["状態"];
    expect(config).toEqual({
      status: {
        options: [
          { name: "未対応", group: "To-do" },
          { name: "対応中", group: "In progress" },
          { name: "他拠点の事例を提示", group: "In progress" },
          { name: "解決", group: "Complete" },
          { name: "保留", group: "Complete" },
        ],
      },
    });
  });

  test("that a person renamed are still the same by their id, and keep the new name", () => {
    const { states, repairs } = compare(renamed(source(), "階層", "だれの悩み"));
    expect(states).toEqual([{ field: "level", state: "renamed", label: "だれの悩み", lacks: [] }]);
    expect(repairs).toEqual({});
  });

  test("control: without a known id a renamed one counts as missing", () => {
    const { states } = compare(renamed(source(), "階層", "だれの悩み"), {});
    expect(states).toMatchObject([{ field: "level", state: "missing", label: "階層" }]);
  });

  test("that two people swapped by name are told apart by their ids", () => {
    const swapped = renamed(renamed(renamed(source(), "階層", "x"), "緊急度", "階層"), "x", "緊急度");
    expect(compare(swapped).states.map(({ field, state, label }) => [field, state, label])).toEqual([
      ["level", "renamed", "緊急度"],
      ["urgency", "renamed", "階層"],
    ]);
  });

  test("that were deleted are added, those of another type are set back, by their id", () => {
    const { 緊急度: _, ...properties } = source();
    const level = properties["階層"];
    if (level === undefined) throw new Error("no level");
    const changed = { ...properties, 階層: { ...level, type: "rich_text" } };
    const { states, repairs } = compare(changed);
    expect(states.map(({ field, state }) => [field, state])).toEqual([
      ["level", "retyped"],
      ["urgency", "missing"],
    ]);
    expect(Object.keys(repairs)).toEqual([level.id, "緊急度"]);
  });

  test("a state that a person made a plain select still fits", () => {
    const properties = source();
    const state = properties["状態"];
    if (state === undefined) throw new Error("no state");
    const changed = { ...properties, 状態: { ...state, type: "select", select: state.status } };
    expect(compare(changed).states).toEqual([]);
  });

  test("options that were taken away are added beside those of people, which stay", () => {
    const properties = source();
    const level = properties["階層"];
    if (level === undefined) throw new Error("no level");
    const options = [
      { id: "o1", name: "部長・拠点長" },
      { id: "o9", name: "役員" },
    ];
    const { states, repairs } = compare({ ...properties, 階層: { ...level, select: { options } } });
    expect(states).toMatchObject([{ field: "level", lacks: ["マネージャー", "現場"] }]);
    expect(repairs).toEqual({
      [level.id]: { select: { options: [...options, { name: "マネージャー" }, { name: "現場" }] } },
    });
  });

  test("a property with no room for more options is left as it is", () => {
    const properties = source();
    const level = properties["階層"];
    if (level === undefined) throw new Error("no level");
    const options = Array.from({ length: 99 }, (_, at) => ({ id: `o${at}`, name: `役職${at}` }));
    expect(compare({ ...properties, 階層: { ...level, select: { options } } })).toEqual({
      states: [],
      repairs: {},
    });
  });

  test("of people are none of ours", () => {
    const own: Property = { id: "zz", name: "わたしのメモ", type: "rich_text" };
    expect(compare({ ...source(), わたしのメモ: own })).toEqual({ states: [], repairs: {} });
  });
});
