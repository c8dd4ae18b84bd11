import type { Text } from "../language.ts";

/** What is wrong with a front matter, in words for the person who typed it. */
export function explainYamlError(code: string): Text {
  return (
    EXPLANATIONS[code] ?? {
      ja: "先頭のプロパティ(--- で囲まれた部分)の書き方に誤りがあります",
      en: "the properties at the top (between the --- lines) are not valid YAML",
    }
  );
}

const QUOTED: Text = {
  ja: "引用符(\" や ')または括弧が閉じられていません",
  en: "a quotation mark or bracket is not closed",
};

const EXPLANATIONS: Record<string, Text> = {
  UNCLOSED: {
    ja: "プロパティの終わりを示す --- の行がありません",
    en: "the line --- that ends the properties is missing",
  },
  NOT_A_MAP: {
    ja: "プロパティは「名前: 値」の形で書いてください",
    en: "properties are written as `name: value`",
  },
  DUPLICATE_KEY: {
    ja: "同じ名前のプロパティが2つあります。どちらか一方にしてください",
    en: "the same property is there twice; keep one of them",
  },
  TAB_AS_INDENT: {
    ja: "タブで字下げされています。半角スペースを使ってください",
    en: "a tab is used for indentation; use spaces",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    ja: '値の中に「: 」があります。値全体を引用符(")で囲んでください',
    en: 'a value contains ": "; put the whole value in quotation marks',
  },
  BAD_SCALAR_START: {
    ja: '値が記号(@ や `)で始まっています。値全体を引用符(")で囲んでください',
    en: "a value starts with a reserved sign (@ or `); put the whole value in quotation marks",
  },
  MISSING_CHAR: QUOTED,
  BAD_INDENT: {
    ja: "字下げがそろっていないか、括弧が閉じられていません",
    en: "the indentation does not line up, or a bracket is not closed",
  },
};
