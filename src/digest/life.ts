import type { Audience } from "../model/entry.ts";
import type { DigestState, StoredDigest } from "../store/store.ts";

/**
 * The life of a digest. Pages for our own reps: draft → published. Text for the partner's people: waiting →
 * approved → published. Either may be held before it is published. What is out may be corrected, or withdrawn when
 * nothing is left of it; it never becomes a draft again.
 */

/** What a digest is when it was just composed. */
export const firstState = (audience: Audience): DigestState => (audience === "vendor" ? "draft" : "waiting");

/** Somebody may have read it. */
export const isOut = ({ state }: Pick<StoredDigest, "state">): boolean =>
  state === "published" || state === "corrected" || state === "withdrawn";

/** Nobody decided on it, so it may be composed anew. */
export const isOpen = ({ state, isEdited }: Pick<StoredDigest, "state" | "isEdited">): boolean =>
  (state === "draft" || state === "waiting") && isEdited !== true;

/** Pages for our own reps need no approval; text for the partner's people always does. */
export const isDue = ({ state, audience }: Pick<StoredDigest, "state" | "audience">): boolean =>
  state === "approved" || (state === "draft" && audience === "vendor");
