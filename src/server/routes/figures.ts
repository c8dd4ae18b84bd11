import { z } from "zod";

import { readsInFull } from "../../release/reader.ts";
import { rollUp, type Sum, unassignedOrders, type UnitSum } from "../../sync/rollup.ts";
import { fields } from "../fields.ts";
import { openTo, route } from "../route.ts";

/** Money in yen a month; `churned` is the part of it that was cancelled since. */
const Figures = z.strictObject({ orders: z.int(), monthlyYen: z.number(), churned: z.number() });
/** `unit` null: not assigned yet. */
const Row = Figures.extend({ unit: fields.unit.nullable(), unitName: z.string().nullable() });

export const figures = route({
  method: "get",
  path: "/partners/:partner/figures",
  about: {
    ja: "受注の実績。事業部別と拠点別は同じ合計になる",
    en: "orders, by division and by branch, which come to the same total",
  },
  input: z.strictObject({ partner: fields.partner, product: z.string().min(1).max(100).optional() }),
  answer: z.strictObject({
    /** Null for whoever reads some units only: from a total he could work out the others'. */
    total: Figures.nullable(),
    byDivision: z.array(Row),
    byBranch: z.array(Row),
    products: z.array(z.string()),
    /** Orders that lack a division or a branch, for whoever reads all units. */
    unassigned: z.array(
      z.strictObject({
        id: z.string(),
        product: z.string().nullable(),
        closedOn: z.string().nullable(),
        lacks: z.array(z.enum(["division", "branch"])),
      }),
    ),
  }),
  async handle(asked) {
    const { partner, product } = asked.input;
    const { spec, reader } = await openTo(asked, partner);
    const rows = await asked.acting.runtime.store.records.all(partner, "order");
    const all = rows.filter(({ readable, archived }) => readable && !archived).map(({ value }) => value);
    const readsAll = spec.units.every(({ key }) => readsInFull(reader, key));
    const isSeen = (unit: string | undefined) => unit !== undefined && readsInFull(reader, unit);
    const seen = readsAll ? all : all.filter(({ division, branch }) => isSeen(division) || isSeen(branch));
    const orders = seen.filter((order) => product === undefined || order.product === product);
    const { partner: total, byDivision, byBranch } = rollUp(orders, spec);
    const shown = (sums: readonly UnitSum[]) =>
      sums
        .filter(({ unit }) => readsAll || isSeen(unit?.key))
        .map(({ unit, ...sum }) => ({
          unit: unit?.key ?? null,
          unitName: unit?.name ?? null,
          ...figuresOf(sum),
        }));
    const units = new Set(spec.units.map(({ key }) => key));
    return {
      total: readsAll ? figuresOf(total) : null,
      byDivision: shown(byDivision),
      byBranch: shown(byBranch),
      products: [...new Set(seen.flatMap((order) => order.product ?? []))].toSorted(),
      unassigned: !readsAll
        ? []
        : unassignedOrders(orders, spec).map((order) => ({
            id: order.id,
            product: order.product ?? null,
            closedOn: order.closed_on ?? null,
            lacks: (["division", "branch"] as const).filter((name) => !units.has(order[name] ?? "")),
          })),
    };
  },
});

const figuresOf = ({ orders, monthlyYen, churned }: Sum) => ({ orders, monthlyYen, churned });
