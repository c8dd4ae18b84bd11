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
    throw new Refusal(414, "too_large", "the address is too long");
  const host = (request.headers.host ?? "").replace(/:\d+$/u, "").replace(/^\[|\]$/gu, "");
  if (!isLoopback(host)) throw new Refusal(421, "forbidden", "this server is not called so");
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
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const isForeign =
    site === undefined
      ? origin !== undefined && hostOf(origin) !== request.headers.host
      : site !== "same-origin";
  if (isForeign || !isFormToken(token, secret))
    throw new Refusal(403, "forbidden", "this did not come from a page of this server");
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
