import { cellText, isDitto } from "./cell.ts";
import type { Column } from "./columns.ts";
import type { Layout } from "./layout.ts";
import type { PersonAtUnit } from "./listing.ts";
import { levelOf, looksLikePerson, readPeople } from "./person-cell.ts";
import { placeOf, rawCell, resolveDitto, type SheetState } from "./sheet-state.ts";

/** The people that a row names in its columns of people. */
export function peopleOf(
  state: SheetState,
  { columns }: Layout,
  index: number,
  onUnitRow: boolean,
): PersonAtUnit[] {
  const roleColumn = columns.find(({ field }) => field === "role");
  const role =
    roleColumn === undefined
      ? ""
      : cellText(resolveDitto(state, roleColumn.index, rawCell(state, index, roleColumn)));
  return columns
    .filter(({ field }) => field === "head" || field === "person")
    .flatMap((column) => {
      const raw = rawCell(state, index, column);
      const isAsAbove = isDitto(cellText(raw));
      const text = isAsAbove ? (state.last.get(column.index) ?? "") : raw;
      return readPeople(text).map((person, nth) => {
        const title = person.role ?? (nth === 0 ? role || column.title : undefined);
        const leads = column.field === "head" ? nth === 0 : isLeading(title);
        return {
          ...person,
          ...(title && { role: title }),
          inHeadColumn: leads,
          onUnitRow,
          ...(isAsAbove && { isConcurrent: true as const }),
        };
      });
    });
}

/** In a column of people the one who bears the title of a head is the head. */
const isLeading = (role: string | undefined): boolean =>
  role !== undefined && levelOf(role, false) === "head";

/** A person in the column of units, with a doubt where nothing but the look of the name says so. */
export function personInNames(state: SheetState, index: number, column: Column): PersonAtUnit[] | undefined {
  const raw = rawCell(state, index, column);
  const looks = looksLikePerson(raw);
  if (looks === undefined) return undefined;
  const people = readPeople(raw);
  if (!looks.isSure) {
    const [first] = people;
    state.doubts.push({ about: "person", name: first?.name ?? "", place: placeOf(state, index) });
  }
  return people.map((each) => ({ ...each, inHeadColumn: isLeading(each.role), onUnitRow: false }));
}
