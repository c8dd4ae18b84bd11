import { AppError } from "../errors.ts";
import type { Words } from "./outage-words.ts";
import { RemoteFailure, type RemoteFacts } from "./remote-failure.ts";

/**
 * The error for people: a sentence that ends in what support needs, i.e. what was called, status and code, and the
 * platform's number of the request. The platform's own message is not in it, because it quotes what was sent.
 */
export function remoteError(
  { text, hint }: Words,
  facts: RemoteFacts,
  called: {
    /** A fixed technical name, e.g. `pages.create`. */
    readonly what: string;
    /** Where in the request a mistake was seen, in words of the API. */
    readonly place?: string | null;
    /** Names of ours that the platform mentioned. */
    readonly names?: readonly string[];
  },
): AppError {
  const { status, code, requestId } = facts;
  const { what, place = null, names = [] } = called;
  const known = [what, [status, code].filter((part) => part !== null).join(" "), place];
  const ja = [...known, ...names.map((name) => `「${name}」`), requestId && `リクエストID ${requestId}`];
  const en = [...known, ...names.map((name) => `"${name}"`), requestId && `request ${requestId}`];
  return new AppError(
    "workspace_failed",
    { ja: `${text.ja}(${list(ja, "、")})`, en: `${text.en} (${list(en, ", ")})` },
    { hint, cause: new RemoteFailure(facts) },
  );
}

function list(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null).join(separator);
}
