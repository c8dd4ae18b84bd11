import type { Language, Text } from "../language.ts";
import { SCHEMAS } from "../spec/schemas.ts";
import type { DatabaseReading } from "./reading.ts";

/** What is said about rows that cannot be taken, or not as they are. */

export const TWIN: Text = {
  ja: "同じ管理IDの記録がほかにあります。写しなら削除し、新しい記録なら「管理ID」の行を消してください",
  en: "Another record has the same Bridge ID: delete this copy, or remove its Bridge ID line if it is a new record",
};

export const NO_ID_PROPERTY: Text = {
  ja: "「管理ID」の項目が無いか型が変わっているため、管理IDを付けられません。kakehashi apply で直してください",
  en: 'It cannot be given a Bridge ID, for the property "Bridge ID" is gone or of another type: run `kakehashi apply`',
};

/** Told once for a database, and not for each of its rows. */
export function lostProperties({
  key,
  place,
  rows,
}: DatabaseReading): { readonly location: string; readonly message: Text }[] {
  const lost = new Set(rows.flatMap(({ lacks = [] }) => lacks));
  const fields = SCHEMAS[place.record].fields.filter(({ name }) => lost.has(name));
  if (fields.length === 0) return [];
  const labels = (language: Language) => fields.map((field) => field[language]).join(", ");
  return [
    {
      location: key,
      message: {
        ja: `項目 ${labels("ja")} が無いか、値を読めない型になっています。記録の値は前のままです。kakehashi apply で元に戻せます`,
        en: `the properties ${labels("en")} are gone, or of a type that cannot hold their values; records keep theirs. \`kakehashi apply\` mends it`,
      },
    },
  ];
}
