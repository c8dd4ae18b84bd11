import { forbidden } from "./api-error.ts";
import { archivePages, getTask } from "./archive.ts";
import type { Handler } from "./call.ts";
import { addLabels, removeLabel } from "./labels.ts";
import { matchPath } from "./match-path.ts";
import { moveContent } from "./move.ts";
import {
  addRestrictions,
  allowUser,
  clearRestrictions,
  disallowUser,
  getRestriction,
  getRestrictions,
  getRestrictionsByOperation,
  hasUser,
  putRestrictions,
} from "./restrictions.ts";
import { search, searchContent } from "./search-endpoints.ts";
import { clearState, getState, putState } from "./states.ts";
import { createTemplate, deleteTemplate, getTemplate, listTemplates, updateTemplate } from "./templates.ts";
import { getCurrentUser, getUser, listUsersV1 } from "./users.ts";

type Route = readonly [method: string, pattern: string, scopes: string, handle: Handler];

const RESTRICTION = "/content/{id}/restriction";
const BY_USER = `${RESTRICTION}/byOperation/{operation}/user`;

/** What is left of the first generation, with the scopes that a scoped token needs. */
const V1: readonly Route[] = [
  ["GET", "/user/current", "read:content-details read:confluence-user", getCurrentUser],
  ["GET", "/user", "read:content-details read:confluence-user", getUser],
  ["GET", "/user/bulk", "read:content-details read:confluence-user", listUsersV1],
  ["GET", "/search", "search", search],
  ["GET", "/content/search", "search", searchContent],
  ["POST", "/content/archive", "write:content", archivePages],
  ["GET", "/longtask/{id}", "read:content-details", getTask],
  ["POST", "/content/{id}/label", "write:label", addLabels],
  ["DELETE", "/content/{id}/label", "write:label", removeLabel],
  ["DELETE", "/content/{id}/label/{label}", "write:label", removeLabel],
  ["PUT", "/content/{id}/move/{position}/{target}", "write:page", moveContent],
  ["GET", RESTRICTION, "read:content.restriction", getRestrictions],
  ["PUT", RESTRICTION, "write:content.restriction", putRestrictions],
  ["POST", RESTRICTION, "write:content.restriction", addRestrictions],
  ["DELETE", RESTRICTION, "write:content.restriction", clearRestrictions],
  ["GET", `${RESTRICTION}/byOperation`, "read:content.restriction", getRestrictionsByOperation],
  ["GET", `${RESTRICTION}/byOperation/{operation}`, "read:content.restriction", getRestriction],
  ["GET", BY_USER, "read:content.restriction", hasUser],
  ["PUT", BY_USER, "write:content.restriction", allowUser],
  ["DELETE", BY_USER, "write:content.restriction", disallowUser],
  ["GET", "/content/{id}/state", "read:content.metadata", getState],
  ["PUT", "/content/{id}/state", "write:content", putState],
  ["DELETE", "/content/{id}/state", "write:content", clearState],
  ["POST", "/template", "write:template", createTemplate],
  ["PUT", "/template", "write:template", updateTemplate],
  ["GET", "/template/page", "read:template", listTemplates],
  ["GET", "/template/{id}", "read:template", getTemplate],
  ["DELETE", "/template/{id}", "write:template", deleteTemplate],
  ["POST", "/space", "write:space", refuseSpace],
];

export interface V1Match {
  ids: string[];
  scopes: string[];
  handle: Handler;
}

export function findV1(method: string, path: string): V1Match | undefined {
  for (const [wanted, pattern, scopes, handle] of V1) {
    const ids = wanted === method ? matchPath(pattern, path) : undefined;
    if (ids) return { ids, scopes: scopesOf(scopes), handle };
  }
  return undefined;
}

/** The names differ in family: searching is "search:confluence", the others end in it. */
function scopesOf(text: string): string[] {
  return text.split(" ").map((one) => (one === "read:confluence-user" ? one : `${one}:confluence`));
}

const REMOVED: readonly (readonly [method: string, pattern: string])[] = [
  ["GET", "/content"],
  ["POST", "/content"],
  ["GET", "/content/{id}"],
  ["PUT", "/content/{id}"],
  ["DELETE", "/content/{id}"],
  ["GET", "/content/{id}/label"],
  ["GET", "/content/{id}/child"],
  ["GET", "/content/{id}/child/{type}"],
  ["GET", "/content/{id}/property"],
  ["POST", "/content/{id}/property"],
  ["GET", "/content/{id}/property/{key}"],
  ["PUT", "/content/{id}/property/{key}"],
  ["GET", "/space"],
  ["GET", "/space/{key}"],
];

/** Endpoints that were there once and are gone. */
export function isRemoved(method: string, path: string): boolean {
  return REMOVED.some(([wanted, pattern]) => wanted === method && matchPath(pattern, path) !== undefined);
}

function refuseSpace(): never {
  throw forbidden("You do not have permission to create spaces.");
}
