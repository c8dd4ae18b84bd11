import { readerText } from "./reader-text.ts";
import { runCql } from "./run-cql.ts";
import type { Hit } from "./run-cql.ts";
import { everyElement, isMacro, parameterOf, parseStorage } from "./storage-tree.ts";
import type { Element } from "./storage-tree.ts";
import { cellsOf } from "./table-rows.ts";
import { latest } from "./world.ts";
import type { Node, World } from "./world.ts";

/** A Page Properties Report as a reader sees its first page. */
export interface SeenReport {
  /** The title's column first. */
  columns: string[];
  rows: string[][];
  /** The pages behind the rows, in the same order. */
  pageIds: string[];
  /** Rows on this and the further pages. */
  total: number;
}

/** Every report on a page. They run on the search index and with the reader's permissions. */
export function reportsOn(world: World, page: Node, accountId: string): SeenReport[] {
  const macros = [...everyElement(parseStorage(latest(page).storage))].filter((one) =>
    isMacro(one, "detailssummary"),
  );
  return macros.map((macro) => evaluate(world, page, macro, accountId));
}

interface Row {
  pageId: string;
  title: string;
  values: Map<string, string>;
}

function evaluate(world: World, page: Node, macro: Element, accountId: string): SeenReport {
  const hits = runCql(world, cqlOf(macro), { accountId, currentContentId: page.id });
  const id = parameterOf(macro, "id");
  const rows = sorted(
    hits.flatMap((hit) => rowsOf(world, hit, id)),
    macro,
  );
  const headings = headingsOf(macro) ?? [...new Set(rows.flatMap((row) => [...row.values.keys()]))];
  const size = Number(parameterOf(macro, "pageSize") ?? world.settings.reportPageSize);
  const shown = rows.slice(0, size);
  return {
    columns: [parameterOf(macro, "firstcolumn") || "Title", ...headings],
    rows: shown.map((row) => [row.title, ...headings.map((heading) => row.values.get(heading) ?? "")]),
    pageIds: shown.map((row) => row.pageId),
    total: rows.length,
  };
}

function cqlOf(macro: Element): string {
  const cql = parameterOf(macro, "cql");
  if (cql !== undefined && cql.trim() !== "") return cql;
  const label = parameterOf(macro, "label");
  if (label === undefined) throw new Error("The report has no query.");
  return `label = "${label}"`;
}

function headingsOf(macro: Element): string[] | undefined {
  const names = (parameterOf(macro, "headings") ?? "").split(",").map((one) => one.trim());
  return names.some((one) => one !== "") ? names.filter((one) => one !== "") : undefined;
}

/** One row for each properties table of the page, hidden ones too. A report without an id takes all. */
function rowsOf(world: World, { node, seen }: Hit, id: string | undefined): Row[] {
  if (node.kind !== "page") return [];
  const tables = [...everyElement(parseStorage(seen.storage))].filter(
    (one) => isMacro(one, "details") && (id === undefined || id === "" || parameterOf(one, "id") === id),
  );
  return tables.flatMap((details) => {
    const values = valuesIn(world, details);
    return values.size === 0 ? [] : [{ pageId: node.id, title: seen.title, values }];
  });
}

/** Keys are header cells, and only these; they count as the text that they show. */
function valuesIn(world: World, details: Element): Map<string, string> {
  const values = new Map<string, string>();
  for (const row of everyElement(details)) {
    if (row.tag !== "tr") continue;
    const [key, value] = cellsOf(row);
    if (key?.tag === "th" && value?.tag === "td")
      values.set(readerText(world, key), readerText(world, value));
  }
  return values;
}

function sorted(rows: Row[], macro: Element): Row[] {
  const sortBy = parameterOf(macro, "sortBy") ?? "Title";
  const isReverse = parameterOf(macro, "reverseSort") === "true";
  const isTitle = sortBy === "Title" || sortBy === parameterOf(macro, "firstcolumn");
  const keyOf = (row: Row) => (isTitle ? row.title : (row.values.get(sortBy) ?? "")).toLowerCase();
  const inOrder = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  return isReverse ? inOrder.reverse() : inOrder;
}
