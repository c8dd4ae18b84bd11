import { AppError } from "../errors.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { nearestUnit, resolveUnit } from "../model/resolve-unit.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { databasesOf, type Databases } from "../provision/databases.ts";
import { openRuntime, type Runtime } from "../runtime.ts";
import { SPEC_SHAPE } from "../spec/shape.ts";
import type { Binding } from "../store/store.ts";
import type { LinkResolver, Workspace } from "../workspaces/workspace.ts";
import type { CommandContext } from "./command.ts";

/** A partner that was applied before, with everything that acting on it needs. */
export interface PartnerSession extends Databases {
  readonly spec: Spec;
  readonly workspace: Workspace;
  readonly bindings: readonly Binding[];
}

/** Opens store and workspace for one command and closes them whatever happens. */
export async function withRuntime<T>(
  { config }: CommandContext,
  use: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  await using runtime = await openRuntime(config);
  return await use(runtime);
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

/** The keys of the partners meant: the one named, else all that the store knows. */
export async function partnerKeys(runtime: Runtime, named: string | undefined): Promise<string[]> {
  const known = (await runtime.store.partners.all()).map((partner) => partner.key);
  if (named !== undefined) {
    if (known.includes(named)) return [named];
    throw unknownPartner(named, known);
  }
  if (known.length > 0) return known;
  throw new AppError(
    "not_found",
    { ja: "適用済みのパートナーがまだありません", en: "no partner has been applied yet" },
    {
      hint: {
        ja: "kakehashi apply <定義ファイル> で最初のパートナーを作ってください",
        en: "Provision the first one with `kakehashi apply <spec>`.",
      },
    },
  );
}

/**
 * What `read` finds in each partner. One that knows neither the reader nor the id that was asked for has
 * nothing to say: a rep of one partner is a stranger to the others. Where none has, the first refusal stands.
 */
export async function fromEach<T>(
  keys: readonly string[],
  read: (key: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  const refusals: AppError[] = [];
  for (const key of keys) {
    try {
      found.push(...(await read(key)));
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== "usage" && error.code !== "not_found")) throw error;
      refusals.push(error);
    }
  }
  const [refusal] = refusals;
  if (refusal !== undefined && refusals.length === keys.length) throw refusal;
  return found;
}

/** The one partner meant; with several in the store it must be named. */
export async function onePartnerKey(runtime: Runtime, named: string | undefined): Promise<string> {
  const keys = await partnerKeys(runtime, named);
  const [first] = keys;
  if (first !== undefined && keys.length === 1) return first;
  throw new AppError(
    "usage",
    { ja: "どのパートナーかを指定してください", en: "say which partner is meant" },
    {
      hint: {
        ja: `--partner に次のどれかを指定: ${keys.join(", ")}`,
        en: `Pass --partner with one of: ${keys.join(", ")}`,
      },
    },
  );
}

function unknownPartner(named: string, known: readonly string[]): AppError {
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

/** The spec of an applied partner, as it was last applied. */
export async function specOf({ store, config }: Runtime, key: string): Promise<Spec> {
  const stored = await store.partners.get(key);
  if (stored === null) throw unknownPartner(key, []);
  const by = `${SPEC_SHAPE} ${config.zone}`;
  if (stored.parsed?.by === by) return stored.parsed.spec;
  // To load what reads specs, and to read one, takes longer than most commands.
  const { parseSpec } = await import("../spec/load.ts");
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

/** The unit that `--unit` names: key, `partner/key`, name or alias. */
export function namedUnit(spec: Spec, text: string): Unit {
  const unit = resolveUnit(spec, text);
  if (unit !== undefined) return unit;
  const near = nearestUnit(spec, text);
  const keys = spec.units.map((candidate) => candidate.key);
  throw new AppError(
    "usage",
    {
      ja: `事業部・拠点「${text}」が見つからないか、どれか一つに決められません`,
      en: `"${text}" is no unit of this partner, or could be more than one`,
    },
    {
      hint: near
        ? {
            ja: `「${near.name}」(${near.key})ではありませんか`,
            en: `Did you mean "${near.name}" (${near.key})?`,
          }
        : {
            ja: `キーか名前で指定してください: ${keys.slice(0, 12).join(", ")}`,
            en: `Use a key or a name: ${keys.slice(0, 12).join(", ")}`,
          },
    },
  );
}

/** The applied partner, if there is just one or it is named, that has a unit of this name. */
export async function partnerOfUnit(
  runtime: Runtime,
  name: string,
  partner: string | undefined,
): Promise<{ session: PartnerSession; unit: Unit }> {
  const { spec, unit } = await findUnit(runtime, name, partner);
  return { session: await openPartner(runtime, spec.partner.key), unit };
}

/** The same, without the workspace. */
export async function findUnit(
  runtime: Runtime,
  unit: string,
  partner: string | undefined,
): Promise<{ spec: Spec; unit: Unit }> {
  const [prefix] = unit.split("/");
  const known = await partnerKeys(runtime, partner);
  const keys = prefix !== undefined && unit.includes("/") && known.includes(prefix) ? [prefix] : known;
  const specs = await Promise.all(keys.map((key) => specOf(runtime, key)));
  const matching = specs.filter((spec) => resolveUnit(spec, unit) !== undefined);
  const [spec] = matching.length === 1 ? matching : specs;
  if (spec === undefined) throw unknownPartner(partner ?? "", []);
  if (matching.length > 1) await onePartnerKey(runtime, partner);
  return { spec, unit: namedUnit(spec, unit) };
}
