import { specOf } from "../partner-session.ts";
import type { Spec } from "../model/spec.ts";
import type { Reader } from "../release/reader.ts";
import type { Runtime } from "../runtime.ts";
import { accessOf } from "../search/access.ts";
import type { Access } from "../search/seen-postings.ts";
import { catchUp } from "../sync/catch-up.ts";
import { findUnit, fromEach, partnerKeys } from "./partners.ts";

/** The partners that are searched, with what the reader sees of each. */
export interface Searchable {
  readonly specs: readonly Spec[];
  readonly access: readonly Access[];
}

/** Which partners are searched, and for whom. */
export interface Scope {
  readonly partner?: string | undefined;
  readonly unit?: string | undefined;
  /** Throws `usage` or `not_found` for somebody whom the partner's team does not know. */
  readonly readerOf: (spec: Spec) => Reader;
}

/** What a reader may search, of all partners or of those meant; brought up to date where a run that died left it behind. */
export async function searchable(runtime: Runtime, { partner, unit, readerOf }: Scope): Promise<Searchable> {
  const readable = (spec: Spec): { spec: Spec; access: Access[] } => ({
    spec,
    access: accessOf(readerOf(spec), spec.partner.key),
  });
  const found =
    unit === undefined
      ? await fromEach(await partnerKeys(runtime, partner), async (key) => [
          readable(await specOf(runtime, key)),
        ])
      : [readable((await findUnit(runtime, unit, partner)).spec)];
  const specs = found.map(({ spec }) => spec);
  await catchUp(runtime.store, specs);
  return { specs, access: found.flatMap(({ access }) => access) };
}
