import { AppError } from "../errors.ts";
import { nearestUnit, resolveUnit } from "../model/resolve-unit.ts";
import type { Spec, Unit } from "../model/spec.ts";
import { openPartner, type PartnerSession, specOf, unknownPartner } from "../partner-session.ts";
import type { Runtime } from "../runtime.ts";

/** What a person means by a partner or a unit. */

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
