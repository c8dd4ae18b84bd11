import type { Runtime } from "../../runtime.ts";
import { AppError } from "../../errors.ts";
import type { Check, DatabaseRef, Workspace } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { openPartner, withRuntime } from "../session.ts";

/** Checks store, workspace and clock, and reminds of what no program can check. */
export async function doctor(context: CommandContext): Promise<Answer> {
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const store = await runtime.store.check();
    const workspace = openWorkspace(runtime);
    const checks: Check[] = [
      { name: "node", ...nodeCheck() },
      { name: "store", ...store },
      ...("failed" in workspace ? [workspace.failed] : await workspace.check(await boundDatabases(runtime))),
      { name: "clock", ...clockCheck(context.now(), runtime.config.zone) },
      {
        name: "internal",
        ok: true,
        detail: {
          ja: "このツリーは社内限りです。パートナーの方を誰も招待していないことを、ワークスペースの共有設定で確かめてください",
          en: "The tree is internal: make sure in the workspace's sharing settings that nobody of the partner is invited",
        },
      },
    ];
    const lines = checks.map((check) => `${check.ok ? "✓" : "✗"} ${check.name}: ${check.detail[language]}`);
    const kind = context.config.workspace;
    const capabilities = "failed" in workspace ? {} : workspace.capabilities;
    const named = Object.entries(capabilities).map(([name, has]) => `${name}=${String(has)}`);
    return {
      exit: checks.every((check) => check.ok) ? EXIT.done : EXIT.failed,
      json: {
        checks: checks.map((check) => ({ ...check, detail: check.detail[language] })),
        workspace: { kind, capabilities },
      },
      lines: [...lines, `  ${kind}: ${named.join(", ")}`],
    };
  });
}

/** The workspace, or what is still missing before it can be asked anything. */
function openWorkspace(runtime: Runtime): Workspace | { readonly failed: Check } {
  try {
    return runtime.workspace();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { text, hint } = error;
    const detail = hint === undefined ? text : { ja: `${text.ja}。${hint.ja}`, en: `${text.en}. ${hint.en}` };
    return { failed: { name: "connection", ok: false, detail } };
  }
}

/** The databases of every partner that was applied. */
async function boundDatabases(runtime: Runtime): Promise<DatabaseRef[]> {
  const partners = await runtime.store.partners.all();
  const sessions = await Promise.all(partners.map(({ key }) => openPartner(runtime, key)));
  return sessions.flatMap(({ databases, archived }) =>
    [...databases].filter(([key]) => !archived.has(key)).map(([, ref]) => ref),
  );
}

function nodeCheck(): Omit<Check, "name"> {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    ok: major >= 24,
    detail: {
      ja: `Node.js ${process.versions.node}(24以上が必要)`,
      en: `Node.js ${process.versions.node} (24 or newer is needed)`,
    },
  };
}

function clockCheck(now: Date, zone: string): Omit<Check, "name"> {
  const local = new Intl.DateTimeFormat("ja-JP", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return {
    ok: now.getUTCFullYear() >= 2026,
    detail: {
      ja: `${local.format(now)}(${zone})。ずれていると週報の週が変わります`,
      en: `${local.format(now)} (${zone}); if it is wrong, digests fall into the wrong week`,
    },
  };
}
