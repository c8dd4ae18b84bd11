/** How names of units end; what ends with 長 after it is the role of the unit's head. */
export const UNIT_ENDINGS = (
  "事業本部 統括本部 事業部 事業所 営業所 出張所 支店 支社 支部 支所 本部 本社 本店 " +
  "オフィス センター 部門 拠点 グループ チーム 店 部 課 室 係"
).split(" ");

const ENGLISH_ENDING = /\s+(?:branch|office|division|department|sales office|center|centre)$/iu;

/** A unit's name without what kind of unit it is: 大阪支店 → 大阪, Osaka Branch → Osaka. */
export function bareName(name: string): string {
  const ending = UNIT_ENDINGS.find((end) => name.endsWith(end) && name.length > end.length);
  return ending === undefined ? name.replace(ENGLISH_ENDING, "") : name.slice(0, -ending.length);
}
