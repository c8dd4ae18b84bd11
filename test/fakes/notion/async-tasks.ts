import { ApiError, notFound } from "./api-error.ts";
import { isoTime } from "./clock.ts";
import { ok } from "./call.ts";
import type { Answer, Call } from "./call.ts";
import { newId } from "./ids.ts";
import type { Json } from "./json.ts";
import { noQuery, readQuery } from "./query-string.ts";
import type { AsyncTask, World } from "./world.ts";

/** Work after the answer: done when as many further requests have come in as the settings say. */
export function later(world: World, run: () => void): void {
  world.later.push({ dueAt: world.requestCount + world.settings.asyncLagRequests, run });
}

export function runDueWork(world: World): void {
  const due = world.later.filter((one) => one.dueAt < world.requestCount);
  world.later = world.later.filter((one) => one.dueAt >= world.requestCount);
  for (const { run } of due) run();
}

/** 202 and a task to poll; the work's own failure is found there, not here. */
export function answerAsync(world: World, name: string, work: () => Json): Answer {
  const task: AsyncTask = { id: newId(), name, createdAt: world.settings.now() };
  world.tasks.set(task.id, task);
  later(world, () => {
    try {
      task.result = work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      task.error = { status: error.status, code: error.code, message: error.message };
    }
  });
  return { status: 202, body: taskResponse(task) };
}

export function retrieveTask(call: Call): Answer {
  readQuery(call.query, noQuery);
  const id = call.ids[0] ?? "";
  const task = call.world.tasks.get(id);
  if (!task) throw notFound("async_task", id);
  return ok(taskResponse(task));
}

function taskResponse(task: AsyncTask): Json {
  const common = {
    object: "async_task",
    id: task.id,
    status_url: `/v1/async_tasks/${task.id}`,
    created_time: isoTime(task.createdAt),
    operation: { surface: "rest", name: task.name },
  };
  if (task.result) return { ...common, status: "succeeded", result: task.result };
  if (task.error) return { ...common, status: "failed", error: { object: "error", ...task.error } };
  return { ...common, status: "running", poll_after_seconds: 1 };
}
