import { isIP } from "node:net";

import type { NextFunction, Request, Response } from "express";
import helmet from "helmet";

import { Refusal } from "./problem.ts";
import { isFormToken } from "./sessions.ts";

/** Nothing but what we serve ourselves; no script or style within a page. */
export const headers = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: "no-referrer" },
  crossOriginEmbedderPolicy: true,
  // Meant for https; over http browsers ignore it.
  strictTransportSecurity: { maxAge: 31_536_000 },
});

const LONGEST_URL = 2_048;

/** A page of elsewhere that has its name point to this machine must not read what a browser here is shown. */
export function onlyOwnHost(request: Request, _response: Response, next: NextFunction): void {
  if (request.originalUrl.length > LONGEST_URL)
    throw new Refusal(414, "too_large", { ja: "アドレスが長すぎます", en: "the address is too long" });
  const host = (request.headers.host ?? "").replace(/:\d+$/u, "").replace(/^\[|\]$/gu, "");
  if (!isLoopback(host))
    throw new Refusal(421, "forbidden", {
      ja: "このサーバーはその名前では使えません。端末に表示されたアドレスを開いてください",
      en: "this server is not called so; open the address that the terminal shows",
    });
  next();
}

/** Is this a name or address of this very machine? */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/**
 * Lets a change through only if a page of ours asked for it: by what the browser says of where it comes from, and by
 * the token that only our pages hold.
 */
export function mustComeFromUs(
  request: Pick<Request, "headers">,
  { secret, token }: { readonly secret: string | null; readonly token: unknown },
): void {
  if (secret === null) return;
  refuseForeign(request);
  if (!isFormToken(token, secret)) throw foreign();
}

/** Refuses what a page of elsewhere asks for, as far as the browser says so. */
export function refuseForeign({ headers: { origin, host, ...others } }: Pick<Request, "headers">): void {
  const site = others["sec-fetch-site"];
  const isForeign =
    site === undefined ? origin !== undefined && hostOf(origin) !== host : site !== "same-origin";
  if (isForeign) throw foreign();
}

const foreign = (): Refusal =>
  new Refusal(403, "forbidden", {
    ja: "このサーバーの画面から送られたものではありません。画面を開き直して、もう一度お試しください",
    en: "this did not come from a page of this server; open the page anew and try once more",
  });

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
