import { describe, expect, test } from "vitest";

import { managed } from "../../../src/content/blocks.ts";
import { managedCard } from "../../../src/workspaces/notion/managed-card.ts";
import {
  descriptionOf,
  pageMarker,
  readDescriptionMarker,
  readPageMarker,
} from "../../../src/workspaces/notion/page-marker.ts";
import { plainOf } from "../../../src/workspaces/notion/rich-text.ts";
import { asReadBack } from "./as-read-back.ts";
import { checkLimits, checkText } from "./check-limits.ts";

const KEY = "sorei/br-osk/issues";
const OP = "0b7c2f0e-6a51-4f0c-9f52-3f4f6e0a9d11";

describe("our page is known again by its first block", () => {
  test.each(["ja", "en"] as const)("as we write it, in %s", (language) => {
    const block = pageMarker(KEY, OP, language);
    checkLimits([block]);
    expect(readPageMarker(block)).toEqual({ key: KEY, opId: OP });
    expect(readPageMarker(asReadBack(block))).toEqual({ key: KEY, opId: OP });
  });

  test("although a person wrote around the mark", () => {
    const around = `消さない! kakehashi:key:${KEY}:op:${OP}。以上`;
    const block = { type: "quote", quote: { rich_text: [{ plain_text: around }] } };
    expect(readPageMarker(block)).toEqual({ key: KEY, opId: OP });
  });

  test.each([
    ["another block", { type: "paragraph", paragraph: { rich_text: [{ plain_text: "kakehashi" }] } }],
    ["a card", managedCard(managed("key", []), { link: () => null, language: "ja" })],
    ["no block", "kakehashi:key:a:op:b"],
  ])("and not by %s", (_, block) => {
    expect(readPageMarker(block)).toBeNull();
  });
});

describe("our database is known again by its description", () => {
  test("which shows our text above the mark", () => {
    const items = descriptionOf(" この表の説明。\n", KEY, OP);
    checkText(items);
    expect(plainOf(items)).toBe(`この表の説明。\nkakehashi:key:${KEY}:op:${OP}`);
    expect(readDescriptionMarker(items)).toEqual({ key: KEY, opId: OP });
  });

  test("by the last mark, should the text look like one", () => {
    expect(readDescriptionMarker(descriptionOf("kakehashi:key:other:op:1", KEY, OP))).toEqual({
      key: KEY,
      opId: OP,
    });
  });

  test("without a text, too", () => {
    expect(plainOf(descriptionOf("", KEY, OP))).toBe(`kakehashi:key:${KEY}:op:${OP}`);
  });

  test("and not by other people's", () => {
    expect(readDescriptionMarker([{ plain_text: "案件の一覧" }])).toBeNull();
    expect(readDescriptionMarker(undefined)).toBeNull();
  });
});
