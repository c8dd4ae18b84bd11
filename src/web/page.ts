import type { z } from "zod";

import type { Language, Text } from "../language.ts";
import { ask } from "../server/ask.ts";
import type { SignedIn } from "../server/request.ts";
import type { Asked, Route } from "../server/route.ts";
import { type RouteName, ROUTES } from "../server/routes.ts";
import { formToken } from "../server/sessions.ts";
import { type Html, html } from "./html.ts";
import { paths } from "./paths.ts";

/** What every page is made with. */
export interface PageContext {
  readonly language: Language;
  readonly signedIn: SignedIn;
  /** The page's own address, to come back to. */
  readonly here: string;
  /** Asks a route as whoever reads the page. */
  readonly get: <N extends RouteName>(
    name: N,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<z.output<(typeof ROUTES)[N]["answer"]>>;
  readonly t: (text: Text) => string;
}

export function openPage(
  signedIn: SignedIn,
  here: string,
  asked: Omit<Asked<unknown>, "input">,
): PageContext {
  return {
    language: asked.language,
    signedIn,
    here,
    get: (name, input) => ask<(typeof ROUTES)[typeof name] & Route>(ROUTES[name], input, asked),
    t: (text) => text[asked.language],
  };
}

/** A form that asks a route to change something, and comes back here. */
export function form(
  { signedIn, here }: Pick<PageContext, "signedIn" | "here">,
  name: RouteName,
  { fixed, body }: { readonly fixed: Readonly<Record<string, string>>; readonly body: Html },
): Html {
  return html`<form method="post" action="${paths.act(name)}" class="act">
    <input type="hidden" name="_token" value="${formToken(signedIn.secret)}" />
    <input type="hidden" name="_back" value="${here}" />
    ${Object.entries(fixed).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
    ${body}
  </form>`;
}

/** An option's name in the reader's language; people's own words stay as they are. */
export function nameOf(
  options: readonly { readonly id: string; readonly ja: string; readonly en: string }[],
  id: string,
  language: Language,
): string {
  return options.find((option) => option.id === id)?.[language] ?? id;
}
