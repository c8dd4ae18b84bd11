import { randomUUID } from "node:crypto";

import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";

import { servePages } from "../web/pages.ts";
import { ICON, STYLES } from "../web/styles.ts";
import { whoHolds } from "./api-keys.ts";
import { ask } from "./ask.ts";
import { openApi } from "./openapi.ts";
import { notFound } from "./principal.ts";
import { problemOf, Refusal } from "./problem.ts";
import { contextOf, mustBeSignedIn, type ServerDeps, type SignedIn, tokenIn } from "./request.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes.ts";
import { headers, mustComeFromUs, onlyOwnHost } from "./security.ts";
import { openSessions, type Sessions } from "./sessions.ts";

/** Quick enough for whoever types into a search box all day. */
const PER_MINUTE = 1_200;
const BODY_LIMIT = "100kb";
const COOKIE = "kakehashi";

/** The whole server but for the socket. */
export function createApp(deps: ServerDeps): Express {
  const app = express();
  const sessions = openSessions(deps.runtime.store.sessions);
  app.disable("x-powered-by");
  // A parameter given twice is an array, which no schema of ours takes; objects cannot be written.
  app.set("query parser", "simple");
  app.use((_request, response, next) => {
    response.locals["requestId"] = randomUUID();
    next();
  });
  app.use(headers, onlyOwnHost);
  serveHealth(app, deps);
  app.get("/styles.css", (_request, response) => {
    response.type("css").setHeader("cache-control", "public, max-age=300").send(STYLES);
  });
  app.get("/icon.svg", (_request, response) => {
    response.type("svg").setHeader("cache-control", "public, max-age=86400").send(ICON);
  });
  app.use(limited(deps.perMinute ?? PER_MINUTE));
  app.use((_request, response, next) => {
    // Kept by nobody but the browser that asked, and asked for again each time; the ETag spares the way back.
    response.setHeader("cache-control", "private, no-cache");
    next();
  });
  app.use(whoIsIt(sessions, deps));
  serveLogin(app, sessions, deps);
  serveApi(app, deps);
  serveAssistants(app, deps);
  servePages(app, deps);
  app.use(() => {
    throw notFound();
  });
  app.use(answerFailure(deps));
  return app;
}

function serveHealth(app: Express, { runtime }: ServerDeps): void {
  app.get("/healthz", (_request, response) => {
    response.json({ ok: true });
  });
  app.get("/readyz", async (_request, response) => {
    const { ok } = await runtime.store.check();
    response.status(ok ? 200 : 503).json({ ok });
  });
}

const limited = (perMinute: number) =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request) => ipKeyGenerator(request.ip ?? "", 56),
    handler: () => {
      throw new Refusal(429, "too_many", {
        ja: "要求が多すぎます。1分待ってください",
        en: "too many requests; wait a minute",
      });
    },
  });

function whoIsIt(sessions: Sessions, { runtime, now }: ServerDeps) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const key = /^Bearer (\S+)$/u.exec(request.headers.authorization ?? "")?.[1];
    if (key !== undefined) {
      const principal = await whoHolds(runtime.store.apiKeys, key, now());
      if (principal !== null) response.locals["signedIn"] = { principal, secret: null } satisfies SignedIn;
      return next();
    }
    const secret = cookieOf(request);
    const principal = secret === null ? null : await sessions.find(secret, now());
    if (principal !== null) response.locals["signedIn"] = { principal, secret } satisfies SignedIn;
    return next();
  };
}

function serveLogin(app: Express, sessions: Sessions, deps: ServerDeps): void {
  const { loginLinks, now, operator } = deps;
  app.get("/login", async (request, response, next) => {
    const { token } = request.query;
    if (token === undefined) return next();
    if (typeof token !== "string" || !loginLinks.use(token, now())) return response.redirect(303, "/login");
    const secret = await sessions.open({ user: operator, isAdmin: true }, now());
    response.cookie(COOKIE, secret, { httpOnly: true, sameSite: "lax", path: "/" });
    return response.redirect(303, "/");
  });
  app.post("/logout", express.urlencoded({ extended: false, limit: "2kb" }), async (request, response) => {
    const { secret } = mustBeSignedIn(response);
    mustComeFromUs(request, { secret, token: tokenIn(request) });
    if (secret !== null) await sessions.close(secret);
    response.clearCookie(COOKIE).redirect(303, "/login");
  });
}

function serveApi(app: Express, deps: ServerDeps): void {
  const json = express.json({ limit: BODY_LIMIT, type: "application/json" });
  app.get("/api/openapi.json", (_request, response) => {
    mustBeSignedIn(response);
    response.json(openApi(ROUTES, deps.language));
  });
  for (const route of Object.values<Route>(ROUTES)) {
    app[route.method](`/api${route.path}`, json, async (request, response) => {
      const signedIn = mustBeSignedIn(response);
      const isRead = route.method === "get";
      if (!isRead)
        mustComeFromUs(request, { secret: signedIn.secret, token: request.headers["x-csrf-token"] });
      const given: unknown = isRead ? request.query : (request.body ?? {});
      const input = { ...(typeof given === "object" ? given : {}), ...request.params };
      response.json(await ask(route, input, contextOf(deps, signedIn)));
    });
  }
}

function cookieOf({ headers: { cookie = "" } }: Request): string | null {
  const found = cookie.split(/;\s*/u).find((pair) => pair.startsWith(`${COOKIE}=`));
  return found === undefined ? null : found.slice(COOKIE.length + 1);
}

/** The Model Context Protocol over HTTP: each request by itself, as whoever sends it. */
function serveAssistants(app: Express, deps: ServerDeps): void {
  app.post("/mcp", express.json({ limit: BODY_LIMIT }), async (request, response) => {
    const signedIn = mustBeSignedIn(response);
    // A browser's cookie alone would let any page of elsewhere speak for it.
    if (signedIn.secret !== null)
      throw new Refusal(401, "signed_out", {
        ja: "鍵(Authorization: Bearer)が要ります",
        en: "come with a key (Authorization: Bearer)",
      });
    const [{ StreamableHTTPServerTransport }, { createAssistant }] = await Promise.all([
      import("@modelcontextprotocol/sdk/server/streamableHttp.js"),
      import("./assistant.ts"),
    ]);
    const server = createAssistant(() => contextOf(deps, signedIn));
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.on("close", () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
  });
}

/** Pages tell of failures themselves; whatever else asks is told in RFC 9457. */
function answerFailure({ language, onBug }: ServerDeps) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const requestId = String(response.locals["requestId"] ?? "");
    const problem = problemOf(error, { requestId, language });
    if (problem.status === 500) onBug(error, requestId);
    const showPage = response.locals["showProblem"] as ((shown: typeof problem) => void) | undefined;
    if (showPage !== undefined && request.accepts(["html", "json"]) === "html") showPage(problem);
    else response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  };
}
