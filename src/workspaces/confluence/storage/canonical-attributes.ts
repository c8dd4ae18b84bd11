import type { Attributes } from "./tree.ts";
import { named } from "./vocabulary.ts";

/** The attributes that mean something, in one order and spelling. `space`: the key that links need not name. */
export function canonicalAttributes(name: string, attributes: Attributes, space: string | null): Attributes {
  const kept = Object.entries(attributes).flatMap(([key, value]): [string, string][] => {
    if (isVolatile(name, key) || (key === "ri:space-key" && value === space)) return [];
    if ((key === "colspan" || key === "rowspan") && value.trim() === "1") return [];
    if (key !== "style") return [[key, value]];
    const style = canonicalStyle(value);
    return style === "" ? [] : [[key, style]];
  });
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What Confluence and its editor add, rewrite or drop by themselves. */
const VOLATILE = named(
  `ac:macro-id ac:local-id local-id ac:schema-version ri:version-at-save id class scope
   ac:breakout-mode ac:breakout-width data-layout data-table-width data-table-display-mode data-number-column
   data-card-appearance`,
);

const TABLE_PARTS = named("table tr th td");

function isVolatile(name: string, key: string): boolean {
  if (VOLATILE.has(key)) return true;
  if (key === "width") return TABLE_PARTS.has(name);
  return key === "data-highlight-colour" && name === "span";
}

/** Without widths; Confluence tells colours in its own way. */
function canonicalStyle(style: string): string {
  return style
    .split(";")
    .map((part) => part.trim().toLowerCase().replace(/\s+/gu, "").replace(HEX, rgb))
    .filter((part) => part !== "" && !/^(?:min-|max-)?width:/u.test(part))
    .toSorted()
    .join(";");
}

const HEX = /#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?![0-9a-f])/gu;

const rgb = (_: string, ...parts: string[]): string =>
  `rgb(${parts
    .slice(0, 3)
    .map((part) => Number.parseInt(part, 16))
    .join(",")})`;
