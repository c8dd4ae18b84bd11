import { type Block, heading, paragraph, textTable } from "../content/blocks.ts";
import type { Language } from "../language.ts";
import type { Order, UnitTarget } from "../model/order.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { fiscalQuarter, rollUp, type Sum, unassignedOrders, type UnitSum } from "./rollup.ts";

export interface FiguresInput {
  readonly spec: Spec;
  readonly orders: readonly Order[];
  readonly targets: readonly UnitTarget[];
}

const words = {
  ja: {
    figures: "実績",
    byDivision: "事業部別",
    byBranch: "拠点別",
    sums: ["受注数", "月額(円)", "うち解約(円)"],
    name: "名称",
    total: "合計",
    unassigned: "未割当",
    queue: "未割当の受注",
    queueNote: "経由事業部か経由拠点が空の受注です。「受注」で埋めてください。合計には含まれています。",
    queueColumns: ["受注番号", "商材", "受注日", "空いている項目"],
    lacks: { division: "経由事業部", branch: "経由拠点" },
    more: (count: number) => `ほか ${count} 件`,
    noOrders: "受注はまだ取り込まれていません。",
    periods: ["期間", "商談数", "目標", "受注数", "月額(円)", "目標(円)", "達成率", "勉強会", "稼働営業数"],
    products: ["商材", "受注数", "月額(円)", "うち解約(円)"],
    noProduct: "(商材なし)",
  },
  en: {
    figures: "Figures",
    byDivision: "By division",
    byBranch: "By branch",
    sums: ["Orders", "Monthly (yen)", "of which cancelled (yen)"],
    name: "Name",
    total: "Total",
    unassigned: "Unassigned",
    queue: "Unassigned orders",
    queueNote:
      "Orders without a division or a branch; fill them in under Orders. They are part of the total.",
    queueColumns: ["Order no.", "Product", "Closed on", "Missing"],
    lacks: { division: "Via division", branch: "Via branch" },
    more: (count: number) => `and ${count} more`,
    noOrders: "No orders have been imported yet.",
    periods: [
      "Period",
      "Meetings",
      "Target",
      "Orders",
      "Monthly (yen)",
      "Target (yen)",
      "Reached",
      "Study sessions",
      "Active reps",
    ],
    products: ["Product", "Orders", "Monthly (yen)", "of which cancelled (yen)"],
    noProduct: "(no product)",
  },
} as const;

/** Both views of the total, and what is missing from them. */
export function hubFigures({ spec, orders }: FiguresInput): Block[] {
  const w = words[spec.partner.language];
  if (orders.length === 0) return [heading(w.figures), paragraph(w.noOrders)];
  const rollup = rollUp(orders, spec);
  return [
    heading(w.figures),
    heading(w.byDivision, 3),
    sumTable(rollup.byDivision, rollup.partner, spec.partner.language),
    heading(w.byBranch, 3),
    sumTable(rollup.byBranch, rollup.partner, spec.partner.language),
    ...queueBlocks(unassignedOrders(orders, spec), spec),
  ];
}

function sumTable(sums: readonly UnitSum[], total: Sum, language: Language): Block {
  const w = words[language];
  return textTable(
    [w.name, ...w.sums],
    [...sums.map((sum) => [sum.unit?.name ?? w.unassigned, ...sumCells(sum)]), [w.total, ...sumCells(total)]],
  );
}

const sumCells = ({ orders, monthlyYen, churned }: Sum): string[] => [
  String(orders),
  yen(monthlyYen),
  yen(churned),
];

/** More than this is a list to work off in the ledger itself. */
const QUEUE_LINES = 20;

function queueBlocks(queue: readonly Order[], spec: Spec): Block[] {
  const w = words[spec.partner.language];
  if (queue.length === 0) return [];
  const keys = new Set(spec.units.map(({ key }) => key));
  const lacks = (order: Order) =>
    (["division", "branch"] as const)
      .filter((name) => !keys.has(order[name] ?? ""))
      .map((name) => w.lacks[name]);
  const more = queue.length - QUEUE_LINES;
  return [
    heading(`${w.queue} (${queue.length})`, 3),
    paragraph(w.queueNote),
    textTable(
      w.queueColumns,
      queue
        .slice(0, QUEUE_LINES)
        .map((order) => [order.id, order.product ?? "", order.closed_on ?? "", lacks(order).join(" / ")]),
    ),
    ...(more > 0 ? [paragraph(w.more(more))] : []),
  ];
}

/** What came through this unit, by product and by period. */
export function unitFigures({ spec, orders, targets }: FiguresInput, unit: Unit): Block[] {
  const w = words[spec.partner.language];
  const own = orders.filter(({ division, branch }) => division === unit.key || branch === unit.key);
  const plans = targets.filter((target) => target.unit === unit.key);
  if (own.length === 0 && plans.length === 0) return [];
  const byProduct = Map.groupBy(own, ({ product }) => product ?? w.noProduct);
  const products = [...byProduct].map(([name, some]) => [name, ...sumCells(rollUp(some, spec).partner)]);
  return [
    heading(w.figures),
    ...(products.length === 0 ? [] : [textTable(w.products, products)]),
    ...periodBlocks(own, plans, spec),
  ];
}

/** Results beside targets, period by period, newest first. */
function periodBlocks(orders: readonly Order[], targets: readonly UnitTarget[], spec: Spec): Block[] {
  const { language, fiscal_year_start: start } = spec.partner;
  const byPeriod = Map.groupBy(orders, ({ closed_on: on }) =>
    on === undefined ? "" : fiscalQuarter(on, start),
  );
  const planned = new Map(targets.map((target) => [target.period ?? "", target]));
  const periods = [...new Set([...byPeriod.keys(), ...planned.keys()])].filter((period) => period !== "");
  if (periods.length === 0) return [];
  const rows = periods
    .toSorted()
    .toReversed()
    .map((period) => {
      const { orders: count, monthlyYen } = rollUp(byPeriod.get(period) ?? [], spec).partner;
      const target = planned.get(period);
      const wanted = target?.monthly_yen_target;
      const reached =
        wanted === undefined || wanted === 0 ? "" : `${Math.round((monthlyYen / wanted) * 100)}%`;
      return [
        period,
        shown(target?.meetings),
        shown(target?.meetings_target),
        String(count),
        yen(monthlyYen),
        wanted === undefined ? "" : yen(wanted),
        reached,
        shown(target?.study_sessions),
        shown(target?.active_reps),
      ];
    });
  return [textTable(words[language].periods, rows)];
}

const shown = (value: number | undefined): string => (value === undefined ? "" : String(value));
const yen = (value: number): string => value.toLocaleString("en-US");
