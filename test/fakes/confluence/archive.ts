import { isJson } from "../notion/json.ts";
import { ApiError, invalid, notFound } from "./api-error.ts";
import { idOf, ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { archiveNode } from "./trash.ts";
import { mayRead } from "./visibility.ts";
import { newId } from "./world.ts";

/** POST /content/archive: a long task. One id that is not known spoils the whole request. */
export function archivePages(call: Call): Answer {
  const { world, body } = call;
  const asked: unknown[] = isJson(body) && Array.isArray(body["pages"]) ? body["pages"] : [];
  if (asked.length === 0) throw invalid("pages must not be empty.");
  const pages = asked.map((one) => {
    const page = isJson(one) ? world.nodes.get(String(one["id"])) : undefined;
    if (page?.kind !== "page" || page.status !== "current" || !mayRead(world, page, call.by)) {
      throw new ApiError(500, "INTERNAL_SERVER_ERROR", "Internal server error");
    }
    return page;
  });
  for (const page of pages) archiveNode(world, page);
  const id = newId(world);
  const doneAtRequest = world.requestCount + 1 + world.settings.taskLagRequests;
  world.tasks.set(id, { id, name: "archive", doneAtRequest, startedAt: world.settings.now() });
  return { status: 202, body: { id, links: { status: `/rest/api/longtask/${id}` } } };
}

export function getTask(call: Call): Answer {
  const { world } = call;
  const task = world.tasks.get(idOf(call));
  if (!task) throw notFound("long task", idOf(call));
  const isDone = world.requestCount >= task.doneAtRequest;
  return ok({
    id: task.id,
    name: { key: `com.atlassian.confluence.${task.name}`, args: [] },
    elapsedTime: world.settings.now() - task.startedAt,
    percentageComplete: isDone ? 100 : 50,
    successful: isDone,
    finished: isDone,
    messages: [],
    status: isDone ? "Success" : "Running",
    errors: [],
    additionalDetails: {},
  });
}
