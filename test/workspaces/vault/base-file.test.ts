import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { composeBase } from "../../../src/workspaces/vault/base-file.ts";
import type { RecordType } from "../../../src/workspaces/workspace.ts";

interface Base {
  filters: { and: string[] };
  formulas: Record<string, string>;
  properties: Record<string, { displayName: string }>;
  views: {
    type: string;
    name: string;
    order: string[];
    sort: { property: string; direction: string }[];
    filters?: Record<string, string[]>;
    groupBy?: { property: string };
  }[];
}

const LANGUAGES = ["ja", "en"] as const;
const CASES = (Object.keys(SCHEMAS) as RecordType[]).flatMap((record) =>
  LANGUAGES.map((language) => ({ record, language })),
);
const base = (record: RecordType, language: "ja" | "en") =>
  parse(composeBase(SCHEMAS[record], language), { uniqueKeys: true }) as Base;

describe.each(CASES)("the table of $record in $language", ({ record, language }) => {
  const { views, filters, properties } = base(record, language);
  const labels = SCHEMAS[record].fields
    .filter(({ place }) => place === "property")
    .map((field) => field[language]);

  test("asks for the rows of its own folder, wherever that is, and for no page of ours", () => {
    expect(filters.and).toEqual([
      "file.inFolder(this.file.folder)",
      'file.ext == "md"',
      '!note["kakehashi.key"]',
    ]);
  });

  test("shows the title and at most six other properties, all of which there are", () => {
    expect(views.length).toBeGreaterThan(0);
    for (const { type, order } of views) {
      expect(type).toBe("table");
      expect(order[0]).toBe("formula.title");
      expect(order.length).toBeLessThanOrEqual(7);
      for (const column of order.slice(1)) expect(labels).toContain(column.replace(/^note\./u, ""));
    }
    expect(properties["formula.title"]?.displayName).toBe(
      SCHEMAS[record].fields.find(({ type }) => type === "title")?.[language],
    );
  });

  test("has views of different names, sorted and grouped by what there is", () => {
    expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
    const known = [...labels.map((label) => `note.${label}`), "file.mtime"];
    for (const { sort, groupBy } of views) {
      expect(known).toContain(sort[0]?.property);
      expect([...known, undefined]).toContain(groupBy?.property);
    }
  });

  test("filters by labels as they stand in the rows", () => {
    const texts = views.flatMap((view) => Object.values(view.filters ?? {}).flat());
    const options = SCHEMAS[record].fields.flatMap((field) =>
      (field.options ?? []).map((option) => option[language]),
    );
    for (const text of texts) {
      const [, label, value] = /^note\["(.*?)"\](?: != "(.*)"|\.isEmpty\(\))$/u.exec(text) ?? [];
      expect(labels).toContain(label);
      expect([...options, undefined]).toContain(value);
    }
  });
});

test.each([
  ["issue", "ja", ["新しい順", "未解決", "階層ごと"]],
  ["success", "en", ["Newest first", "Cases that may be shared"]],
  ["order", "ja", ["新しい順", "未割当", "経由事業部ごと", "経由拠点ごと"]],
  ["order", "en", ["Newest first", "Unassigned", "By via division", "By via branch"]],
  ["rollout", "ja", ["新しい順", "状態ごと", "展開先の事業部・拠点ごと"]],
] as const)("the views of %s in %s", (record, language, names) => {
  expect(base(record, language).views.map(({ name }) => name)).toEqual(names);
});

test("unassigned orders lack division or branch", () => {
  const view = base("order", "ja").views.find(({ name }) => name === "未割当");
  expect(view?.filters).toEqual({ or: ['note["経由事業部"].isEmpty()', 'note["経由拠点"].isEmpty()'] });
});
