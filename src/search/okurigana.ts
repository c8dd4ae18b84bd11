/**
 * 引継, 引継ぎ, 引き継ぎ and 引き継ぐ are one word to whoever searches. Its stem is the kanji alone; a text contains
 * the stem where the kanji follow one another with at most one hiragana, as a verb's stem ends, between them.
 */

/** The kanji of a word that may be written with other okurigana; undefined if it is no such word. */
export function kanjiStem(folded: string): string | undefined {
  if (!STEMMED.test(folded)) return undefined;
  const stem = folded.replace(/[ぁ-ゖ]/gu, "");
  return stem.length >= 2 ? stem : undefined;
}

/** May this character stand between two kanji of a stem: 引き継ぎ, 取り組み, 打ち合わせ, 切り替え, 引っ越し? */
export const isOkurigana = (code: number): boolean => OKURIGANA.has(code);

const ENDINGS = "いきぎしちじびみりえけげせぜてでねべめれつ";
const OKURIGANA: ReadonlySet<number> = new Set(Array.from(ENDINGS, (char) => char.charCodeAt(0)));
const STEMMED = new RegExp(`^[\\p{Script=Han}々](?:[${ENDINGS}]?[\\p{Script=Han}々]){1,3}[ぁ-ゖ]{0,2}$`, "u");

/** End of the stem that starts here; 0 if there is none. */
export function stemEnd(folded: string, at: number, stem: string): number {
  let position = at;
  for (let k = 0; k < stem.length; k += 1) {
    if (folded.charCodeAt(position) !== stem.charCodeAt(k)) {
      const isSkipped = k > 0 && isOkurigana(folded.charCodeAt(position));
      if (!isSkipped || folded.charCodeAt(position + 1) !== stem.charCodeAt(k)) return 0;
      position += 1;
    }
    position += 1;
  }
  return position;
}
