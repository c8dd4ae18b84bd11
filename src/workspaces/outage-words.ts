import type { Text } from "../language.ts";
import type { NoAnswer } from "./retry.ts";

/** What went wrong, and what a person who has never seen an API can do about it. */
export interface Words {
  readonly text: Text;
  readonly hint: Text;
}

export const AGAIN: Text = {
  ja: "しばらくしてから、もう一度実行してください。何も失われていません",
  en: "Run the command again later; nothing is lost",
};

/** It answers, but only that it cannot. */
export const unavailable = (platform: string): Words => ({
  text: { ja: `${platform}が応答できない状態です`, en: `${platform} could not answer` },
  hint: AGAIN,
});

export const REDIRECTED: Words = {
  text: {
    ja: "接続先が別のURLへの転送を返したため、中止しました",
    en: "the server wanted to send the request elsewhere, which is not followed",
  },
  hint: {
    ja: "接続先の設定と、間にあるプロキシを確かめてください。トークンは転送先に送られていません",
    en: "Check the base URL and any proxy in between; the token was not sent elsewhere",
  },
};

const NETWORK: Text = {
  ja: "ネットワークの接続を確かめてから、もう一度実行してください。何も失われていません",
  en: "Check the network, then run the command again; nothing is lost",
};

export const noAnswer = (platform: string) =>
  ({
    unsent: {
      text: { ja: `${platform}に接続できませんでした`, en: `${platform} could not be reached` },
      hint: NETWORK,
    },
    untrusted: {
      text: {
        ja: "接続先の証明書を確認できないため、接続しませんでした",
        en: "the server's certificate is not trusted, so nothing was sent",
      },
      hint: {
        ja: "社内プロキシを使っている場合は、その証明書ファイルを環境変数 NODE_EXTRA_CA_CERTS に指定してください",
        en: "Behind a company proxy, name its certificate file in the environment variable NODE_EXTRA_CA_CERTS",
      },
    },
    timeout: {
      text: { ja: `${platform}から時間内に応答がありませんでした`, en: `${platform} did not answer in time` },
      hint: AGAIN,
    },
    dropped: {
      text: { ja: `${platform}との通信が途中で切れました`, en: `the connection to ${platform} broke off` },
      hint: NETWORK,
    },
    unreadable: {
      text: {
        ja: `${platform}からの応答を読み取れませんでした`,
        en: `${platform}'s answer could not be read`,
      },
      hint: AGAIN,
    },
    too_large: {
      text: { ja: `${platform}からの応答が大きすぎます`, en: `${platform}'s answer is too large` },
      hint: {
        ja: "大きすぎるページやデータベースを分けてください",
        en: "Split the page or database that has become too large",
      },
    },
  }) satisfies Record<NoAnswer, Words>;
