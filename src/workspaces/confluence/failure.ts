import type { AppError } from "../../errors.ts";
import { AGAIN, noAnswer, REDIRECTED, unavailable, type Words } from "../outage-words.ts";
import { remoteError } from "../remote-error.ts";
import { type ConfluenceFailure, SCOPE_CODE } from "./read-failure.ts";

/** The call that says whose token it is; everybody may make it. */
const WHO_AM_I = "user.current";

/** A failed request as the error that people see. */
export function toAppError(failure: ConfluenceFailure, what: string): AppError {
  const { outcome, requestId, lacksScope } = failure;
  const isAnswer = outcome.type === "answer";
  const facts = {
    status: isAnswer ? outcome.status : null,
    code: lacksScope ? SCOPE_CODE : isAnswer ? outcome.code : outcome.reason,
    requestId,
    isPlanLimit: false,
  };
  // v1 answers a token that it does not know as it answers one without a right.
  const isUnknown = facts.status === 403 && what === WHO_AM_I;
  return remoteError(isUnknown ? UNAUTHORIZED : wordsFor(failure), facts, { what });
}

/** The sentences for a failure, by what the person has to do next. */
function wordsFor({ outcome, lacksScope }: ConfluenceFailure): Words {
  if (outcome.type === "no_answer") return noAnswer("Confluence")[outcome.reason];
  const { status } = outcome;
  if (status === 401) return lacksScope ? SCOPE : UNAUTHORIZED;
  if (status >= 500 || status === 408) return unavailable("Confluence");
  if (status >= 300 && status < 400) return REDIRECTED;
  return BY_STATUS[status] ?? REFUSED;
}

const UNAUTHORIZED: Words = {
  text: { ja: "Confluenceがトークンを受け付けませんでした", en: "Confluence did not accept the token" },
  hint: {
    ja: "期限が切れたか(最長1年)、取り消されたか、メールアドレスと合っていません。https://id.atlassian.com/manage-profile/security/api-tokens で作り直し、CONFLUENCE_API_TOKEN と CONFLUENCE_EMAIL を設定してください",
    en: "It has expired (after a year at most), was revoked, or does not go with the e-mail address. Make a new one at https://id.atlassian.com/manage-profile/security/api-tokens and set CONFLUENCE_API_TOKEN and CONFLUENCE_EMAIL",
  },
};

const SCOPE: Words = {
  text: {
    ja: "トークンに、この操作のスコープがありません",
    en: "the token lacks the scope for this",
  },
  hint: {
    ja: "作ったあとでスコープは足せません。READMEの一覧のスコープを選んで、新しいトークンを作ってください",
    en: "Scopes cannot be added later: make a new token with the scopes that the README lists",
  },
};

const FORBIDDEN: Words = {
  text: {
    ja: "このアカウントには、この操作の権限がありません",
    en: "the account lacks the permission for this in Confluence",
  },
  hint: {
    ja: "スペースの管理者に、このアカウントへページの閲覧・追加の権限を付けてもらってください",
    en: "Ask the space's administrator to let the account view and add pages",
  },
};

const BY_STATUS: Readonly<Record<number, Words>> = {
  403: FORBIDDEN,
  404: {
    text: {
      ja: "Confluenceに見つかりませんでした。消されたか、このアカウントには見えません",
      en: "Confluence did not find it: it is gone, or the account may not see it",
    },
    hint: FORBIDDEN.hint,
  },
  409: {
    text: {
      ja: "ほかの人が同じページを編集中のため、Confluenceに保存できませんでした",
      en: "Confluence did not save it, since others kept editing the same page",
    },
    hint: AGAIN,
  },
  410: {
    text: {
      ja: "このConfluenceでは、使おうとした機能がもう提供されていません",
      en: "Confluence no longer offers what was asked for",
    },
    hint: { ja: "Kakehashiを新しい版に更新してください", en: "Update Kakehashi" },
  },
  413: {
    text: {
      ja: "ページが大きすぎるため、Confluenceに保存できませんでした(5MBまで)",
      en: "the page is larger than Confluence takes (5 MB)",
    },
    hint: { ja: "文章を分けてください", en: "Split the text" },
  },
  429: {
    text: {
      ja: "Confluenceが混雑を理由に待つよう求め続けています",
      en: "Confluence kept asking to wait, because of too many requests",
    },
    hint: {
      ja: "時間をおくか、CONFLUENCE_REQUESTS_PER_SECOND を小さくして、もう一度実行してください。何も失われていません",
      en: "Wait, or lower CONFLUENCE_REQUESTS_PER_SECOND, then run the command again; nothing is lost",
    },
  },
};

const REFUSED: Words = {
  text: {
    ja: "Confluenceがこの内容を受け付けませんでした",
    en: "Confluence did not accept what was sent",
  },
  hint: {
    ja: "思い当たらなければ、この文をそのまま開発元に知らせてください",
    en: "If you know no reason, report this sentence to the developers",
  },
};
