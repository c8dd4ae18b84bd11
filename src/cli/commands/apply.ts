import { passGate } from "../../acts/pass-gate.ts";
import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { isLargeRemoval } from "../../model/removal-guard.ts";
import { applyPlan, type StepResult } from "../../provision/apply.ts";
import { preparePlan, rowsToArchive } from "../../provision/prepare.ts";
import type { Plan } from "../../provision/steps.ts";
import type { Runtime } from "../../runtime.ts";
import type { DesiredNode } from "../../spec/desired.ts";
import type { LoadedSpec } from "../../spec/load.ts";
import type { Check, Workspace } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { loadSpecs } from "../load-specs.ts";
import { ACTION_NAMES, planLines } from "../plan-lines.ts";
import { actingOf, withRuntime } from "../session.ts";

interface ApplyOptions {
  readonly files: readonly string[];
  readonly yes?: boolean;
  readonly confirm?: boolean;
}

/** A spec with what would be done about it. */
interface Prepared {
  readonly loaded: LoadedSpec;
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly desired: readonly DesiredNode[];
  readonly shown: readonly string[];
}

/**
 * Plans, asks, executes. Several specs are one act until the first write: whatever is refused about any of
 * them is refused before anything is done.
 */
export async function apply(context: CommandContext, options: ApplyOptions): Promise<Answer> {
  const { language } = context.report;
  const specs = await loadSpecs(options.files);
  return withRuntime(context, async (runtime) => {
    await using locks = new AsyncDisposableStack();
    const prepared: Prepared[] = [];
    for (const loaded of specs) {
      locks.use(await runtime.store.lockRun(loaded.spec.partner.key, "apply"));
      prepared.push(await prepare(context, runtime, loaded, options));
    }
    for (const { plan } of prepared) refuseConflicts(plan);
    for (const one of prepared) {
      if (one.plan.steps.length > 0) await consent(context, runtime, one, options);
    }
    const results: StepResult[] = [];
    const lines: string[] = [];
    let requests = 0;
    for (const one of prepared) {
      const done = await execute(context, runtime, one);
      results.push(...done);
      lines.push(...one.shown, ...(done.length === 0 ? [] : ["", ...resultLines(done, one, language)]));
      requests += one.workspace.requests();
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

async function prepare(
  { report }: CommandContext,
  runtime: Runtime,
  loaded: LoadedSpec,
  { confirm = false }: ApplyOptions,
): Promise<Prepared> {
  const workspace = await runtime.workspace(loaded.spec.workspace.root);
  refuseUnusable(await workspace.check());
  const { store } = runtime;
  const { plan, desired } = await preparePlan(loaded.spec, { workspace, store, goneForGood: confirm });
  return { loaded, workspace, plan, desired, shown: planLines(plan, desired, report.language) };
}

async function execute(
  context: CommandContext,
  runtime: Runtime,
  { loaded: { spec, text, file }, workspace, plan, desired }: Prepared,
): Promise<StepResult[]> {
  const { report, now } = context;
  const { store } = runtime;
  const { key, name } = spec.partner;
  await store.partners.save({ key, specText: text, specFile: file, appliedAt: now().toISOString() });
  const results = await applyPlan(plan, {
    workspace,
    store,
    desired,
    now,
    onProgress: (done, total) =>
      report.progress({ ja: `${name} を整えています`, en: `Applying ${name}` }, done, total),
  });
  // Who may be named, what is shared by default and which units there are is in the spec: it holds from now on.
  await passGate(actingOf(context, runtime), spec);
  return results;
}

/** What a connection lacks is said before anything is written, all of it at once. */
function refuseUnusable(checks: readonly Check[]): void {
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.length === 0) return;
  throw new AppError("workspace_failed", {
    ja: failed.map(({ detail }) => detail.ja).join("\n"),
    en: failed.map(({ detail }) => detail.en).join("\n"),
  });
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
  { plan, desired, shown }: Prepared,
  { yes = false, confirm = false }: ApplyOptions,
): Promise<void> {
  const rows = await rowsToArchive(plan, desired, store);
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
  const error = reasonOf(result, language);
  return {
    key: result.key,
    action: result.action,
    outcome: result.outcome,
    ...(result.remoteId === undefined ? {} : { remoteId: result.remoteId, url: result.url }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Why a step did not end well; undefined if it did. */
function reasonOf({ error, waitsFor }: StepResult, language: Language): string | undefined {
  if (error !== undefined || waitsFor === undefined) return error?.[language];
  return language === "ja" ? `${waitsFor} ができるのを待っています` : `waits for ${waitsFor}`;
}

function resultLines(
  results: readonly StepResult[],
  { plan, desired }: Prepared,
  language: Language,
): string[] {
  const bad = results.filter((result) => result.outcome !== "done");
  const done = results.length - bad.length;
  const lines = bad.map(
    (result) =>
      `✗ ${ACTION_NAMES[result.action][language]} ${result.key}: ${reasonOf(result, language) ?? ""}`,
  );
  const hub = desired.find((node) => node.parent === null);
  const name = hub?.title ?? plan.partner;
  lines.push(
    language === "ja"
      ? `${name}: ${done} 件を実行しました${bad.length > 0 ? `、${bad.length} 件は未完了です。もう一度実行すると続きから進みます` : ""}。`
      : `${name}: ${done} done${bad.length > 0 ? `, ${bad.length} not; run it again to continue` : ""}.`,
  );
  return lines;
}
