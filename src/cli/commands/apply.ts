import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { isLargeRemoval } from "../../model/removal-guard.ts";
import { applyPlan, type StepResult } from "../../provision/apply.ts";
import { preparePlan, rowsToArchive } from "../../provision/prepare.ts";
import type { Plan } from "../../provision/steps.ts";
import type { Runtime } from "../../runtime.ts";
import type { DesiredNode } from "../../spec/desired.ts";
import { type LoadedSpec, loadSpec } from "../../spec/load.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { ACTION_NAMES, planLines } from "../plan-lines.ts";
import { withRun, withRuntime } from "../session.ts";

interface ApplyOptions {
  readonly files: readonly string[];
  readonly yes?: boolean;
  readonly confirm?: boolean;
}

/** Plans, asks, executes. Several specs are applied one after the other. */
export async function apply(context: CommandContext, options: ApplyOptions): Promise<Answer> {
  const { language } = context.report;
  const specs = await Promise.all(options.files.map((file) => loadSpec(file)));
  return withRuntime(context, async (runtime) => {
    const results: StepResult[] = [];
    const lines: string[] = [];
    let requests = 0;
    for (const loaded of specs) {
      const { key } = loaded.spec.partner;
      await withRun(runtime, key, "apply", async () => {
        const outcome = await applyOne(context, runtime, loaded, options);
        results.push(...outcome.results);
        lines.push(...outcome.lines);
        requests += outcome.requests;
      });
    }
    const count = (outcome: StepResult["outcome"]) =>
      results.filter((result) => result.outcome === outcome).length;
    const summary = { done: count("done"), failed: count("failed"), skipped: count("skipped") };
    return {
      exit: summary.failed + summary.skipped > 0 ? EXIT.failed : EXIT.done,
      json: { steps: results.map((result) => stepDocument(result, language)), summary, requests },
      lines,
    };
  });
}

async function applyOne(
  context: CommandContext,
  runtime: Runtime,
  loaded: LoadedSpec,
  options: ApplyOptions,
): Promise<{ results: StepResult[]; lines: string[]; requests: number }> {
  const { report } = context;
  const { store } = runtime;
  const { spec, text, file } = loaded;
  const workspace = runtime.workspace(spec.workspace.root);
  const { plan, desired } = await preparePlan(spec, { workspace, store });
  refuseConflicts(plan);
  const shown = planLines(plan, desired, report.language);
  if (plan.steps.length > 0) await consent(context, runtime, plan, shown, options);
  await store.partners.save({
    key: spec.partner.key,
    specText: text,
    specFile: file,
    appliedAt: context.now().toISOString(),
  });
  const results = await applyPlan(plan, {
    workspace,
    store,
    desired,
    onStep: (_, done, total) =>
      report.progress(
        { ja: `${spec.partner.name} を整えています`, en: `Applying ${spec.partner.name}` },
        done,
        total,
      ),
  });
  const lines =
    plan.steps.length === 0 ? shown : [...shown, "", ...resultLines(results, plan, desired, report.language)];
  return { results, lines, requests: workspace.requests() };
}

function refuseConflicts(plan: Plan): void {
  const [first] = plan.conflicts;
  if (first === undefined) return;
  const more = plan.conflicts.length - 1;
  throw new AppError(
    "conflict",
    {
      ja: first.message.ja + (more > 0 ? `(ほか ${more} 件)` : ""),
      en: first.message.en + (more > 0 ? ` (and ${more} more)` : ""),
    },
    { hint: first.hint },
  );
}

/** Without a terminal nothing prompts: what needs a yes is refused, and nothing has been written. */
async function consent(
  { report, ask }: CommandContext,
  { store }: Runtime,
  plan: Plan,
  shown: readonly string[],
  { yes = false, confirm = false }: ApplyOptions,
): Promise<void> {
  const rows = await rowsToArchive(plan, store);
  const isLarge = isLargeRemoval(rows.affected, rows.total);
  if ((yes || confirm) && (confirm || !isLarge)) return;
  if (isLarge && !confirm && (yes || !report.isInteractive)) {
    throw new AppError(
      "needs_confirm",
      {
        ja: `${rows.total} 件中 ${rows.affected} 件の記録がアーカイブに移ります`,
        en: `${rows.affected} of ${rows.total} entries would be moved to the archive`,
      },
      { hint: { ja: "よければ --confirm を付けてください", en: "If that is meant, add --confirm." } },
    );
  }
  for (const line of shown) report.note({ ja: line, en: line });
  if (await ask({ ja: "実行しますか", en: "Apply this plan?" })) return;
  throw new AppError(
    "needs_confirm",
    { ja: "実行していません", en: "nothing was applied" },
    {
      hint: {
        ja: "確認せずに実行するには --yes を付けてください",
        en: "Pass --yes to apply without being asked.",
      },
    },
  );
}

function stepDocument(result: StepResult, language: Language) {
  const error =
    result.error?.[language] ?? (result.waitsFor === undefined ? undefined : `waits for ${result.waitsFor}`);
  return {
    key: result.key,
    action: result.action,
    outcome: result.outcome,
    ...(result.remoteId === undefined ? {} : { remoteId: result.remoteId, url: result.url }),
    ...(error === undefined ? {} : { error }),
  };
}

function resultLines(
  results: readonly StepResult[],
  plan: Plan,
  desired: readonly DesiredNode[],
  language: Language,
): string[] {
  const bad = results.filter((result) => result.outcome !== "done");
  const done = results.length - bad.length;
  const lines = bad.map((result) => {
    const why =
      result.error?.[language] ??
      (language === "ja"
        ? `${result.waitsFor ?? ""} ができるのを待っています`
        : `waits for ${result.waitsFor ?? ""}`);
    return `✗ ${ACTION_NAMES[result.action][language]} ${result.key}: ${why}`;
  });
  const hub = desired.find((node) => node.parent === null);
  const name = hub?.title ?? plan.partner;
  lines.push(
    language === "ja"
      ? `${name}: ${done} 件を実行しました${bad.length > 0 ? `、${bad.length} 件は未完了です。もう一度実行すると続きから進みます` : ""}。`
      : `${name}: ${done} done${bad.length > 0 ? `, ${bad.length} not; run it again to continue` : ""}.`,
  );
  return lines;
}
