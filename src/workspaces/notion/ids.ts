import { AppError } from "../../errors.ts";

/**
 * Ids of Notion are UUIDs, written with or without dashes. The SDK puts them into paths as they are, so anything
 * else (`abc/children?page_size=1#`) would reach another endpoint: every id passes here before it goes out.
 */
const BARE = /^[0-9a-f]{32}$/i;
const DASHED = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return BARE.test(text) || DASHED.test(text);
}

/** The one spelling that we store and compare: lower case with dashes. Throws `invalid_input` for anything else. */
export function toId(text: string): string {
  if (!isId(text)) throw notAnId();
  const hex = text.replaceAll("-", "").toLowerCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The id in what a person pasted: an id, or the address of a page or database. The SDK's own `extractNotionId` is not
 * used, since it takes any 32 hex digits anywhere in a text and knows no dashed id in an address. Throws `usage`,
 * naming the setting that it was pasted into.
 */
export function idFromUrl(pasted: string, setting: string): string {
  const text = pasted.trim();
  if (isId(text)) return toId(text);
  const url = URL.parse(text);
  if (url === null || !isNotionHost(url.hostname)) throw notAnAddress(setting);
  // `p` is the page that is open beside or above a database: the one the person is looking at.
  const peeked = url.searchParams.get("p");
  if (peeked !== null && isId(peeked)) return toId(peeked);
  const last = url.pathname.split("/").findLast((segment) => segment !== "") ?? "";
  // Addresses end in the title and the id, `Sales-hub-0123…`; titles may hold dashes, too.
  const id = [last, last.slice(-36), last.slice(-32)].find(isId);
  if (id === undefined || !/^$|-$/.test(last.slice(0, -id.length))) throw notAnAddress(setting);
  return toId(id);
}

function isNotionHost(hostname: string): boolean {
  return /^(?:[a-z0-9-]+\.)*notion\.(?:so|com|site)$/.test(hostname);
}

/** The text itself is never quoted: it may be a token pasted into the wrong place. */
function notAnId(): AppError {
  return new AppError(
    "invalid_input",
    { ja: "NotionのIDの形ではありません", en: "this is not a Notion id" },
    {
      hint: {
        ja: "IDは32桁の16進数です(ハイフンはあってもなくてもかまいません)",
        en: "An id has 32 hexadecimal digits, with or without dashes",
      },
    },
  );
}

function notAnAddress(setting: string): AppError {
  return new AppError(
    "usage",
    {
      ja: `${setting} が、NotionのページのURLでもIDでもありません`,
      en: `${setting} is neither the address nor the id of a Notion page`,
    },
    {
      hint: {
        ja: "Notionでページを開き、右上の「…」→「リンクをコピー」で得たURLをそのまま貼ってください",
        en: 'Open the page in Notion, choose "Copy link" in the "..." menu at the top right, and paste that',
      },
    },
  );
}
