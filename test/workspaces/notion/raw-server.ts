import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback for what goes wrong below HTTP: each request is handed to the next of `acts`. */
export async function openRawServer(acts: readonly ((response: ServerResponse) => void)[]) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const act = acts[Math.min(paths.length, acts.length - 1)];
    paths.push(`${request.method ?? ""} ${request.url ?? ""}`);
    act?.(response);
  });
  let connections = 0;
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    paths,
    connections: () => connections,
    [Symbol.asyncDispose]: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Headers and the first bytes, then nothing more. */
export function stall(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"object":"page","id":');
}

/** Closes the connection without an answer. */
export function drop(response: ServerResponse): void {
  response.destroy();
}

/** Breaks off in the middle of a body of known length. */
export function breakOff(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"object":"page"', () => response.destroy());
}

export const say =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };
