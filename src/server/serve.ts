import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { AppError } from "../errors.ts";
import type { Language, Text } from "../language.ts";
import type { Runtime } from "../runtime.ts";
import { createApp } from "./app.ts";
import { openLoginLinks } from "./login-links.ts";
import { isLoopback } from "./security.ts";

export interface ServeOptions {
  readonly runtime: Runtime;
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly language: Language;
  readonly operator: string;
  readonly now: () => Date;
  readonly showLink: (link: string) => void;
  readonly onNote: (note: Text) => void;
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly perMinute?: number;
}

/** A server that takes requests. */
export interface Serving {
  readonly origin: string;
  /** Takes no more, and resolves when what it took is answered. */
  close(): Promise<void>;
}

/** How long an answer under way may still take once the server is to end. */
const GRACE_MS = 10_000;

/** Listens, and shows the first login link. Throws `usage` for an address that others could reach. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host, port, runtime, language, operator, now, showLink, onNote, onBug, perMinute } = options;
  if (!isLoopback(host)) throw notOnlyHere(host);
  const server = createServer();
  await listen(server, host, port);
  const { port: taken } = server.address() as AddressInfo;
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
  const loginLinks = openLoginLinks(origin);
  const app = createApp({
    runtime,
    language,
    now,
    loginLinks,
    operator,
    showLink,
    onNote,
    onBug,
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  server.on("request", app);
  // A request that never ends its headers or body holds a place for nothing.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  showLink(loginLinks.make(now()));
  return { origin, close: () => close(server) };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(cannotListen(host, port, cause)));
    server.listen(port, host, () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

const cannotListen = (host: string, port: number, cause: NodeJS.ErrnoException): AppError =>
  new AppError(
    "usage",
    {
      ja: `${host}:${port} で待ち受けられません(${cause.code ?? ""})`,
      en: `cannot listen on ${host}:${port} (${cause.code ?? ""})`,
    },
    {
      hint: {
        ja: "すでに起動していないか確かめるか、PORT に別の番号を指定してください",
        en: "See whether it runs already, or give another PORT.",
      },
      cause,
    },
  );

const notOnlyHere = (host: string): AppError =>
  new AppError(
    "usage",
    {
      ja: `HOST=${host} では、ほかのマシンからも届いてしまいます。サインインの仕組みがまだ無いため、起動しません`,
      en: `HOST=${host} could be reached from other machines, and there is no sign-in for them yet`,
    },
    {
      hint: {
        ja: "HOST を 127.0.0.1 のままにしてください",
        en: "Leave HOST at 127.0.0.1.",
      },
    },
  );
