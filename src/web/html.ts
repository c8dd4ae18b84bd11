/** A piece of a page. Only `html` makes one, so whatever is not one is text, and is escaped. */
export interface Html {
  readonly [MARKUP]: string;
}

const MARKUP = Symbol("markup");

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A piece of a page: what is put in is escaped, pieces are taken as they are, and nothing is made of nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    [MARKUP]: strings.map((text, at) => text + (at < parts.length ? markupOf(parts[at]) : "")).join(""),
  };
}

/** The page as it is sent. */
export const toMarkup = (page: Html): string => `<!doctype html>\n${page[MARKUP]}`;

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (isList(part)) return part.map(markupOf).join("");
  return typeof part === "object" ? part[MARKUP] : escaped(String(part));
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also control characters, which no page may hold, and signs that turn the direction of what follows. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? "")
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
