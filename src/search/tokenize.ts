/** Pairs of neighbouring characters over each run of Japanese text; a run of one gives that character. */
export function bigrams(folded: string): string[] {
  const found: string[] = [];
  for (const [run] of folded.matchAll(CJK_RUN)) {
    const chars = Array.from(run);
    if (chars.length === 1) found.push(run);
    for (let i = 1; i < chars.length; i += 1) found.push(`${chars[i - 1]}${chars[i]}`);
  }
  return found;
}

const CJK_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆ヶ]+/gu;
