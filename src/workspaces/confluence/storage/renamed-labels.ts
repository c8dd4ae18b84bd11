import { type Label, rowOf, spellingsOf, foldKey } from "./find-table.ts";
import type { TableRow } from "./table-rows.ts";

/**
 * The labels as they are on this page. A label that no row has belongs to the row that stands where its own would, if
 * that has a label of nobody's: between the rows of the labels before and after it.
 */
export function renamedLabels(rows: readonly TableRow[], labels: readonly Label[]): Label[] {
  const known = new Set(labels.flatMap(spellingsOf));
  const placeOf = (label: Label | undefined): number | null => {
    const row = label === undefined ? undefined : rowOf(rows, label);
    return row === undefined ? null : rows.indexOf(row);
  };
  return labels.map((label, at) => {
    if (placeOf(label) !== null) return label;
    const before = placeOf(labels[at - 1]);
    const after = placeOf(labels[at + 1]);
    const place = before === null ? (after === null ? null : after - 1) : before + 1;
    const isBetween = before === null || after === null || after - before === 2;
    const row = place === null || !isBetween ? undefined : rows[place];
    if (row === undefined || row.label.trim() === "" || known.has(foldKey(row.label))) return label;
    const [name, ...others] = typeof label === "string" ? [label] : label;
    return [name, ...others, row.label];
  });
}
