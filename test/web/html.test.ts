import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { html, toMarkup } from "../../src/web/html.ts";

const shown = (page: ReturnType<typeof html>): string => toMarkup(page).replace("<!doctype html>\n", "");

describe("html", () => {
  test("escapes what is put in, and takes pieces as they are", () => {
    expect(shown(html`<p title="${`"'`}">${"<b>&"}${html`<i>${"<"}</i>`}</p>`)).toBe(
      '<p title="&quot;&#39;">&lt;b&gt;&amp;<i>&lt;</i></p>',
    );
  });

  test("makes nothing of nothing, and of a list its parts", () => {
    const items = [1, 2].map((one) => html`<li>${one}</li>`);
    expect(shown(html`${items}${null}${undefined}${false}${""}`)).toBe("<li>1</li><li>2</li>");
  });

  test("whatever the text, no sign of it opens a tag, ends an attribute or turns what follows", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const markup = shown(html`<p title="${text}">${text}</p>`);
        const inside = markup.slice('<p title="'.length, -"</p>".length).replace('">', "");
        expect(inside).not.toMatch(/[<>"'\u202a-\u202e\u2066-\u2069]/u);
        expect(inside).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});
