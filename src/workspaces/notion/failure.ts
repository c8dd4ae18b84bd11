import { AppError } from "../../errors.ts";
import { RemoteFailure } from "../remote-failure.ts";
import type { NotionFailure } from "./read-failure.ts";
import { wordsFor } from "./failure-words.ts";

/**
 * The sentence for people. It ends in what support needs: what was called, status and code, and Notion's
 * number of the request. Notion's own message is not in it, because it quotes what was sent.
 */
export function toAppError(failure: NotionFailure, what: string): AppError {
  const { outcome, requestId } = failure;
  const isAnswer = outcome.type === "answer";
  const status = isAnswer ? outcome.status : null;
  const code = isAnswer ? outcome.code : outcome.reason;
  const { text, hint } = wordsFor(failure);
  const facts = [what, [status, code].filter((part) => part !== null).join(" "), failure.place];
  const known = facts.filter((fact) => fact !== null);
  const ja = [
    ...known,
    ...failure.names.map((name) => `「${name}」`),
    requestId && `リクエストID ${requestId}`,
  ];
  const en = [...known, ...failure.names.map((name) => `"${name}"`), requestId && `request ${requestId}`];
  return new AppError(
    "workspace_failed",
    { ja: `${text.ja}(${list(ja, "、")})`, en: `${text.en} (${list(en, ", ")})` },
    { hint, cause: new RemoteFailure({ status, code, requestId, isPlanLimit: failure.isBlockLimit }) },
  );
}

function list(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null).join(separator);
}
