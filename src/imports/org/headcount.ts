/** A number of people as a cell gives it. `isSure` is false where a person should look at the cell. */
export interface Headcount {
  readonly count: number | undefined;
  readonly isSure: boolean;
}

/** Reads 148, 148名, 約60人, 1,200, 八十五名, 48名(派遣5名). Undefined for an empty cell. `text` is NFKC. */
export function readHeadcount(text: string): Headcount | undefined {
  if (text === "") return undefined;
  // Only the sales people are asked for, so their own figure wins over the total.
  const sales = /営業\D{0,4}(\d[\d,]*)/u.exec(text)?.[1];
  const parts = new RegExp(`^${BEFORE}(${NUMBER})${AFTER}$`, "iu").exec(text);
  const whole = parts?.[1] === undefined ? undefined : numberOf(parts[1]);
  if (sales !== undefined) {
    const count = numberOf(sales);
    return { count, isSure: whole === undefined || whole === count || text.startsWith("営業") };
  }
  return whole === undefined ? { count: undefined, isSure: false } : { count: whole, isSure: true };
}

const BEFORE = "(?:約|およそ|計|総勢|全|およそ|~|approx\\.?|about|ca\\.?)?\\s*";
const NUMBER = "\\d[\\d,]*(?:\\.0+)?|[〇零一二三四五六七八九十百千壱弐参]+";
const AFTER =
  "\\s*(?:名|人|people|persons?|staff|reps?|fte)?(?:様|体制|程度|ほど|弱|強|前後|超)?\\s*(?:\\(.*\\))?";

function numberOf(text: string): number | undefined {
  if (/^\d/u.test(text)) {
    const number = Number(text.replace(/,/gu, ""));
    return Number.isSafeInteger(number) ? number : undefined;
  }
  return kanjiNumber(text);
}

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壱: 1,
  二: 2,
  弐: 2,
  三: 3,
  参: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 八十五 = 85, 百二 = 102, 一二〇 = 120. */
export function kanjiNumber(text: string): number | undefined {
  let [sum, digits] = [0, ""];
  for (const letter of text) {
    const unit = UNITS[letter];
    const digit = DIGITS[letter];
    if (unit !== undefined) {
      sum += (digits === "" ? 1 : Number(digits)) * unit;
      digits = "";
    } else if (digit !== undefined) digits += String(digit);
    else return undefined;
  }
  return text === "" ? undefined : sum + Number(digits);
}
