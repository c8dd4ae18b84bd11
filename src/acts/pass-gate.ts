import type { Spec } from "../model/spec.ts";
import type { ReleaseItem } from "../store/store.ts";
import { refreshReleases } from "../sync/release.ts";
import type { Acting } from "./acting.ts";

/** Passes a partner's entries through the gate again, read as this installation is configured to read them. */
export async function passGate(
  { runtime, onNote }: Pick<Acting, "runtime" | "onNote">,
  spec: Spec,
): Promise<ReleaseItem[]> {
  return refreshReleases(runtime.store, spec, {
    lexicon: await runtime.lexicon(),
    embeddings: await runtime.embeddings(),
    onNote,
  });
}
