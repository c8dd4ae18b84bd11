import type { Runtime } from "../../runtime.ts";
import { AppError } from "../../errors.ts";
import type { Check, DatabaseRef, Workspace } from "../../workspaces/workspace.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { openPartner } from "../../partner-session.ts";
import { withRuntime } from "../session.ts";

/** Checks store, workspace and clock, and reminds of what no program can check. */
export async function doctor(context: CommandContext): Promise<Answer> {
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const store = await runtime.store.check();
    const { checks: found, capabilities } = await checkWorkspaces(runtime);
    const checks: Check[] = [
      { name: "node", ...nodeCheck() },
      { name: "store", ...store },
      ...found,
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
    const named = Object.entries(capabilities).map(([name, has]) => `${name}=${String(has)}`);
    return {
      exit: checks.every((check) => check.ok) ? EXIT.done : EXIT.failed,
      json: {
        checks: checks.map((check) => ({ ...check, detail: check.detail[language] })),
        workspace: { kind, capabilities },
      },
      lines: [...lines, ...(named.length === 0 ? [] : [`  ${kind}: ${named.join(", ")}`])],
    };
  });
}

/** A workspace as it is opened, and the databases that should be in it. */
interface Opened {
  readonly root: string | undefined;
  readonly workspace: Workspace;
  readonly databases: readonly DatabaseRef[];
}

/**
 * Each root at which partners are, with all their databases; where none was applied yet, the configured one. What
 * several say in the same words is said once.
 */
async function checkWorkspaces(runtime: Runtime): Promise<{
  readonly checks: readonly Check[];
  readonly capabilities: Partial<Workspace["capabilities"]>;
}> {
  const partners = await runtime.store.partners.all();
  const attempts =
    partners.length === 0
      ? [
          await attempt(async () => ({
            root: undefined,
            workspace: await runtime.workspace(),
            databases: [],
          })),
        ]
      : await Promise.all(partners.map(({ key }) => attempt(() => openDatabases(runtime, key))));
  const opened = attempts.filter((one) => "workspace" in one);
  const checks = attempts.filter((one) => "ok" in one);
  for (const group of Map.groupBy(opened, ({ root }) => root).values()) {
    checks.push(...((await group[0]?.workspace.check(group.flatMap(({ databases }) => databases))) ?? []));
  }
  const once = new Map(checks.map((check) => [`${check.name}\n${check.detail.en}`, check]));
  return { checks: [...once.values()], capabilities: opened[0]?.workspace.capabilities ?? {} };
}

/** The databases of a partner that was applied. */
async function openDatabases(runtime: Runtime, key: string): Promise<Opened> {
  const { spec, workspace, databases, archived } = await openPartner(runtime, key);
  const present = [...databases].filter(([node]) => !archived.has(node)).map(([, ref]) => ref);
  return { root: spec.workspace.root, workspace, databases: present };
}

/** What is opened, or what is still missing before it can be asked anything. */
async function attempt(open: () => Promise<Opened>): Promise<Opened | Check> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { text, hint } = error;
    const detail = hint === undefined ? text : { ja: `${text.ja}。${hint.ja}`, en: `${text.en}. ${hint.en}` };
    return { name: "connection", ok: false, detail };
  }
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
