import type { Inline } from "../../content/blocks.ts";
import type { Language, Text } from "../../language.ts";
import { UNIT_KINDS } from "../../model/options.ts";
import type { Unit } from "../../model/spec.ts";

/** What is not known is said so, and shows where to fill it in. */
const BLANK: Text = { ja: "未記入", en: "Not filled in" };

/** The value, several joined, or 未記入. */
export function filled(value: string | number | readonly string[] | undefined, language: Language): string {
  const text = typeof value === "object" ? value.join(comma(language)) : String(value ?? "");
  return text.trim() === "" ? BLANK[language] : text;
}

/** Between the items of a list in a line. */
export const comma = (language: Language): string => (language === "ja" ? "、" : ", ");

/** The same as the content of a table cell. */
export function cell(
  value: string | number | readonly string[] | undefined,
  language: Language,
): readonly Inline[] {
  return [filled(value, language)];
}

/** What kind of unit this is, in the partner's own word where it has one (支店, 営業所). */
export function kindOf(unit: Unit, language: Language): string {
  const kind = UNIT_KINDS.find((option) => option.id === unit.kind);
  return unit.label ?? kind?.[language] ?? unit.kind;
}
