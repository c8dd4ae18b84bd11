import type { Language } from "../../language.ts";
import { type DatabaseSchema, type ViewSpec } from "../workspace.ts";
import { labelOf, ROW_TABLE } from "./labels.ts";
import { el, macro, type StorageNode, text } from "./storage/tree.ts";

/**
 * The Page Properties Report that shows the rows below a page. It looks for our label, which keeps other pages out, and
 * below this very page, which keeps other units out; so it goes on working when the page is renamed or moved.
 */
export function report(schema: DatabaseSchema, language: Language): StorageNode {
  const columns = schema.fields.filter((field) => field.visible === true && field.type !== "title");
  const title = schema.fields.find((field) => field.type === "title");
  return macro("detailssummary", {
    cql: `label = "${labelOf(schema.record)}" and ancestor = currentContent()`,
    id: ROW_TABLE,
    firstcolumn: title?.[language] ?? "",
    headings: columns.map((field) => field[language]).join(","),
    sortBy: "Modified",
    reverseSort: "true",
    pageSize: PAGE_SIZE,
  });
}

/** Rows shown before a reader has to turn the page; by itself Confluence shows 30. */
const PAGE_SIZE = "500";

/** What a page shows of the databases below it: each once and whole, for a report takes no other conditions. */
export function reportsOf(views: readonly ViewSpec[], language: Language): StorageNode[] {
  const shown = new Map<string, { readonly title: string; readonly schema: DatabaseSchema }>();
  for (const { source } of views) {
    if (source !== undefined) shown.set(source.key, source);
  }
  return [...shown.values()].flatMap(({ title, schema }) => [
    el("h2", {}, text(title)),
    report(schema, language),
  ]);
}

/** The button that makes a row from the template with our table and label. */
export function createButton(
  templateId: string,
  { record }: DatabaseSchema,
  language: Language,
): StorageNode {
  return macro("create-from-template", {
    templateName: templateId,
    templateId,
    buttonLabel: BUTTONS[record]?.[language] ?? NEW[language],
  });
}

const NEW = { ja: "新しく書く", en: "New" } as const;
const BUTTONS: Partial<Record<DatabaseSchema["record"], Record<Language, string>>> = {
  issue: { ja: "課題を書く", en: "New issue" },
  success: { ja: "成功事例を書く", en: "New success" },
  failure: { ja: "失敗事例を書く", en: "New failure" },
  person: { ja: "担当者を書く", en: "New person" },
  order: { ja: "受注を書く", en: "New order" },
};
