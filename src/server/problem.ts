import { AppError, type ErrorCode } from "../errors.ts";
import type { Language, Text } from "../language.ts";

/** A failure as RFC 9457 writes it, with our code and what names the request in the log. */
export interface ProblemDocument {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode | "signed_out" | "forbidden" | "too_large" | "too_many" | "bug";
  readonly detail?: string;
  readonly requestId: string;
}

/** How each of our failures ends over HTTP. */
const STATUS = {
  usage: 400,
  invalid_input: 422,
  invalid_spec: 422,
  not_found: 404,
  needs_confirm: 409,
  locked: 409,
  conflict: 409,
  newer_schema: 503,
  workspace_failed: 502,
  store_failed: 503,
} as const satisfies Record<ErrorCode, number>;

/** A refusal of the server's own, before anything was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProblemDocument["code"];

  readonly text: Text;

  constructor(status: number, code: ProblemDocument["code"], text: Text) {
    super(text.en);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.text = text;
  }
}

/** What a failure is told as. Of our bugs nothing is told but that there was one. */
export function problemOf(
  error: unknown,
  { requestId, language }: { readonly requestId: string; readonly language: Language },
): ProblemDocument {
  const problem = { type: "about:blank", requestId } as const;
  if (error instanceof AppError) {
    const hint = error.hint?.[language];
    return {
      ...problem,
      title: error.text[language],
      status: STATUS[error.code],
      code: error.code,
      ...(hint === undefined ? {} : { detail: hint }),
    };
  }
  const refusal = error instanceof Refusal ? error : refusalOfExpress(error);
  if (refusal !== null)
    return { ...problem, title: refusal.text[language], status: refusal.status, code: refusal.code };
  const title = language === "ja" ? "予期しないエラーです" : "unexpected error";
  return { ...problem, title, status: 500, code: "bug" };
}

/** What express and its body parsers refuse: they say so by `status`, and their messages quote the request. */
function refusalOfExpress(error: unknown): Refusal | null {
  const status: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "status") : null;
  if (status === 413)
    return new Refusal(status, "too_large", {
      ja: "送られた内容が大きすぎます",
      en: "the body is too large",
    });
  if (typeof status === "number" && status >= 400 && status < 500)
    return new Refusal(status, "usage", { ja: "要求を読み取れません", en: "the request cannot be read" });
  return null;
}
