import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { confluenceWorld } from "./confluence-world.ts";
import { notionWorld } from "./notion-world.ts";
import { openWorld, type World } from "./sorei-world.ts";

/** What a rep does from hearing of a success to learning from its failure elsewhere, by the commands alone. */

const SPEC = `
partner: { key: aoba, name: 青葉物産 }
vendor: { name: みどりソフト, products: [みどり受発注] }
sharing: { default_scope: partner_all_units }
units:
  - { key: br-a, name: 盛岡支店, kind: branch, kgi: 粗利額 }
  - { key: br-b, name: 高松支店, kind: branch, kgi: 受注件数 }
  - { key: br-c, name: 松江支店, kind: branch, area_traits: [離島・郊外] }
team:
  - { user: k.hata, role: rep, units: [br-a] }
`;

const ISSUE = `担当が代わると、前任の口約束を後任が知らず苦情になる
階層: マネージャー
異動のたびに引き継ぎが備考欄だけで、得意先に叱られる。後任は経緯を知らない。
`;

const SUCCESS = `交代の月に、前任と後任が三回同行する
共有の了承: 部長に聞いてから
# 打ち手
前任と後任が三回同行し、口約束を一枚に書いて引き継ぐ。
# 再現条件
内示から交代まで六週間ある
`;

const at = (date: string) => Date.parse(`${date}T10:00:00+09:00`);

const PLACES = {
  vault: async (now: () => number): Promise<World> => {
    const dir = mkdtempSync(join(tmpdir(), "kakehashi-walk-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    return openWorld(dir, {}, () => new Date(now()));
  },
  notion: async (now: () => number): Promise<World> => notionWorld({ now }),
  confluence: async (now: () => number): Promise<World> => confluenceWorld({ now }),
} as const;

interface Proposal {
  readonly id: string;
  readonly reason: string;
  readonly pair?: { readonly id: string };
}

describe.each(Object.entries(PLACES))("a rep on %s", (_name, open) => {
  test(
    "carries a success to the unit that needs it, and then its failure beside it",
    { timeout: 120_000 },
    async () => {
      const now = { at: at("2026-11-23") };
      const world = await open(() => now.at);
      const json = async <T>(...argv: readonly string[]): Promise<T> =>
        (await world.must(...argv)).json as unknown as T;
      const note = (name: string, text: string): string => {
        const file = join(world.dir, name);
        writeFileSync(file, text);
        return file;
      };
      const items = async (week: string): Promise<readonly Proposal[]> => {
        const wanted = ["--partner", "aoba", "--week", week, "--audience", "vendor", "--unit", "盛岡"];
        await world.must("digest", "run", ...wanted);
        const { digests } = await json<{ digests: { state: string; items: Proposal[] }[] }>(
          "digest",
          "show",
          ...wanted,
        );
        expect(digests.map(({ state }) => state)).toEqual(["published"]);
        return digests[0]?.items ?? [];
      };
      writeFileSync(world.specFile, SPEC);
      await world.must("apply", world.specFile, "--yes");
      await world.must("add", "--unit", "盛岡", "--kind", "issue", "--file", note("issue.md", ISSUE));

      // He hears of a success; what is written as consent asks for a decision.
      const heard = await json<{ id: string }>(
        "add",
        "--unit",
        "高松",
        "--kind",
        "success",
        "--file",
        note("s.md", SUCCESS),
      );
      const { items: queue } = await json<{
        items: { id: string; state: string; reasons: { code: string }[] }[];
      }>("release", "list", "--audience", "vendor");
      expect(queue.find(({ id }) => id === heard.id)).toMatchObject({
        state: "held",
        reasons: [{ code: "consent_unclear" }],
      });
      expect((await json<{ issues: { matches: unknown[] }[] }>("match")).issues[0]?.matches).toEqual([]);
      await world.must("release", "approve", heard.id, "--audience", "vendor");

      // It is proposed where the problem is, with a reason.
      const [first] = await items("2026-W48");
      expect(first?.id).toBe(heard.id);
      expect(first?.reason).toContain("担当者の交代と引き継ぎ");
      const carried = await json<{ items: { id: string | null }[] }>(
        "carry",
        "--unit",
        "盛岡",
        "--week",
        "2026-W48",
      );
      expect(carried.items.map(({ id }) => id)).toContain(heard.id);
      await world.must("told", "--unit", "盛岡", "--item", heard.id, "--effect", "used");
      const after = await json<{ items: { id: string | null }[] }>(
        "carry",
        "--unit",
        "盛岡",
        "--week",
        "2026-W48",
      );
      expect(after.items.map(({ id }) => id)).not.toContain(heard.id);

      // It is tried in a third unit, and fails.
      const proposed = await json<{ rollouts: { id: string; differences: string }[] }>(
        "rollout",
        "propose",
        "--case",
        heard.id,
        "--to",
        "松江",
      );
      const [attempt] = proposed.rollouts;
      expect(attempt?.differences).toContain("松江支店");
      const again = await json<{ rollouts: unknown[] }>(
        "rollout",
        "propose",
        "--case",
        heard.id,
        "--to",
        "松江",
      );
      expect(again.rollouts).toEqual(proposed.rollouts);
      const id = attempt?.id ?? "";
      await world.must("rollout", "update", id, "--state", "in_progress");
      expect((await world.run("rollout", "update", id, "--outcome", "failed")).exit).not.toBe(0);
      const reason = "内示から交代まで二週間しかなく、同行が一回で終わった。口約束は引き継げず苦情になった";
      await world.must("rollout", "update", id, "--outcome", "failed", "--reason", reason);
      for (let run = 0; run < 2; run += 1) await world.must("rollout", "to-failure", id);
      const failures = await world.look(async (store) =>
        (await store.records.all("aoba", "entry")).filter(({ value }) => value.kind === "failure"),
      );
      expect(failures.map(({ value }) => value.unit)).toEqual(["br-c"]);
      const { board } = await json<{ board: { cases: { id: string; cells: object }[] } }>("rollout", "list");
      expect(board.cases).toMatchObject([
        { id: heard.id, cells: { "br-c": { state: "done", outcome: "failed" } } },
      ]);

      // The next week shows the pair.
      now.at = at("2026-11-30");
      await world.must("sync");
      const [pair] = await items("2026-W49");
      expect([pair?.id, pair?.pair?.id]).toEqual([heard.id, failures[0]?.id]);
      // Once the unit has said that it is of no use, it is not proposed again.
      await world.must(
        "feedback",
        "--unit",
        "盛岡",
        "--item",
        heard.id,
        "--verdict",
        "does_not_fit",
        "--why",
        "人が足りない",
      );
      now.at = at("2027-03-01");
      await world.must("sync");
      expect((await items("2027-W09")).map((one) => one.id)).not.toContain(heard.id);
    },
  );
});
