import { createServer } from "node:http";

/**
 * What becomes of the next request: a status (200: nothing out of the ordinary), `hang`: it is never answered, `stall`:
 * its headers come and its body does not, `short`: a vector is missing.
 */
type Fate = number | { readonly status: number; readonly retryAfter: number } | "hang" | "stall" | "short";

/** An embeddings API on loopback, as OpenAI's is documented: `POST /v1/embeddings`, the answer in any order. */
export interface FakeEmbeddings extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly { readonly authorization: string; readonly texts: readonly string[] }[];
  next(...fates: Fate[]): void;
}

const DIMENSIONS = 64;

/** `meaningOf` names what a text is about: texts of one meaning lie side by side, all others anywhere. */
export async function startEmbeddings(meaningOf: (text: string) => string): Promise<FakeEmbeddings> {
  const requests: { authorization: string; texts: readonly string[] }[] = [];
  const fates: Fate[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const refuse = (status: number, retryAfter = 1) =>
        response.writeHead(status, { "retry-after": `${retryAfter}` }).end("{}");
      if (request.method !== "POST" || request.url !== "/v1/embeddings") return refuse(404);
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      if (!isRequest(body)) return refuse(400);
      requests.push({ authorization: request.headers.authorization ?? "", texts: body.input });
      const fate = fates.shift();
      if (fate === "hang") return undefined;
      if (fate === "stall") return void response.writeHead(200).write("{");
      if (typeof fate === "number" && fate !== 200) return refuse(fate);
      if (typeof fate === "object") return refuse(fate.status, fate.retryAfter);
      const data = body.input.map((text, index) => ({
        object: "embedding",
        index,
        embedding: directionOf(meaningOf(text)),
      }));
      if (fate === "short") data.pop();
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ object: "list", model: body.model, data: data.toReversed() }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    next: (...more) => void fates.push(...more),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Empty texts and more than 2,048 at once are refused, as by OpenAI. */
function isRequest(body: unknown): body is { model: string; input: string[] } {
  if (typeof body !== "object" || body === null || !("input" in body) || !("model" in body)) return false;
  const { input, model } = body;
  if (typeof model !== "string" || !Array.isArray(input)) return false;
  return (
    input.length > 0 &&
    input.length <= 2_048 &&
    input.every((text) => typeof text === "string" && text !== "")
  );
}

/** A direction of its own for each name, at right angles to most others. */
function directionOf(name: string): number[] {
  let state = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);
  return Array.from({ length: DIMENSIONS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
