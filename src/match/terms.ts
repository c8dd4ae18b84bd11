/**
 * What of a business text tells it from another. Hiragana alone is grammar; so are the commonest English
 * words; a numeral says how much, never what about.
 */

/** A Latin word as it is; a pair of characters, or one kanji, as the number of both. */
export type Term = string | number;

/**
 * The terms by which texts are compared: Latin words; of all others pairs of neighbouring characters, and each kanji
 * alone, which carries its meaning from one word into the next (値段, 値上げ, 値引き). Numbers, because of a large
 * partner thousands of texts are read for one week's digests, and strings would take several times as long.
 */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const run of text.normalize("NFKC").toLowerCase().match(RUN) ?? []) {
    if (LATIN.test(run)) {
      if (!isGrammar(run) && !isNumeral(run)) terms.push(run);
      continue;
    }
    let before = 0;
    for (let at = 0; at < run.length; at += 1) {
      const code = run.charCodeAt(at);
      const script = scriptOf(code);
      if (script === HAN) terms.push(code - FIRST);
      const isGrammatical = scriptOf(before) === KANA && (script === KANA || script === MARK);
      if (at > 0 && !isGrammatical) terms.push((before - FIRST) * 0x1_0000 + code);
      before = code;
    }
  }
  return terms;
}

/** Words as the text's language cuts them; with `gaps`, also what stands between them. */
export function segmentsOf(text: string, { gaps = false } = {}): string[] {
  return [...segmenter.segment(text.normalize("NFKC"))]
    .filter((segment) => gaps || segment.isWordLike === true)
    .map((segment) => segment.segment);
}

/** Is this a word, or a stretch between words, that says nothing by itself? */
export function isGrammar(segment: string): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(segment) || HIRAGANA.test(segment) || ENGLISH_GRAMMAR.has(segment.toLowerCase())
  );
}

/** Is this worth naming to a reader as what two texts have in common? */
export function isTelling(term: string): boolean {
  // 得意先に: the dictionary sometimes leaves a particle on its noun.
  if (/[にをはがへとので]$/u.test(term)) return false;
  if (isNumeral(term) || isGrammar(term) || COMMONPLACE.has(term.toLowerCase())) return false;
  if (/^[\p{Script=Latin}\p{N}]+$/u.test(term)) return term.length >= 4;
  // 言う, 同じ, 後に: one kanji and its ending is a verb or an adverb more often than a subject.
  return [...term].filter((character) => !HIRAGANA.test(character)).length >= 2;
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const HIRAGANA = /^[ぁ-ゖ][ぁ-ゖー]*$/u;

const isNumeral = (term: string): boolean =>
  /^[第約各毎]?[\d一二三四五六七八九十百千万億半数]+[年月日時分回件社名人者つ個本円割倍歳度間週%]*$/u.test(
    term,
  );

/** So that pairs of kanji and kana are small integers, which engines compare fastest. */
const FIRST = 0x3000;

/** Scripts as far as they matter here, by UTF-16 code unit, found out as each is first met. */
const scripts = new Uint8Array(0x1_0000);
const [HAN, KANA, MARK, OTHER] = [1, 2, 3, 4];

function scriptOf(code: number): number {
  const known = scripts[code] ?? OTHER;
  if (known !== 0) return known;
  const character = String.fromCharCode(code);
  const script = /\p{Script=Han}/u.test(character)
    ? HAN
    : /[ぁ-ゖ]/u.test(character)
      ? KANA
      : character === "ー"
        ? MARK
        : OTHER;
  scripts[code] = script;
  return script;
}

const RUN = /[\p{L}\p{N}ー]+/gu;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;

const ENGLISH_GRAMMAR = new Set(
  (
    "a about after all also am an and any are as at be because been before being but by can could did do does " +
    "each either for from had has have he her his how i if in into is it its just like make many may me more " +
    "most much my no not now of on once one only or other our out over own she should so some such than that " +
    "the their them then there these they this those to too under until up us very was we were what when " +
    "where which while who why will with would you your"
  ).split(" "),
);

/** Words that every account of sales work contains, so that naming them explains nothing. */
const COMMONPLACE = new Set(
  (
    "同じ会社 会社 自社 当事業部 当支店 当部 一緒 週間 直近 出来る 当社 弊社 御社 貴社 他社 各社 相手 先方 当方 本人 自分 全員 一人 担当 担当者 営業 お客様 顧客 得意先 客先 " +
    "今回 今年 今期 今月 先月 来月 去年 昨年 前年 翌年 毎月 毎週 毎回 最初 最後 以前 以上 以内 以下 場合 必要 可能 内容 " +
    "得意 事業 事業部長 支店長 部長 課長 数字 時間 今後 一番 状態 状況 結果 理由 問題 課題 事例 方法 部分 全部 全体 一部 実際 事業部 支店 支社 拠点 部門 メーカー パートナー " +
    "company customer customers sales team teams branch division people work year years month months week weeks " +
    "time case issue problem result results first next last know want need needs take gets give"
  ).split(" "),
);
