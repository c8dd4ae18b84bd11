import { isJson } from "../notion/json.ts";
import { optimisticLock } from "./api-error.ts";
import type { Answer } from "./call.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import type { World } from "./world.ts";

/**
 * Notes two writes in hand on one page at once. Where the settings say so, the later one is refused when both
 * touch the page or its place in the tree; labels, properties and restrictions get on with each other.
 */
export function openOverlaps(
  world: World,
): (record: RecordedRequest, work: () => Promise<Answer>) => Promise<Answer> {
  const inHand = new Map<string, { record: RecordedRequest; isHard: boolean }>();
  return async (record, work) => {
    const subject = subjectOf(record);
    if (!subject) return work();
    const { pageId, isHard } = subject;
    const earlier = inHand.get(pageId);
    if (earlier) {
      world.overlaps.push({ pageId, earlier: earlier.record, later: record });
      if (world.settings.conflictOnOverlap && isHard && earlier.isHard) throw optimisticLock();
      return work();
    }
    inHand.set(pageId, { record, isHard });
    try {
      return await work();
    } finally {
      inHand.delete(pageId);
    }
  };
}

/** The page that a write is about: the parent of what it makes, or what it changes. */
function subjectOf({ method, path, body }: RecordedRequest): { pageId: string; isHard: boolean } | undefined {
  if (method === "GET") return undefined;
  const named = /\/(?:pages|folders|content)\/(\d+)(?:\/(\w+))?/.exec(path);
  if (named?.[1] !== undefined) {
    const what = named[2] ?? "page";
    return { pageId: named[1], isHard: ["page", "title", "move", "state"].includes(what) };
  }
  const isCreate = method === "POST" && /\/(?:pages|folders)$/.test(path);
  if (!isCreate || !isJson(body)) return undefined;
  return typeof body["parentId"] === "string" ? { pageId: body["parentId"], isHard: true } : undefined;
}
