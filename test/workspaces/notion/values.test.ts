import { describe, expect, test } from "vitest";

import { SCHEMAS } from "../../../src/spec/schemas.ts";
import type { PropertyValue } from "../../../src/workspaces/notion/answers.ts";
import { fromProperties, toProperties } from "../../../src/workspaces/notion/values.ts";
import type { DatabaseRef } from "../../../src/workspaces/workspace.ts";

const properties = Object.fromEntries(SCHEMAS.issue.fields.map(({ name }) => [name, `id%3A${name}`]));
const db: DatabaseRef = { remoteId: "", schema: SCHEMAS.issue, language: "ja", properties };

const read = (values: Record<string, PropertyValue>) => fromProperties(db, { properties: values });
const property = (field: string, type: string, value: unknown): PropertyValue => ({
  id: `id%3A${field}`,
  type,
  [type]: value,
});
const text = (plain: string) => [{ plain_text: plain }];

describe("a row's values as properties", () => {
  test("are written by the id of the property, labels of options as Notion has them", () => {
    const written = toProperties(db, "E1", {
      title: "遅い",
      level: "field",
      theme: ["引き継ぎ", "独自"],
      heard_on: "2026-04-01",
    });
    expect(written).toMatchObject({
      title: { title: [{ text: { content: "遅い" } }] },
      "id%3Alevel": { select: { name: "現場" } },
      "id%3Atheme": { multi_select: [{ name: "引き継ぎ" }, { name: "独自" }] },
      "id%3Aheard_on": { date: { start: "2026-04-01" } },
      "id%3Aid": { rich_text: [{ text: { content: "E1" } }] },
    });
  });

  test("that are empty take away what is there", () => {
    expect(toProperties(db, "E1", { level: "", theme: [], heard_on: "", state: "" })).toMatchObject({
      "id%3Alevel": { select: null },
      "id%3Atheme": { multi_select: [] },
      "id%3Aheard_on": { date: null },
      "id%3Astate": { status: null },
    });
  });

  test("a comma in a word of people becomes one that a name of an option may have", () => {
    expect(toProperties(db, "E1", { products: ["複合機,保守"] })).toMatchObject({
      "id%3Aproducts": { multi_select: [{ name: "複合機，保守" }] },
    });
  });

  test("two choices that differ in case alone are one", () => {
    expect(toProperties(db, "E1", { products: ["SaaS", "saas"] })["id%3Aproducts"]).toMatchObject({
      multi_select: [{ name: "saas" }],
    });
  });

  test("longer than Notion takes are refused by the name of their field, not cut", () => {
    expect(() => toProperties(db, "E1", { products: ["あ".repeat(101)] })).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        text: expect.objectContaining({ ja: expect.stringContaining("商材") }),
      }),
    );
    expect(() => toProperties(db, "E1", { customer: "あ".repeat(200_001) })).toThrow(
      expect.objectContaining({ code: "invalid_input" }),
    );
  });
});

describe("a row as it is read", () => {
  test("has its values by field, whatever the properties are called now", () => {
    const row = read({
      なまえ: { id: "title", type: "title", title: text("遅い") },
      だれの悩み: property("level", "select", { name: "現場" }),
      番号: property("id", "rich_text", text("E1")),
    });
    expect(row).toMatchObject({ id: "E1", values: { title: "遅い", level: "現場", id: "E1" } });
  });

  test("is read by the type that a property has now", () => {
    expect(read({ 階層: property("level", "rich_text", text("現場")) }).values).toEqual({ level: "現場" });
    expect(read({ 分類: property("theme", "rich_text", text("引き継ぎ、価格")) }).values).toEqual({
      theme: "引き継ぎ、価格",
    });
    expect(read({ 聞いた日: property("heard_on", "rich_text", text("2026-04-01")) }).values).toEqual({
      heard_on: "2026-04-01",
    });
    expect(read({ 作成者: property("author", "people", [{ name: "担当 一" }, {}]) }).values).toEqual({
      author: ["担当 一"],
    });
    expect(read({ 状態: property("state", "formula", { type: "string", string: "解決" }) }).values).toEqual({
      state: "解決",
    });
  });

  test("leaves out what is empty, an unticked box and types that nobody can read", () => {
    expect(
      read({
        階層: property("level", "select", null),
        分類: property("theme", "multi_select", []),
        匿名化: property("anonymise", "checkbox", false),
        顧客名: property("customer", "rich_text", []),
        緊急度: property("urgency", "files", [{ name: "a.pdf" }]),
        聞いた日: property("heard_on", "date", null),
      }),
    ).toMatchObject({ id: null, values: {} });
  });

  test("takes the day of a date with a time", () => {
    const date = property("heard_on", "date", { start: "2026-04-01T10:00:00.000+09:00", end: null });
    expect(read({ 聞いた日: date }).values).toEqual({ heard_on: "2026-04-01" });
  });

  test("does not take a property of people for ours because it has our label", () => {
    const own: PropertyValue = { id: "own", type: "rich_text", rich_text: text("わたしの") };
    expect(read({ 階層: own }).values).toEqual({});
  });

  test("control: where ids are not known, the label is what counts", () => {
    const { properties: _, ...unbound } = db;
    const own: PropertyValue = { id: "own", type: "rich_text", rich_text: text("現場") };
    expect(fromProperties(unbound, { properties: { 階層: own } }).values).toEqual({ level: "現場" });
  });
});
