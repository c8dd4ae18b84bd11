const SYLLABLES: ReadonlyMap<string, string> = new Map(
  (
    "ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu テ=te ト=to " +
    "ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ヤ=ya ユ=yu ヨ=yo " +
    "ラ=ra リ=ri ル=ru レ=re ロ=ro ワ=wa ヲ=o ン=n ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo " +
    "ダ=da ヂ=ji ヅ=zu デ=de ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po ヴ=vu " +
    "ァ=a ィ=i ゥ=u ェ=e ォ=o ャ=ya ュ=yu ョ=yo ヮ=wa"
  )
    .split(" ")
    .map((pair) => pair.split("="))
    .map(([kana, latin]) => [kana ?? "", latin ?? ""] as const),
);
const SMALL: Readonly<Record<string, string>> = {
  ャ: "ya",
  ュ: "yu",
  ョ: "yo",
  ァ: "a",
  ィ: "i",
  ゥ: "u",
  ェ: "e",
  ォ: "o",
};

/** Kana in Hepburn letters without long marks, as keys are typed: ヘルスケア = herusukea. */
export function hepburn(kana: string): string | undefined {
  const text = kana.replace(/[ぁ-ゖ]/gu, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60),
  );
  let latin = "";
  let isDoubled = false;
  for (const letter of text) {
    if (letter === "ー") continue;
    if (letter === "ッ") {
      isDoubled = true;
      continue;
    }
    const small = SMALL[letter];
    if (small !== undefined && latin !== "") {
      latin = joined(latin, small);
      continue;
    }
    const syllable = SYLLABLES.get(letter);
    if (syllable === undefined) return undefined;
    latin += isDoubled ? (syllable.startsWith("ch") ? "t" : syllable.charAt(0)) + syllable : syllable;
    isDoubled = false;
  }
  return latin === "" ? undefined : latin;
}

/** キャ = kya, シャ = sha, ティ = ti, ファ = fa, ウェ = we. */
function joined(latin: string, small: string): string {
  if (/(?:^|[aiueon])u$/u.test(latin) && !small.startsWith("y")) return `${latin.slice(0, -1)}w${small}`;
  const stem = latin.replace(/[aiueo]$/u, "");
  return stem + (/(?:sh|ch|j)$/u.test(stem) ? small.replace(/^y/u, "") : small);
}
