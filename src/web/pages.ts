import express, { type Express, type Request, type Response } from "express";

import {
  contextOf,
  mustBeSignedIn,
  type ServerDeps,
  type SignedIn,
  signedInTo,
  tokenIn,
} from "../server/request.ts";
import { ask } from "../server/ask.ts";
import { notFound } from "../server/principal.ts";
import type { ProblemDocument } from "../server/problem.ts";
import type { Route } from "../server/route.ts";
import { ROUTES } from "../server/routes.ts";
import { mustComeFromUs, refuseForeign } from "../server/security.ts";
import { type Html, html, toMarkup } from "./html.ts";
import { outside } from "./layout.ts";
import { openPage, type PageContext } from "./page.ts";
import { partnerPage, unitPage } from "./pages/bridge.ts";
import { digestsPage } from "./pages/digests.ts";
import { entryPage } from "./pages/entry.ts";
import { figuresPage } from "./pages/figures.ts";
import { releasesPage } from "./pages/releases.ts";
import { rolloutsPage } from "./pages/rollouts.ts";
import { searchPage } from "./pages/search.ts";
import { paths } from "./paths.ts";

const FORM_LIMIT = "100kb";

/** The pages: each asks the routes as whoever reads it, and holds no rules of its own. */
export function servePages(app: Express, deps: ServerDeps): void {
  app.use((request, response, next) => {
    response.locals["showProblem"] = (problem: ProblemDocument) =>
      showProblem(request, response, problem, deps);
    next();
  });
  serveOutside(app, deps);
  const show = (path: string, make: (page: PageContext, request: Request) => Promise<Html>): void => {
    app.get(path, async (request, response) => {
      const signedIn = signedInTo(response);
      if (signedIn === null) return response.redirect(303, paths.login);
      return response
        .type("html")
        .send(toMarkup(await make(pageOf(deps, signedIn, request.originalUrl), request)));
    });
  };
  const part = (request: Request, name: string): string => String(request.params[name] ?? "");
  // What is given twice is no text, and no page takes it.
  const inQuery = (request: Request): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(request.query).flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    );
  show("/search", (page, request) => searchPage(page, inQuery(request)));
  show("/p/:partner", (page, request) => partnerPage(page, part(request, "partner")));
  show("/p/:partner/u/:unit", (page, request) =>
    unitPage(page, part(request, "partner"), part(request, "unit")),
  );
  show("/p/:partner/e/:id", (page, request) =>
    entryPage(page, part(request, "partner"), part(request, "id")),
  );
  show("/p/:partner/digests", (page, request) =>
    digestsPage(page, part(request, "partner"), inQuery(request)["week"]),
  );
  show("/p/:partner/releases", (page, request) =>
    releasesPage(page, part(request, "partner"), inQuery(request)["id"]),
  );
  show("/p/:partner/figures", (page, request) =>
    figuresPage(page, part(request, "partner"), inQuery(request)["product"]),
  );
  show("/p/:partner/rollouts", (page, request) => rolloutsPage(page, part(request, "partner")));
  serveActs(app, deps);
}

const pageOf = (deps: ServerDeps, signedIn: SignedIn, here: string): PageContext =>
  openPage(signedIn, here, contextOf(deps, signedIn));

function serveOutside(app: Express, { language, loginLinks, now, showLink }: ServerDeps): void {
  const t = (text: { ja: string; en: string }) => text[language];
  app.get("/", (_request, response) => response.redirect(303, paths.search()));
  app.get("/login", (_request, response) => {
    const body = html`<p>
        ${t({ ja: "kakehashi serve を動かしている端末に、サインイン用のリンクが表示されています。1回だけ、15分間使えます。", en: "The terminal in which kakehashi serve runs shows a link that signs you in, once, within 15 minutes." })}
      </p>
      <form method="post" action="/login">
        <button>${t({ ja: "新しいリンクを端末に表示する", en: "Show a new link in the terminal" })}</button>
      </form>`;
    response.type("html").send(toMarkup(outside(language, t({ ja: "サインイン", en: "Sign in" }), body)));
  });
  // Whoever asks learns nothing: the link appears only where this machine's own people read.
  app.post("/login", (request, response) => {
    refuseForeign(request);
    showLink(loginLinks.make(now()));
    response.redirect(303, paths.login);
  });
}

/** Forms: the same routes as the API's, asked by whoever filled them in; then back to where he was. */
function serveActs(app: Express, deps: ServerDeps): void {
  const fields = express.urlencoded({ extended: false, limit: FORM_LIMIT });
  const routes = new Map<string, Route>(Object.entries(ROUTES).filter(([, route]) => route.method !== "get"));
  app.post("/do/:name", fields, async (request, response) => {
    const signedIn = mustBeSignedIn(response);
    mustComeFromUs(request, { secret: signedIn.secret, token: tokenIn(request) });
    const route = routes.get(request.params.name);
    if (route === undefined) throw notFound();
    const { _token, _back, ...given } = request.body as Readonly<Record<string, unknown>>;
    // A field left empty is one not filled in.
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
    await ask(route, filled, contextOf(deps, signedIn));
    response.redirect(303, placeHere(_back));
  });
}

/** Back only to a page of this server. */
function placeHere(back: unknown): string {
  return typeof back === "string" && /^\/(?![/\\])[\x21-\x7e]*$/u.test(back) ? back : paths.home;
}

function showProblem(
  request: Request,
  response: Response,
  { status, title, detail, requestId }: ProblemDocument,
  { language }: ServerDeps,
): void {
  const t = (text: { ja: string; en: string }) => text[language];
  const back = placeHere((request.body as { _back?: unknown } | undefined)?._back);
  const body = html`<section class="card notice">
      <p>${title}</p>
      ${detail === undefined ? null : html`<p>${detail}</p>`}
    </section>
    <p><a href="${back}">${t({ ja: "戻る", en: "Back" })}</a></p>
    <p class="meta">${requestId}</p>`;
  response
    .status(status)
    .type("html")
    .send(toMarkup(outside(language, `${status}`, body)));
}
