import { expect } from "vitest";

import { Secret } from "../../../src/secret.ts";
import { openNotionTransport, type NotionRequest } from "../../../src/workspaces/notion/transport.ts";

export const TOKEN = "ntn_canarytoken0000000000000000000000000000000";
export const PAGE = "0f3a1c52-7b1e-4c3a-9d2e-111122223333";

/** A transport in virtual time. `send` makes one call, `failure` gives what it throws, `waits` are all waits in ms, `pass` lets time pass. */
export function openTransport(options: { baseUrl?: string; timeoutMs?: number } = {}) {
  const waits: number[] = [];
  let time = 0;
  const transport = openNotionTransport({
    token: new Secret(TOKEN),
    perMinute: 600,
    random: () => 0,
    now: () => time,
    sleep: (ms) => {
      waits.push(ms);
      time += ms;
      return Promise.resolve();
    },
    ...options,
  });
  const send = (request: Partial<NotionRequest> = {}): Promise<unknown> =>
    transport.call({ kind: "read", what: "pages.retrieve", ...request }, (client) =>
      request.kind === "create"
        ? client.pages.create({ parent: { page_id: PAGE }, properties: {} })
        : client.pages.retrieve({ page_id: PAGE }),
    );
  const failure = async (request: Partial<NotionRequest> = {}): Promise<unknown> =>
    send(request).then(
      () => expect.unreachable("it went through"),
      (thrown: unknown) => thrown,
    );
  const pass = (ms: number): void => void (time += ms);
  return { transport, send, failure, waits, pass };
}
