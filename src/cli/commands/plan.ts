import type { Spec } from "../../model/spec.ts";
import { preparePlan } from "../../provision/prepare.ts";
import type { Plan } from "../../provision/steps.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { loadSpecs } from "../load-specs.ts";
import { planLines, summaryOf } from "../plan-lines.ts";
import { withRuntime } from "../session.ts";

/** Shows what `apply` would do; with `check`, exits 2 exactly when there is something to do. */
export async function plan(
  context: CommandContext,
  { files, check = false }: { files: readonly string[]; check?: boolean },
): Promise<Answer> {
  const { language } = context.report;
  const specs = await loadSpecs(files);
  return withRuntime(context, async (runtime) => {
    const plans: Plan[] = [];
    const lines: string[] = [];
    const workspaces: { readonly spec: Spec; readonly workspace: Workspace }[] = [];
    for (const { spec } of specs)
      workspaces.push({ spec, workspace: await runtime.workspace(spec.workspace.root) });
    const { kind, capabilities } = workspaces[0]?.workspace ?? (await runtime.workspace());
    for (const { spec, workspace } of workspaces) {
      const { plan, desired } = await preparePlan(spec, { workspace, store: runtime.store });
      plans.push(plan);
      lines.push(...planLines(plan, desired, language));
    }
    const isPending = plans.some((plan) => plan.steps.length > 0);
    return {
      exit: check && isPending ? EXIT.pending : EXIT.done,
      json: { ...planDocument(plans, language), workspace: { kind, capabilities } },
      lines,
    };
  });
}

/** The JSON form of plans: several specs are one document, keys tell partners apart. */
function planDocument(plans: readonly Plan[], language: "ja" | "en") {
  const summaries = plans.map(summaryOf);
  const sum = (action: keyof ReturnType<typeof summaryOf>) =>
    summaries.reduce((total, summary) => total + summary[action], 0);
  return {
    steps: plans.flatMap((plan) =>
      plan.steps.map((step) => ({
        action: step.action,
        type: step.type,
        key: step.key,
        title: step.title,
        ...("changes" in step ? { changes: step.changes } : {}),
      })),
    ),
    drift: plans.flatMap((plan) =>
      plan.drift.map((drift) => ({ ...drift, message: drift.message[language] })),
    ),
    conflicts: plans.flatMap((plan) =>
      plan.conflicts.map((conflict) => ({
        ...conflict,
        message: conflict.message[language],
        hint: conflict.hint[language],
      })),
    ),
    summary: {
      create: sum("create"),
      update: sum("update"),
      move: sum("move"),
      archive: sum("archive"),
      adopt: sum("adopt"),
    },
  };
}
