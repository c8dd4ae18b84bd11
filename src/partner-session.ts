import { AppError } from "./errors.ts";
import { didYouMean } from "./model/did-you-mean.ts";
import type { Spec } from "./model/spec.ts";
import { databasesOf, type Databases } from "./provision/databases.ts";
import type { Runtime } from "./runtime.ts";
import { SPEC_SHAPE } from "./spec/shape.ts";
import type { Binding } from "./store/store.ts";
import type { LinkResolver, Workspace } from "./workspaces/workspace.ts";

/** A partner that was applied before, with everything that acting on it needs. */
export interface PartnerSession extends Databases {
  readonly spec: Spec;
  readonly workspace: Workspace;
  readonly bindings: readonly Binding[];
}

/**
 * One run of a partner at a time, whatever process started it. What the run works with is read once the lock is
 * held: whatever ran before has finished writing it.
 */
export async function withRun<T>(
  runtime: Runtime,
  partner: string,
  command: string,
  use: (session: PartnerSession) => Promise<T>,
): Promise<T> {
  await using _lock = await runtime.store.lockRun(partner, command);
  return await use(await openPartner(runtime, partner));
}

/** The spec of an applied partner, as it was last applied. */
export async function specOf({ store, config }: Runtime, key: string): Promise<Spec> {
  const stored = await store.partners.get(key);
  if (stored === null) throw unknownPartner(key, []);
  const by = `${SPEC_SHAPE} ${config.zone}`;
  if (stored.parsed?.by === by) return stored.parsed.spec;
  // To load what reads specs, and to read one, takes longer than most commands.
  const { parseSpec } = await import("./spec/load.ts");
  const spec = parseSpec(stored.specText, stored.specFile, { zone: config.zone });
  await store.partners.keepParsed(key, stored.specText, { by, spec });
  return spec;
}

/** Loads an applied partner's spec and bindings from the store. */
export async function openPartner(runtime: Runtime, key: string): Promise<PartnerSession> {
  const spec = await specOf(runtime, key);
  const workspace = await runtime.workspace(spec.workspace.root);
  const bindings = await runtime.store.bindings.all(key, workspace.kind);
  return { spec, workspace, bindings, ...databasesOf(spec, bindings) };
}

/** Resolves links between nodes; links to entries are resolved from the stored rows. */
export function linksOf(
  bindings: readonly Binding[],
  entries: ReadonlyMap<string, string> = new Map(),
): LinkResolver {
  const nodes = new Map(bindings.map((binding) => [binding.key, binding.remoteId]));
  return (target) => ("node" in target ? nodes.get(target.node) : entries.get(target.entry));
}

export function unknownPartner(named: string, known: readonly string[]): AppError {
  const near = didYouMean(named, known);
  const list = known.join(", ") || "-";
  return new AppError(
    "not_found",
    { ja: `パートナー「${named}」は登録されていません`, en: `there is no partner "${named}"` },
    {
      hint: near
        ? { ja: `「${near}」ではありませんか`, en: `Did you mean "${near}"?` }
        : {
            ja: `登録済み: ${list}。新しいパートナーは kakehashi apply で作ります`,
            en: `Known: ${list}. A new one is made with \`kakehashi apply\`.`,
          },
    },
  );
}
