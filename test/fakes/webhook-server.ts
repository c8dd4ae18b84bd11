import { createServer } from "node:http";

/** A chat service on loopback: keeps what it was sent and answers as it is told. */
export interface FakeWebhook extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly {
    readonly path: string;
    readonly type: string;
    readonly token: string;
    readonly body: string;
  }[];
  /** What becomes of the next request: a status, or `hang`: it is taken, and never answered. */
  next(what: number | "hang"): void;
}

export async function startWebhook(): Promise<FakeWebhook> {
  const requests: { path: string; type: string; token: string; body: string }[] = [];
  const answers: (number | "hang")[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({
        path: request.url ?? "",
        type: request.headers["content-type"] ?? "",
        token: String(request.headers["x-chatworktoken"] ?? ""),
        body: Buffer.concat(chunks).toString("utf8"),
      });
      const answer = answers.shift() ?? 200;
      if (answer === "hang") return;
      response.writeHead(answer, answer === 302 ? { location: "/elsewhere" } : {});
      response.end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    next: (what) => void answers.push(what),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
