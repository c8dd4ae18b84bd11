import type { Spec } from "../model/spec.ts";
import { resolveReader } from "../release/reader.ts";
import type { Runtime } from "../runtime.ts";
import { accessOf } from "../search/access.ts";
import type { Access } from "../search/seen-postings.ts";
import { catchUp } from "../sync/catch-up.ts";
import { specOf } from "../partner-session.ts";
import { findUnit, fromEach, partnerKeys } from "./session.ts";

/** The partners that are searched, with what the reader sees of each. */
export interface Searchable {
  readonly specs: readonly Spec[];
  readonly access: readonly Access[];
}

/** What a reader may search, of all partners or of those meant; brought up to date where a run that died left it behind. */
export async function searchable(
  runtime: Runtime,
  wanted: {
    readonly partner?: string | undefined;
    readonly unit?: string | undefined;
    readonly as?: string | undefined;
  },
): Promise<Searchable> {
  const readable = (spec: Spec): { spec: Spec; access: Access[] } => ({
    spec,
    access: accessOf(resolveReader(wanted.as, spec), spec.partner.key),
  });
  const found =
    wanted.unit === undefined
      ? await fromEach(await partnerKeys(runtime, wanted.partner), async (key) => [
          readable(await specOf(runtime, key)),
        ])
      : [readable((await findUnit(runtime, wanted.unit, wanted.partner)).spec)];
  const specs = found.map(({ spec }) => spec);
  await catchUp(runtime.store, specs);
  return { specs, access: found.flatMap(({ access }) => access) };
}
