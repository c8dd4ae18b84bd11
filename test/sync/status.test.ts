import { describe, expect, test } from "vitest";

import type { Block } from "../../src/content/blocks.ts";
import { toMarkdown } from "../../src/content/to-markdown.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Order, UnitTarget } from "../../src/model/order.ts";
import type { StoredRecord } from "../../src/store/store.ts";
import { hubFigures, unitFigures } from "../../src/sync/figures.ts";
import { statusBlocks, type StatusInput } from "../../src/sync/status.ts";
import { buildSpec } from "../builders.ts";
import { entry, storedEntry } from "../release/records.ts";
import { SPEC } from "./history.ts";

const shown = (blocks: readonly Block[]): string => toMarkdown(blocks, { link: () => null });

const stored = (fields: Record<string, unknown>, more: Partial<StoredRecord<"entry">> = {}) =>
  storedEntry(entry(fields) satisfies Entry, more);

const ENTRIES = [
  stored({ id: "1", kind: "issue", level: "head", heard_on: "2026-11-02" }),
  stored({ id: "2", kind: "issue", state: "様子見" }),
  stored({ id: "3", kind: "issue", state: "solved" }),
  stored({ id: "4", kind: "success", level: "field", heard_on: "2026-10-01" }),
  stored({ id: "5", kind: "failure" }, { archived: true }),
  stored({ id: "6", kind: "failure", unit: "br-fuk" }),
];

const ORDERS: Order[] = [
  {
    id: "SO-1",
    division: "div-os",
    branch: "br-osk",
    product: "勤怠",
    monthly_yen: 1_200_000,
    closed_on: "2026-04-02",
  },
  {
    id: "SO-2",
    branch: "br-osk",
    product: "勤怠",
    monthly_yen: 300,
    closed_on: "2026-07-02",
    churned_on: "2026-09-01",
  },
  { id: "SO-3", division: "div-os", monthly_yen: 10, closed_on: "2026-07-03" },
];
const TARGETS: UnitTarget[] = [
  {
    id: "br-osk/2026Q1",
    title: "x",
    unit: "br-osk",
    period: "2026Q1",
    monthly_yen_target: 1_000_000,
    meetings: 12,
  },
  { id: "br-osk/2026Q4", title: "x", unit: "br-osk", period: "2026Q4", meetings_target: 20 },
];

const input = (more: Partial<StatusInput> = {}): StatusInput => ({
  spec: SPEC,
  entries: ENTRIES,
  orders: ORDERS,
  targets: TARGETS,
  today: "2026-11-24",
  ...more,
});

const blockOf = (of: StatusInput, page: string, id: string): string =>
  shown(
    statusBlocks(of)
      .get(page)
      ?.find((block) => block.id === id)?.blocks ?? [],
  );

describe("the status of a unit", () => {
  test("counts its open issues, people's own states among them, and its cases, but nothing at rest", () => {
    const text = blockOf(input(), "acme/br-osk", "live-status");
    expect(text).toContain("| 未解決の課題 | 2 |\n| 成功事例 | 1 |\n| 失敗事例 | 0 |");
    expect(text).toContain("| 最後に聞いた日(部長・拠点長) | 2026-11-02 |");
    expect(text).toContain("| 最後に聞いた日(マネージャー) | まだ |");
  });

  test("stands on every unit's page and, one line each, on the hub", () => {
    const pages = statusBlocks(input());
    expect([...pages.keys()]).toEqual(["acme", "acme/div-os", "acme/br-osk", "acme/br-fuk"]);
    expect([...pages.values()].map((blocks) => blocks.map(({ id }) => id))).toEqual(
      [...pages.keys()].map(() => ["live-status", "live-figures"]),
    );
    const hub = blockOf(input(), "acme", "live-status").split("\n");
    expect(hub.filter((line) => line.startsWith("| 大阪支店"))).toEqual([
      "| 大阪支店 | 2 | 1 | 0 | 2026-11-02 / まだ / 2026-10-01 |",
    ]);
    expect(hub.filter((line) => line.startsWith("| 福岡支店"))).toEqual([
      "| 福岡支店 | 0 | 0 | 1 | まだ / まだ / まだ |",
    ]);
  });

  test("is the same on another day, so that a sync without news writes nothing", () => {
    expect(statusBlocks(input({ today: "2026-12-24" }))).toEqual(statusBlocks(input()));
  });

  test("is in English where the partner's pages are", () => {
    const english = buildSpec({
      partner: { language: "en" },
      units: [{ key: "br-osk", name: "Osaka", kind: "branch" }],
    });
    const text = [...statusBlocks(input({ spec: english })).values()]
      .flat()
      .map(({ blocks }) => shown(blocks))
      .join("\n");
    expect(text).toContain("| Open issues | 2 |");
    expect(text).toContain("never");
    // Names of products and people's own words may be Japanese; the product's words may not.
    expect(text.replaceAll("勤怠", "")).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/u);
  });
});

describe("the figures of the hub", () => {
  test("show both views with the same total, and the queue with what each order lacks", () => {
    const text = shown(hubFigures({ spec: SPEC, orders: ORDERS, targets: [] }));
    const [division = "", branch = ""] = text.split("拠点別");
    const sum = "| 合計 | 3 | 1,200,310 | 300 |";
    expect(division).toContain("| オフィス事業部 | 2 | 1,200,010 | 0 |\n| 未割当 | 1 | 300 | 300 |");
    expect(division).toContain(sum);
    expect(branch).toContain("| 大阪支店 | 2 | 1,200,300 | 300 |\n| 未割当 | 1 | 10 | 0 |");
    expect(branch).toContain(sum);
    expect(branch).toContain("未割当の受注 (2)");
    expect(branch).toContain(
      "| SO-2 | 勤怠 | 2026-07-02 | 経由事業部 |\n| SO-3 |  | 2026-07-03 | 経由拠点 |",
    );
  });

  test("name twenty orders of a long queue and count the rest", () => {
    const many = Array.from({ length: 23 }, (_, at): Order => ({ id: `SO-${at}` }));
    const text = shown(hubFigures({ spec: SPEC, orders: many, targets: [] }));
    expect(text).toContain("未割当の受注 (23)");
    expect(text).toContain("| SO-19 |");
    expect(text).not.toContain("| SO-20 |");
    expect(text).toContain("ほか 3 件");
  });

  test("say so where there are no orders yet", () => {
    expect(shown(hubFigures({ spec: SPEC, orders: [], targets: [] }))).toContain(
      "受注はまだ取り込まれていません。",
    );
  });
});

describe("the figures of a unit", () => {
  const figures = (unit: string) => {
    const found = SPEC.units.find(({ key }) => key === unit);
    if (found === undefined) throw new Error(unit);
    return shown(unitFigures({ spec: SPEC, orders: ORDERS, targets: TARGETS }, found));
  };

  test("are what came through it, by product, and by period beside its targets, newest first", () => {
    const text = figures("br-osk");
    expect(text).toContain("| 勤怠 | 2 | 1,200,300 | 300 |");
    expect(text.split("\n").filter((line) => line.startsWith("| 2026Q"))).toEqual([
      "| 2026Q4 |  | 20 | 0 | 0 |  |  |  |  |",
      "| 2026Q2 |  |  | 1 | 300 |  |  |  |  |",
      "| 2026Q1 | 12 |  | 1 | 1,200,000 | 1,000,000 | 120% |  |  |",
    ]);
  });

  test("are none for a unit without orders and targets", () => {
    expect(figures("br-fuk")).toBe("");
  });
});
