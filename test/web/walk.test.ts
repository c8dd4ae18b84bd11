import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ServedWorld, serveSorei } from "../server/world.ts";
import { findChromium, openChromium } from "./chromium.ts";

const executable = findChromium();

let browser: Browser;
beforeAll(async () => {
  if (executable === null) return;
  browser = await openChromium(executable);
}, 120_000);
afterAll(async () => {
  if (executable === null) return;
  await browser.close();
});

/** A browser that came in by the login link; whatever it was refused or asked elsewhere is in `wrong`. */
async function signIn(world: ServedWorld, options: { readonly scripts: boolean }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(world.origin)) wrong.push(`asked ${request.url()}`);
  });
  await page.setJavaScriptEnabled(options.scripts);
  await page.goto(world.links.at(-1) ?? "");
  return { page, wrong, close: () => context.close() };
}

/** Clicks what leads to another page, and waits for that. */
async function follow(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

const textOf = (page: Page): Promise<string> => page.$eval("main", (main) => main.textContent ?? "");

describe.skipIf(executable === null)("a rep at the browser", () => {
  test.each([true, false])(
    "searches, reads, writes down, decides and publishes (scripts: %s)",
    async (scripts) => {
      await using world = await serveSorei();
      const { page, wrong, close } = await signIn(world, { scripts });
      await page.type("input[name=q]", "引き継ぎ");
      await follow(page, ".searchbar button");
      expect(await textOf(page)).toContain("担当替えは「三回一緒に行く」と「一枚にまとめる」をセットに");
      await follow(page, "article h3 a");
      expect(await page.$("main .card")).not.toBeNull();

      await page.goto(`${world.origin}/p/sorei/u/br-osk`);
      expect(await textOf(page)).toContain("いまの課題と、効きそうな事例");
      await page.type(
        "textarea[name=text]",
        "見積の回答に一週間かかる\n\n共有範囲: パートナー内の全事業部・拠点",
      );
      await follow(page, 'form[action="/do/addEntry"] button');
      expect(await textOf(page)).toContain("見積の回答に一週間かかる");

      await page.goto(`${world.origin}/p/sorei/releases?id=E16`);
      await follow(page, 'button[value="hold"]');
      expect(await textOf(page)).toContain("確認待ち 1 件");
      await follow(page, 'button[value="approve"]');
      expect(await textOf(page)).toContain("確認待ち 0 件");

      await page.goto(`${world.origin}/p/sorei/digests?week=2026-W48`);
      await follow(page, 'button[value="approve"]');
      expect(await textOf(page)).toContain("承認済み");
      await follow(page, 'button[value="publish"]');
      expect(await textOf(page)).toContain("発行済み");
      const published = (await world.runtime.store.digests.all("sorei", { week: "2026-W48" })).find(
        ({ state }) => state === "published",
      );
      expect(published?.url).toMatch(/^file:/u);
      expect(wrong).toEqual([]);
      expect(world.bugs).toEqual([]);
      await close();
    },
    60_000,
  );

  test("runs no script and asks nothing elsewhere, whatever an entry holds", async () => {
    await using world = await serveSorei();
    const admin = await world.as("admin");
    const texts = HOSTILE.map(
      (hostile) => `${hostile} の件\n\n共有範囲: パートナー内の全事業部・拠点\n\n${hostile}`,
    );
    const ids: string[] = [];
    for (const text of texts) {
      const added = await admin.send("POST", "/api/partners/sorei/units/br-osk/entries", {
        kind: "success",
        text,
      });
      ids.push(((await added.json()) as { id: string }).id);
    }
    const { page, wrong, close } = await signIn(world, { scripts: true });
    for (const path of [
      ...ids.map((id) => `/p/sorei/e/${encodeURIComponent(id)}`),
      "/p/sorei/u/br-osk",
      "/p/sorei/releases",
      "/p/sorei/digests?week=2026-W48",
      `/search?q=${encodeURIComponent("の件")}`,
      `/search?q=${encodeURIComponent(HOSTILE[0] ?? "")}`,
      `/p/${encodeURIComponent("<img src=x onerror=alert(1)>")}/e/1`,
    ]) {
      await page.goto(`${world.origin}${path}`);
      expect(
        await page.$$("main script, main img, main iframe, main svg, main [onerror], main [style]"),
      ).toEqual([]);
    }
    expect(wrong.filter((line) => !/status of 40[04]/u.test(line))).toEqual([]);
    await close();
  }, 60_000);

  test.each([
    { scheme: "light", width: 390, language: "en" },
    { scheme: "dark", width: 1_280, language: "ja" },
    { scheme: "light", width: 1_280, language: "en" },
    { scheme: "dark", width: 390, language: "ja" },
  ] as const)(
    "can be read and worked by everybody, and never scrolls sideways: $scheme, $width pixels, $language",
    async ({ scheme, width, language }) => {
      await using world = await serveSorei({ language });
      const { page, close } = await signIn(world, { scripts: true });
      await page.setBypassCSP(true);
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const problems: string[] = [];
      for (const path of [...PAGES, "/login"]) {
        await page.goto(`${world.origin}${path}`);
        const isWider = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
        if (isWider !== false) problems.push(`${path}: wider than the window`);
        // What is serious for people is so at every width; it takes longest to find out.
        if ((scheme === "light") !== (width === 390)) continue;
        await page.addScriptTag({ content: axe.source });
        const found = (await page.evaluate("axe.run()")) as AxeResults;
        const serious = found.violations.filter(
          ({ impact }) => impact === "serious" || impact === "critical",
        );
        problems.push(...serious.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`));
      }
      expect(problems).toEqual([]);
      await close();
    },
    120_000,
  );
});

const PAGES = [
  "/search?q=%E5%BC%95",
  "/p/sorei",
  "/p/sorei/u/br-osk",
  "/p/sorei/e/E01",
  "/p/sorei/digests?week=2026-W48",
  "/p/sorei/releases",
  "/p/sorei/rollouts",
  "/p/sorei/figures",
] as const;

const HOSTILE = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'><svg onload=alert(1)>`,
  `<iframe src="javascript:alert(1)"></iframe>`,
  `[x](javascript:alert(1)) ![y](https://evil.example/p.png)`,
  `</textarea><script src="https://evil.example/x.js"></script>`,
  `\u202e<b onmouseover=alert(1)>x</b>`,
  "`${alert(1)}` {{constructor.constructor('alert(1)')()}}",
] as const;
