import { cellText, type CellText, type PersonName } from "./cell-text.ts";
import { type Element, isElement } from "./tree.ts";

/** A row of a table with a label in its first cell and a value in its second. */
export interface TableRow extends CellText {
  readonly label: string;
  /** How many cells it has, the label's included. */
  readonly width: number;
  readonly row: Element;
  /** The cell of the value. */
  readonly cell: Element;
}

/** The rows of a table, its head's included, that have a label and a value; those of tables inside are not among them. */
export function rowsOf(table: Element, personName?: PersonName): TableRow[] {
  return rowElements(table).flatMap((row): TableRow[] => {
    const cells = row.children.filter((child) => isElement(child, "th", "td"));
    const [label, cell] = cells;
    if (label === undefined || cell === undefined) return [];
    const width = cells.length;
    return [
      { ...cellText(cell.children, personName), label: cellText(label.children).text, width, row, cell },
    ];
  });
}

const rowElements = ({ children }: Element): Element[] =>
  children.flatMap((child) => {
    if (isElement(child, "tr")) return [child];
    return isElement(child, "thead", "tbody", "tfoot") ? rowElements(child) : [];
  });
