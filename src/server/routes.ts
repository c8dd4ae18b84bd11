import type { Route } from "./route.ts";
import { carry, feedback, matches, told } from "./routes/bridge.ts";
import { actOnDigest, listDigests } from "./routes/digests.ts";
import { addEntry, showEntry } from "./routes/entries.ts";
import { figures } from "./routes/figures.ts";
import { coverage, listPartners, showPartner } from "./routes/partners.ts";
import { decide, listReleases, toComplete } from "./routes/releases.ts";
import { listRollouts, propose, toFailure, update } from "./routes/rollouts.ts";
import { search, suggest } from "./routes/search.ts";

/** Everything that can be asked of the server, by name. */
export const ROUTES = {
  listPartners,
  showPartner,
  coverage,
  figures,
  search,
  suggest,
  showEntry,
  addEntry,
  matches,
  carry,
  told,
  feedback,
  listReleases,
  decide,
  toComplete,
  listDigests,
  actOnDigest,
  listRollouts,
  propose,
  update,
  toFailure,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
