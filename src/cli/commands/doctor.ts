import type { Runtime } from "../../runtime.ts";
import type { Check, DatabaseRef } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { openPartner, withRuntime } from "../session.ts";

/** Checks store, workspace and clock, and reminds of what no program can check. */
export async function doctor(context: CommandContext): Promise<Answer> {
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const store = await runtime.store.check();
    const workspace = runtime.workspace();
    const checks: Check[] = [
      { name: "node", ...nodeCheck() },
      { name: "store", ...store },
      ...(await workspace.check(await boundDatabases(runtime))),
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
    const capabilities = Object.entries(workspace.capabilities)
      .map(([name, has]) => `${name}=${String(has)}`)
      .join(", ");
    return {
      exit: checks.every((check) => check.ok) ? EXIT.done : EXIT.failed,
      json: {
        checks: checks.map((check) => ({ ...check, detail: check.detail[language] })),
        workspace: { kind: workspace.kind, capabilities: workspace.capabilities },
      },
      lines: [...lines, `  ${workspace.kind}: ${capabilities}`],
    };
  });
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
