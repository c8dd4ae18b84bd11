import * as fc from "fast-check";

import { unsendable } from "../../../../src/workspaces/confluence/storage/clean-text.ts";
import { anyText, longText } from "../../notion/texts.ts";

/** Texts that broke other tools, or look like markup of storage format. */
const PIECES = [
  "]]>",
  "]]&gt;",
  "<![CDATA[x]]>",
  "&nbsp;",
  "&uuml;",
  "&unknown;",
  "&#10;",
  "<T>",
  "</p>",
  '<ac:structured-macro ac:name="details">',
  "ac:name",
  "kakehashi-figures-0a1b2c3d",
  '"',
  "'",
  "שלום",
  "\u202Eabc\u202C",
  "\u200B",
  "\u200D",
  "\uFEFF",
  "\u2028",
  "🧭",
  "👩‍👩‍👧",
  "\t",
  "  ",
  "、",
  ",",
  "\u00A0",
  "\u0085",
  "\u{1FFFE}",
];

/** Anything at all, with characters that cannot be sent among it. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...PIECES), anyText), { maxLength: 8 })
      .map((all) => all.join("")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: longText },
);

/** What can be sent as it is: everything else is refused before. */
export const sendableText: fc.Arbitrary<string> = nastyText
  .map((text) => text.replace(/\r\n?/gu, "\n"))
  .filter((text) => unsendable(text) === null);
