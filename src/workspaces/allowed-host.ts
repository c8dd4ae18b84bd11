import type { Text } from "../language.ts";

/**
 * Whether a base URL may be given the token. Allowed are the platform's own hosts by https (`*.` stands for one
 * label), this machine, also by plain http, and with `allow` anything else. Returns what is wrong, or null.
 * The URL itself is not quoted: it may hold a password.
 */
export function baseUrlProblem(
  baseUrl: string,
  rules: { readonly hosts: readonly string[]; readonly allow: boolean },
): Text | null {
  const url = URL.parse(baseUrl);
  if (url === null || !["https:", "http:"].includes(url.protocol)) {
    return { ja: "接続先は https:// で始まるURLにしてください", en: "the base URL must start with https://" };
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return {
      ja: "接続先のURLに、ユーザー名・パスワード・「?」・「#」は書けません",
      en: 'the base URL cannot hold a user name, a password, "?" or "#"',
    };
  }
  if (rules.allow || isLoopback(url.hostname)) return null;
  const isOwn = url.port === "" && rules.hosts.some((host) => matches(url.hostname, host));
  if (isOwn && url.protocol === "https:") return null;
  const hosts = rules.hosts.join(", ");
  return {
    ja: `接続先 ${url.host} は許可されていません。使えるのは https の ${hosts} だけです。ほかの接続先を使うには KAKEHASHI_ALLOW_BASE_URL=1 を設定してください`,
    en: `the base URL's host ${url.host} is not allowed, only ${hosts} by https; to use another one set KAKEHASHI_ALLOW_BASE_URL=1`,
  };
}

/** The URL parser has already turned every spelling of an IPv4 address into four decimal numbers. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function matches(hostname: string, host: string): boolean {
  if (!host.startsWith("*.")) return hostname === host;
  const label = hostname.slice(0, -host.length + 1);
  return hostname.endsWith(host.slice(1)) && /^[a-z0-9-]+$/.test(label);
}
