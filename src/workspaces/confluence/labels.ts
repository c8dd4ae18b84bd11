import type { RecordType } from "../workspace.ts";

/** The label by which reports find the rows of a record type. */
export const labelOf = (record: RecordType): string => `pk-${record}`;

/** Is this the label of a record type? */
export const isRowLabel = (name: string): boolean => name.startsWith("pk-");

/** The content property that says which row a page is, whatever people do to its text. */
export const ROW_PROPERTY = "kakehashi.row";

/** The Page Properties that rows have and reports read. */
export const ROW_TABLE = "kakehashi-entry";
