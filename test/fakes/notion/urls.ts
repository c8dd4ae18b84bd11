import { limitedText } from "./limited-text.ts";
import { LIMITS } from "./limits.ts";

const PROTOCOLS = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Any URL in a request: an absolute one, or the path of a page of this workspace. */
export const urlSchema = limitedText(LIMITS.urlLength)
  .min(1)
  .refine(isUrl, { error: "should be a valid URL" });

export function isUrl(text: string): boolean {
  if (/^\/[0-9a-f-]{32,36}$/i.test(text)) return true;
  return !/\s/.test(text) && URL.canParse(text) && PROTOCOLS.has(new URL(text).protocol);
}

/** What was written as https://example.com is read back as https://example.com/. */
export function storedUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  const isBareOrigin = url.pathname === "/" && url.search === "" && url.hash === "";
  return isBareOrigin && !text.endsWith("/") ? `${text}/` : text;
}
