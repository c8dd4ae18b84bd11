import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

import { AppError } from "../../errors.ts";
import { specOf } from "../../partner-session.ts";
import type { Runtime } from "../../runtime.ts";
import { createAssistant } from "../../server/assistant.ts";
import type { Principal } from "../../server/principal.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { operatorName } from "../operator.ts";
import { options, parseOptions } from "../options.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({ as: options.as });

/** Speaks the Model Context Protocol on stdin and stdout, until they are closed. */
export async function mcp(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  return withRuntime(context, async (runtime) => {
    const principal = await principalOf(runtime, wanted.as);
    const { language } = context.report;
    const server = createAssistant(() => ({
      principal,
      language,
      acting: { ...actingOf(context, runtime), by: principal.user },
    }));
    const closed = new Promise<void>((resolve) => {
      process.stdin.once("end", resolve);
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    });
    await server.connect(new StdioServerTransport());
    await closed;
    await server.close();
    // stdout belongs to the protocol: there is nothing to add.
    return { exit: EXIT.done, json: null, lines: [] };
  });
}

/** Whoever runs the command, or the team member whom he names: somebody whom no team knows is refused. */
async function principalOf(runtime: Runtime, user: string | undefined): Promise<Principal> {
  if (user === undefined) return { user: operatorName(), isAdmin: true, mayChange: true };
  for (const { key } of await runtime.store.partners.all()) {
    const { team } = await specOf(runtime, key);
    if (team.some((member) => member.user === user)) return { user, isAdmin: false, mayChange: true };
  }
  throw new AppError("usage", {
    ja: `「${user}」という利用者は、どのパートナーのチームにも登録されていません`,
    en: `Nobody called "${user}" is in a partner's team`,
  });
}
