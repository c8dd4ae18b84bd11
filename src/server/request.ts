import type { Request, Response } from "express";

import type { Language, Text } from "../language.ts";
import type { Runtime } from "../runtime.ts";
import type { LoginLinks } from "./login-links.ts";
import type { Principal } from "./principal.ts";
import { Refusal } from "./problem.ts";
import type { Asked } from "./route.ts";

/** What the server works with. */
export interface ServerDeps {
  readonly runtime: Runtime;
  readonly language: Language;
  readonly now: () => Date;
  readonly loginLinks: LoginLinks;
  /** Whoever signs in by a link. */
  readonly operator: string;
  /** Somebody asked for a new link: it is shown where only people of this machine read. */
  readonly showLink: (link: string) => void;
  /** What somebody should know, though nothing failed: whom to tell of a text that was taken back. */
  readonly onNote: (note: Text) => void;
  /** Our bugs, with the id that the answer names. */
  readonly onBug: (error: unknown, requestId: string) => void;
  /** Requests a minute from one address; tests ask faster than people do. */
  readonly perMinute?: number;
}

/** A request that was let in: who it is from, and what shows that a change comes from our own pages. */
export interface SignedIn {
  readonly principal: Principal;
  /** What the browser holds; null where a program came with a key, which no page of elsewhere can make it send. */
  readonly secret: string | null;
}

/** Who asks, when, in which language: what a route is handed beside its input. */
export function contextOf(
  { runtime, language, now, onNote }: Pick<ServerDeps, "runtime" | "language" | "now" | "onNote">,
  { principal }: Pick<SignedIn, "principal">,
): Omit<Asked<unknown>, "input"> {
  const acting = { runtime, now: now(), by: principal.user, onProgress: () => {}, onNote };
  return { principal, language, acting };
}

export function mustBeSignedIn(response: Response): SignedIn {
  const signedIn = signedInTo(response);
  if (signedIn === null)
    throw new Refusal(401, "signed_out", {
      ja: "先にサインインしてください",
      en: "sign in first",
    });
  return signedIn;
}

export const signedInTo = (response: Response): SignedIn | null =>
  (response.locals["signedIn"] as SignedIn | undefined) ?? null;

/** What a form of ours carries. */
export const tokenIn = ({ body }: Request): unknown =>
  typeof body === "object" && body !== null ? Reflect.get(body, "_token") : undefined;
