import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { splitBody } from "../../../src/model/body-sections.ts";
import { composeBody, showRecord } from "../../../src/model/record.ts";
import { SCHEMAS } from "../../../src/spec/schemas.ts";
import { batches } from "../../../src/workspaces/notion/batches.ts";
import {
  bodyFromNotion,
  bodyToBlocks,
  bodyToNotionMarkdown,
  canonicalBody,
} from "../../../src/workspaces/notion/body.ts";
import { soreiPartner } from "../../release/sorei.ts";
import { checkLimits } from "./check-limits.ts";
import { renderEnhanced } from "./render-enhanced.ts";
import { anyMarkdown, longText } from "./texts.ts";

const SEED = 20261124;
const { fields } = SCHEMAS.issue;
const headings = fields.filter(({ place }) => place === "heading");
const privateFields = headings.filter((field) => field.private === true);

describe("any Markdown at all", () => {
  const any = fc.oneof({ weight: 9, arbitrary: anyMarkdown }, longText);

  test("is read back from Notion as was foretold, whichever way it was written", () => {
    fc.assert(
      fc.property(any, (body) => {
        const one = canonicalBody(body);
        expect(bodyFromNotion(renderEnhanced(bodyToBlocks(body)))).toBe(one);
        expect(bodyFromNotion(bodyToNotionMarkdown(body))).toBe(one);
        expect(canonicalBody(one)).toBe(one);
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  test("fits into requests", () => {
    fc.assert(
      fc.property(any, (body) => {
        const all = batches(bodyToBlocks(body));
        expect(() => all.forEach((batch) => checkLimits(batch))).not.toThrow();
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

/** What people write without thinking of Markdown. */
const words = fc
  .array(fc.constantFrom(..."あ漢カ、。「」（）・※ab19 　%&/:@#=+-~<>[]'\"?!".split("")), {
    minLength: 1,
    maxLength: 20,
  })
  .map((parts) => `語${parts.join("").trim()}`.trim());
const lines = fc.array(words, { minLength: 1, maxLength: 4 });
const writing = fc
  .array(
    fc.oneof(
      lines.map((all) => all.join("\n")),
      lines.map((all) => all.map((line) => `- ${line}`).join("\n")),
      lines.map((all) => all.map((line, at) => `${at + 1}. ${line}`).join("\n")),
      lines.map((all) => all.map((line) => `${line.replaceAll("=", "")} = 置き換え 〔顧客〕`).join("\n")),
    ),
    { maxLength: 4 },
  )
  .map((parts) =>
    parts.filter((part, at) => at === 0 || sortOf(part) !== sortOf(parts[at - 1] ?? "")).join("\n\n"),
  );
/** Two lists in a row would be one. */
const sortOf = (part: string): string => /^(- |1\. )?/u.exec(part)?.[0] || part;

describe("a body that the product wrote", () => {
  const record = fc.record(Object.fromEntries(headings.map(({ name }) => [name, writing])));

  test("is read back exactly", () => {
    fc.assert(
      fc.property(record, fc.constantFrom("ja" as const, "en" as const), (texts, language) => {
        const body = composeBody(texts, fields, language);
        expect(canonicalBody(body).trim()).toBe(body.trim());
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("is read back exactly, for every record of the sample partner", () => {
    const { entries } = soreiPartner();
    expect(entries.length).toBeGreaterThan(10);
    for (const { value } of entries) {
      for (const language of ["ja", "en"] as const) {
        const { body } = showRecord(value, SCHEMAS[value.kind].fields, language);
        expect(canonicalBody(body).trim()).toBe(body.trim());
        expect(bodyFromNotion(renderEnhanced(bodyToBlocks(body))).trim()).toBe(body.trim());
      }
    }
  });
});

describe("the fields of a body", () => {
  test("are the same before and after", () => {
    const record = fc.record(Object.fromEntries(headings.map(({ name }) => [name, writing])));
    const bare = (text: string) => text.replace(/\s+/gu, " ").trim();
    const textsOf = (body: string) =>
      [...splitBody(body, fields).texts].map(([name, text]) => [name, bare(text)]);
    fc.assert(
      fc.property(writing, record, (above, texts) => {
        const body = `${above}\n\n${composeBody(texts, fields, "ja")}`;
        expect(textsOf(canonicalBody(body))).toEqual(textsOf(body));
        expect(bare(splitBody(canonicalBody(body), fields).preamble)).toBe(
          bare(splitBody(body, fields).preamble),
        );
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("keep what is private apart, whatever stands around it and however its heading was typed", () => {
    expect(privateFields.length).toBeGreaterThan(0);
    const label = fc.constantFrom(...privateFields.flatMap(({ ja, en }) => [ja, en]));
    const heading = fc
      .tuple(fc.constantFrom("## ", "##", "＃ ", "### ", "  ## ", "# "), label)
      .map(([mark, name]) => mark + name);
    const section = fc
      .tuple(fc.constantFrom(...headings.filter((field) => field.private !== true)), anyMarkdown)
      .map(([field, text]) => `## ${field.ja}\n\n${text}`);
    const isLeaked = (body: string) => {
      const { preamble, texts } = splitBody(body, fields);
      const shared = [...texts].filter(([name]) => !privateFields.some((field) => field.name === name));
      return [preamble, ...shared.map(([, text]) => text)].some((text) => text.includes("ここだけの話"));
    };
    fc.assert(
      fc.property(
        section,
        heading,
        fc.array(section, { maxLength: 2 }),
        fc.boolean(),
        (before, own, after, isTight) => {
          const body = [`${before}\n`, `${own}${isTight ? "\n" : "\n\n"}ここだけの話\n`, ...after].join("\n");
          fc.pre(!isLeaked(body));
          expect(isLeaked(canonicalBody(body))).toBe(false);
          expect(isLeaked(bodyFromNotion(renderEnhanced(bodyToBlocks(body))))).toBe(false);
        },
      ),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
