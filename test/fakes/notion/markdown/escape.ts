const SPECIAL = /[\\*~`$[\]<>{}|^]/g;

/** Backslashes before what would otherwise be syntax; never inside code. */
export function escapeText(text: string): string {
  return text.replaceAll(SPECIAL, String.raw`\$&`);
}

export function unescapeText(text: string): string {
  return text.replaceAll(/\\([\\*~`$[\]<>{}|^!#"'()+\-.:_&/])/g, "$1");
}

/** Attribute values of tags: quotes and angle brackets would end them. */
export function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

export function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/([a-z][\w-]*)="([^"]*)"/g)) {
    found[name] = value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  }
  return found;
}

/** "gray_background" of the block API is "gray_bg" in markdown. */
export function toMarkdownColor(color: string): string {
  return color.replace("_background", "_bg");
}

export function fromMarkdownColor(color: string): string {
  return color.replace(/_bg$/, "_background");
}
