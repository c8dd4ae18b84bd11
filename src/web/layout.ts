import { formToken } from "../server/sessions.ts";
import { type Html, html } from "./html.ts";
import type { PageContext } from "./page.ts";
import { paths } from "./paths.ts";

/** Which of the main places a page belongs to. */
export type Place = "search" | "bridge" | "digests" | "releases" | "rollouts" | "figures";

export interface PartnerName {
  readonly partner: string;
  readonly name: string;
}

/** A whole page: the way around on top, what it is about below. */
export function layout(
  { t, language, signedIn }: PageContext,
  {
    title,
    place,
    partner,
    body,
  }: {
    readonly title: string;
    readonly place?: Place;
    /** The partner that the page is about; the ways to its other pages lead there. */
    readonly partner?: PartnerName | undefined;
    readonly body: Html;
  },
): Html {
  const link = (to: string, name: string, of: Place) =>
    html`<a href="${to}" ${of === place ? html`aria-current="page"` : null}>${name}</a>`;
  return html`<html lang="${language}">
    ${head(title)}
    <body>
      <a class="skip" href="#main">${t({ ja: "本文へ", en: "Skip to content" })}</a>
      <header>
        <a class="brand" href="${paths.home}">${t({ ja: "架け橋", en: "Kakehashi" })}</a>
        ${partner === undefined ? null : html`<span class="partner">${partner.name}</span>`}
        <nav aria-label="${t({ ja: "メニュー", en: "Menu" })}">
          ${link(paths.search(partner === undefined ? {} : { partner: partner.partner }), t({ ja: "検索", en: "Search" }), "search")}
          ${
            partner === undefined
              ? null
              : [
                  link(paths.partner(partner.partner), t({ ja: "橋渡し", en: "Bridge" }), "bridge"),
                  link(paths.digests(partner.partner), t({ ja: "週報", en: "Digests" }), "digests"),
                  link(paths.releases(partner.partner), t({ ja: "共有の確認", en: "Release" }), "releases"),
                  link(paths.rollouts(partner.partner), t({ ja: "横展開", en: "Rollouts" }), "rollouts"),
                  link(paths.figures(partner.partner), t({ ja: "実績", en: "Figures" }), "figures"),
                ]
          }
        </nav>
        <form method="post" action="/logout" class="who">
          <input type="hidden" name="_token" value="${formToken(signedIn.secret)}" />
          <span>${signedIn.principal.user}</span>
          <button class="plain">${t({ ja: "サインアウト", en: "Sign out" })}</button>
        </form>
      </header>
      <main id="main">
        <h1>${title}</h1>
        ${body}
      </main>
    </body>
  </html>`;
}

/** A page for whoever is not signed in. */
export function outside(language: "ja" | "en", title: string, body: Html): Html {
  return html`<html lang="${language}">
    ${head(title)}
    <body>
      <main id="main" class="outside">
        <h1>${title}</h1>
        ${body}
      </main>
    </body>
  </html>`;
}

const head = (title: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Kakehashi</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/styles.css" />
  </head>`;
