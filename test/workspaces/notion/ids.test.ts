import { describe, expect, test } from "vitest";

import { AppError } from "../../../src/errors.ts";
import { idFromUrl, isId, toId } from "../../../src/workspaces/notion/ids.ts";

const ID = "0f3a1c52-7b1e-4c3a-9d2e-111122223333";
const BARE = ID.replaceAll("-", "");
const OTHER = "ffffffff-7b1e-4c3a-9d2e-111122223333";

test.each([ID, BARE, BARE.toUpperCase(), ID.toUpperCase()])("%s is one id in one spelling", (text) => {
  expect(isId(text)).toBe(true);
  expect(toId(text)).toBe(ID);
});

test.each([
  "",
  "abc/children?page_size=1#",
  `${ID}/children`,
  `${BARE}0`,
  ` ${ID}`,
  `${ID}\n`,
  "../users",
  BARE.slice(1),
])("%j does not get into a path", (text) => {
  expect(isId(text)).toBe(false);
  expect(() => toId(text)).toThrow(AppError);
});

describe("pasted addresses", () => {
  test.each([
    ID,
    ` ${BARE} `,
    `https://www.notion.so/${BARE}`,
    `https://www.notion.so/team/Sales-hub-${BARE}?pvs=4`,
    `https://www.notion.so/team/${encodeURIComponent("営業")}-${BARE}#${OTHER.replaceAll("-", "")}`,
    `https://app.notion.com/p/${BARE}`,
    `https://app.notion.com/p/${ID}`,
    `https://team.notion.site/Sales-hub-${BARE}/`,
    `https://www.notion.so/${BARE}?v=${OTHER.replaceAll("-", "")}`,
    `https://www.notion.so/${OTHER.replaceAll("-", "")}?v=1&p=${BARE}&pm=s`,
  ])("%s", (pasted) => {
    expect(idFromUrl(pasted, "ROOT")).toBe(ID);
  });

  test.each([
    "",
    "Sales hub",
    `https://notion.so.example/${BARE}`,
    `https://team.atlassian.net/wiki/pages/${BARE}`,
    `https://www.notion.so/Sales${BARE}`,
    `https://www.notion.so/${BARE}00000000`,
    "https://www.notion.so/team",
  ])("%j is none, and is not quoted", (pasted) => {
    const failing = (): string => idFromUrl(pasted, "ROOT");
    expect(failing).toThrow("ROOT is neither the address nor the id of a Notion page");
  });
});
