import type { UnitKind } from "../../model/spec.ts";
import type { ColumnField } from "./columns.ts";
import type { ListedPerson } from "./person-cell.ts";
import type { UnitName } from "./unit-name.ts";

/** Where something stands in a list. The sheet is named where the file has several. */
export interface Place {
  readonly sheet?: string;
  readonly row: number;
}

/** A person in a row of a list. */
export interface PersonAtUnit extends ListedPerson {
  /** Stands in the column of those who lead. */
  readonly inHeadColumn: boolean;
  /** In a row of a unit, or in one that adds a person to the unit above. */
  readonly onUnitRow: boolean;
}

/** A row of a list that speaks of a unit, before rows about one unit are put together. */
export interface Mention {
  readonly id: number;
  readonly place: Place;
  /** Its name as it stands there, taken apart. */
  readonly name: UnitName;
  /** It adds to that mention, beyond doubt: 〃, a person's row, a branch named again beside its head. */
  readonly of?: number;
  /** The mention of the unit above, where the layout says so. */
  readonly above?: number;
  /** The kind that the sheet, a section or a heading gives to everything in it. */
  readonly context?: UnitKind;
  /** A kind that stands a few rows higher in a column with gaps. */
  readonly carriedKind?: string;
  /** Its cells by field, as written. */
  readonly cells: Readonly<Partial<Record<ColumnField, string>>>;
  readonly people: readonly PersonAtUnit[];
}

/** A row that was not taken in, and why. */
export interface Skipped {
  readonly place: Place;
  readonly why: "total" | "note" | "unclear";
  readonly text: string;
}

/** What was found in one sheet. */
export interface SheetReading {
  readonly mentions: readonly Mention[];
  readonly skipped: readonly Skipped[];
  /** Lines above the list. */
  readonly titles: readonly string[];
  /** Headings that are not known, and those that are left out on purpose. */
  readonly unreadColumns: readonly string[];
  /** Columns of a list without headings, as they were understood. */
  readonly guessedColumns: readonly { readonly column: number; readonly field: ColumnField }[];
  /** The heading of the column that heads were taken from, of the head counts, of remarks. */
  readonly headings: Readonly<Partial<Record<ColumnField, string>>>;
  /** Ways of reading that a person should look at. */
  readonly doubts: readonly Doubt[];
}

export type Doubt =
  /** Leading spaces were read as belonging to the unit above. */
  | { readonly about: "indent" }
  /** Two columns of units never filled in one row were read as a plain list. */
  | { readonly about: "flat" }
  /** A section's heading was taken for a unit. */
  | { readonly about: "section"; readonly name: string }
  /** Blank cells of the parent column were read as the cell above. */
  | { readonly about: "blank-parent"; readonly names: string[] }
  /** A name in the column of units was taken for a person's. */
  | { readonly about: "person"; readonly name: string; readonly place: Place };
