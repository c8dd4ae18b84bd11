import { existsSync } from "node:fs";

import { type Browser, launch } from "puppeteer-core";

/** Where Chromium is on this machine; null: nowhere. Under `CI` there has to be one. */
export function findChromium(): string | null {
  const places = [
    process.env["CHROMIUM"] ?? "",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const found = places.find((place) => place !== "" && existsSync(place));
  if (found !== undefined) return found;
  if (process.env["CI"] === "true")
    throw new Error("there is no Chromium here; install it, or name it by CHROMIUM");
  process.stderr.write("NOT RUN: there is no Chromium here (CHROMIUM names one)\n");
  return null;
}

export const openChromium = (executablePath: string): Promise<Browser> =>
  launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
