import { AppError } from "../../errors.ts";
import { baseUrlProblem } from "../allowed-host.ts";

/** Where a Confluence site is, for people and for tokens. */
export interface Site {
  /** Without a slash at its end. */
  readonly base: string;
  /** Where scoped tokens work (developer.atlassian.com, "Scoped API tokens"). */
  readonly gateway: (cloudId: string) => string;
}

const OWN_HOSTS = ["*.atlassian.net"];

/** Throws `usage` where the host is none, or must not get the token. */
export function siteOf(host: string, { allowAnyHost }: { readonly allowAnyHost: boolean }): Site {
  const text = host
    .trim()
    .replace(/\/+$/u, "")
    .replace(/\/wiki$/u, "");
  const base = /^https?:\/\//u.test(text) ? text : `https://${text}`;
  const problem = baseUrlProblem(base, { hosts: OWN_HOSTS, allow: allowAnyHost });
  if (problem !== null) {
    throw new AppError(
      "usage",
      { ja: `CONFLUENCE_HOST: ${problem.ja}`, en: `CONFLUENCE_HOST: ${problem.en}` },
      { hint: HINT },
    );
  }
  const isAtlassian = new URL(base).hostname.endsWith(".atlassian.net");
  return {
    base,
    gateway: (cloudId) => `${isAtlassian ? "https://api.atlassian.com" : base}/ex/confluence/${cloudId}`,
  };
}

const HINT = {
  ja: "ブラウザーでConfluenceを開いたときの名前(例 example.atlassian.net)を書いてください",
  en: "Give the name that your browser shows for Confluence, e.g. example.atlassian.net",
};
