import { expect, test } from "vitest";

import { draftsMessage, personalMessages, roomMessage } from "../../src/channels/message.ts";
import type { Digest } from "../../src/digest/digest.ts";
import type { StoredDigest } from "../../src/store/store.ts";
import { buildSpec } from "../builders.ts";

const SPEC = buildSpec({
  team: [
    { user: "t.mori", role: "lead", mail: "t.mori@example.com" },
    { user: "k.hata", role: "rep", units: ["br-osk"], mail: "k.hata@example.com" },
    { user: "s.abe", role: "rep", units: ["br-osk"] },
  ],
});

function digest(unit: string, more: Partial<StoredDigest> = {}): StoredDigest {
  const audience = more.audience ?? "vendor";
  const snapshot: Digest = {
    version: 1,
    partner: "acme",
    unit,
    unitName: unit === "br-osk" ? "大阪支店" : "オフィス事業部",
    week: "2026-W48",
    audience,
    hasIssues: true,
    items: [],
    newCases: { sources: [], more: 0 },
    newIssues: { sources: [], more: 0 },
    peers: [],
    rollouts: [],
    thanks: null,
    questions: null,
  };
  return { unit, week: "2026-W48", audience, state: "published", snapshot, builtAt: "2026-11-23", ...more };
}

const DIGESTS = [
  digest("div-os", { url: "https://example.atlassian.net/wiki/x" }),
  digest("br-osk", { url: "file:///vault/x.md" }),
  digest("br-osk", { audience: "partner", state: "draft" }),
];

test("a room is told which digests are out, with addresses that others can open", () => {
  expect(roomMessage(SPEC, "2026-W48", DIGESTS)).toEqual({
    id: "digests:2026-W48",
    audience: "vendor",
    subject: "青波商事株式会社 2026-W48 の週報",
    text: "・オフィス事業部: 提案 0 https://example.atlassian.net/wiki/x\n・大阪支店: 提案 0",
  });
});

test("a mail brings each of our people the digests of his own units, and nobody without an address any", () => {
  const mails = personalMessages(SPEC, "2026-W48", DIGESTS);
  expect(mails.map(({ to, id }) => [to, id])).toEqual([
    ["t.mori@example.com", "digests:2026-W48:t.mori"],
    ["k.hata@example.com", "digests:2026-W48:k.hata"],
  ]);
  expect(mails[0]?.text).toContain("オフィス事業部");
  expect(mails[1]?.text).not.toContain("オフィス事業部");
});

test("nothing of a text for the partner's people is in any message; what is not out yet is in none", () => {
  const none = DIGESTS.map((one) => ({ ...one, audience: "partner" as const }));
  expect(roomMessage(SPEC, "2026-W48", none)).toBeNull();
  expect(personalMessages(SPEC, "2026-W48", none)).toEqual([]);
  expect(roomMessage(SPEC, "2026-W48", [digest("br-osk", { state: "held" })])).toBeNull();
});

test("the team is told how many texts wait for approval, if any", () => {
  expect(draftsMessage(SPEC, "2026-W48", 0)).toBeNull();
  expect(draftsMessage(SPEC, "2026-W48", 2)?.subject).toBe(
    "青波商事株式会社 2026-W48: 先方向けの文面 2 件が承認待ちです",
  );
});
