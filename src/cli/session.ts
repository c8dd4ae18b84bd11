import type { Acting } from "../acts/acting.ts";
import { openRuntime, type Runtime } from "../runtime.ts";
import type { CommandContext } from "./command.ts";
import { operatorName } from "./operator.ts";

/** Opens store and workspace for one command and closes them whatever happens. */
export async function withRuntime<T>(
  { config }: CommandContext,
  use: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  await using runtime = await openRuntime(config);
  return await use(runtime);
}

/** Whoever runs the command acts, now. */
export const actingOf = ({ report, now }: CommandContext, runtime: Runtime): Acting => ({
  runtime,
  now: now(),
  by: operatorName(),
  onProgress: (about, done, total) => report.progress(about, done, total),
  onNote: (note) => report.note(note),
});
