import { z } from "zod";

import { importOrders, importTargets } from "../../imports/import-records.ts";
import { readOrders } from "../../imports/read-orders.ts";
import type { Language } from "../../language.ts";
import type { Order } from "../../model/order.ts";
import type { Spec } from "../../model/spec.ts";
import { rollUp, type Rollup, type Sum, unassignedOrders, type UnitSum } from "../../sync/rollup.ts";
import { writeStatus } from "../../sync/write-status.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { readUserFile } from "../read-file.ts";
import { linksOf, openPartner, withRun } from "../../partner-session.ts";
import { importDeps } from "../../acts/acting.ts";
import { onePartnerKey } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";
import { countLine, rejectedDocuments, rejectedLines } from "./import-entries.ts";

const Options = z.object({ file: z.string(), partner: options.partner });

/** Orders and targets of a file → the ledger and the figures, with both views of the total. */
export async function importOrdersCommand(context: CommandContext, raw: object): Promise<Answer> {
  const { file, partner } = parseOptions(Options, raw);
  const { report } = context;
  const { language } = report;
  const bytes = await readUserFile(context.cwd, file);
  return withRuntime(context, async (runtime) => {
    const { store } = runtime;
    const key = await onePartnerKey(runtime, partner);
    // A file that cannot be used is refused whatever else is going on.
    const parsed = await readOrders(file, bytes, (await openPartner(runtime, key)).spec);
    for (const warning of parsed.warnings) report.note(warning);
    return withRun(runtime, key, "import orders", async (session) => {
      const { spec, workspace, bindings } = session;
      const deps = importDeps(actingOf(context, runtime), session);
      const done = await importOrders(deps, parsed.orders);
      const targets = await importTargets(deps, parsed.targets);
      await writeStatus({ workspace, store, spec, bindings, links: linksOf(bindings), now: deps.now });
      const orders = (await store.records.all(key, "order")).map(({ value }) => value);
      const { created, updated, unchanged } = done;
      const unassigned = unassignedOrders(orders, spec).length;
      const rejected = [...parsed.rejected, ...done.rejected, ...targets.rejected];
      const rollup = rollUp(orders, spec);
      return {
        exit: rejected.length > 0 ? EXIT.failed : EXIT.done,
        json: {
          created,
          updated,
          unchanged,
          unassigned,
          rejected: rejectedDocuments(rejected, language),
          targets: { created: targets.created, updated: targets.updated, unchanged: targets.unchanged },
          rollup: rollupDocument(rollup),
        },
        lines: [
          countLine({ created, updated, unchanged }, language),
          ...rejectedLines(rejected, language),
          ...rollupLines(rollup, orders, spec, language),
        ],
      };
    });
  });
}

const sumDocument = ({ orders, monthlyYen, churned }: Sum) => ({
  orders,
  monthly_yen: monthlyYen,
  churned_yen: churned,
});

/** Keys of units; `(unassigned)` for orders that lack one. Both views add up to `partner`. */
function rollupDocument({ partner, byDivision, byBranch }: Rollup) {
  const byUnit = (sums: readonly UnitSum[]) =>
    Object.fromEntries(sums.map((sum) => [sum.unit?.key ?? "(unassigned)", sumDocument(sum)]));
  return { partner: sumDocument(partner), by_division: byUnit(byDivision), by_branch: byUnit(byBranch) };
}

function rollupLines(
  { partner, byDivision, byBranch }: Rollup,
  orders: readonly Order[],
  spec: Spec,
  language: Language,
): string[] {
  const ja = language === "ja";
  const line = (name: string, sum: Sum) =>
    `  ${name}: ${ja ? `${sum.orders} 件` : `${sum.orders} orders`} ${sum.monthlyYen.toLocaleString("en-US")}${ja ? " 円/月" : " yen a month"}`;
  const view = (title: string, sums: readonly UnitSum[]) => [
    title,
    ...sums.map((sum) => line(sum.unit?.name ?? (ja ? "未割当" : "unassigned"), sum)),
    line(ja ? "合計" : "total", partner),
  ];
  const queue = unassignedOrders(orders, spec);
  return [
    ...view(ja ? "事業部別" : "By division", byDivision),
    ...view(ja ? "拠点別" : "By branch", byBranch),
    ...(queue.length === 0
      ? []
      : [
          ja
            ? `未割当の受注 ${queue.length} 件: 「受注」で経由事業部・経由拠点を埋めてください`
            : `${queue.length} unassigned orders: fill in their division and branch under Orders`,
        ]),
  ];
}
