import * as fc from "fast-check";
import { test, expect } from "vitest";
import { bodyFromNotion, bodyToBlocks, bodyToNotionMarkdown, canonicalBody } from "/work/main/src/workspaces/notion/body.ts";
import { batches } from "/work/main/src/workspaces/notion/batches.ts";
import { renderEnhanced } from "/work/main/test/workspaces/notion/render-enhanced.ts";
import { checkLimits } from "/work/main/test/workspaces/notion/check-limits.ts";
const bit = fc.constantFrom(..."abc 日本「」、。 \n\n\n-*_`~[](){}<>#|\\!&;:=+.1234 0x\t　".split(""), "**", "~~", "```\n", "- ", "1. ", "3. ", "## ", "> ", "\n\n", "| a | b |\n|---|---|\n| c | d |\n", "  ", "    ", "[x](http://a.jp/b)", "<br>", "- [ ] ", "---\n", "&nbsp;", "&amp;", "http://x.jp/あ", "👩‍👩‍👧", "か\u3099", "\u0001", "\0", "\r\n", "\ud83d", "![p](https://a.b/c.png)", "[a]: http://b.c\n", "_a_", "\u00a0", "\f", "<https://x.y>", "$", "^", "##社内メモ\n");
const md = fc.array(bit, {maxLength: 40}).map(a => a.join(""));
test("p", () => {
  fc.assert(fc.property(md, (m) => {
    const c = canonicalBody(m);
    expect(canonicalBody(c)).toBe(c);
    const blocks = bodyToBlocks(m);
    for (const b of batches(blocks)) checkLimits(b);
    expect(bodyFromNotion(renderEnhanced(blocks))).toBe(c);
    expect(bodyFromNotion(bodyToNotionMarkdown(m))).toBe(c);
  }), { numRuns: Number(process.env.N ?? 2000), seed: Number(process.env.S ?? 1) });
});
