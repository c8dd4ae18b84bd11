import { spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

import { type ScannedText, scanForLeaks, secretsOf } from "../src/release/leak-scan.ts";
import { openPartner, type PartnerSession } from "../src/partner-session.ts";
import { loadConfig } from "../src/config.ts";
import { openRuntime } from "../src/runtime.ts";
import { partnerNodeKey } from "../src/spec/keys.ts";

/**
 * The main job from end to end with the fictional partner that ships beside this file, on the embedded vault or on
 * whatever workspace the environment names. Repeatable; `--clean` starts over, `--dir` works elsewhere than in ./demo. Every step is the command that a
 * user would type.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const at = process.argv.indexOf("--dir");
const demo = resolve(at === -1 ? join(root, "demo") : (process.argv[at + 1] ?? "demo"));
const sample = join(root, "scripts/sample/partner-sorei.json");
const spec = join(demo, "sorei.yaml");
const week = "2026-W48";
const startedAt = Date.now();
/** The embedded vault, unless the environment names another workspace; the store is always a new one, beside it. */
const environment = {
  ...process.env,
  DATABASE_URL: "",
  DATABASE_URL_FILE: "",
  KAKEHASHI_DATA_DIR: join(demo, ".kakehashi"),
  VAULT_DIR: join(demo, "vault"),
};

if (process.argv.includes("--clean")) await rm(demo, { recursive: true, force: true });
await mkdir(demo, { recursive: true });

title("1. 組織の一覧から定義を作り、確かめる");
await show(["import", "org", sample, "--partner", "sorei", "--out", spec], 6);
await show(["validate", spec], 2);

title("2. ワークスペースを作る");
await show(["plan", spec], 36);
await show(["apply", spec, "--yes"], -1);

title("3. 記録と受注を取り込み、同期する");
await show(["import", "entries", sample, "--partner", "sorei"], 4);
await show(["import", "orders", sample, "--partner", "sorei"], 22);
await show(["sync", "--partner", "sorei"], 6);

title("4. 探す");
await show(["search", "引き継ぎ", "--limit", "2"], 12);
await show(["search", "値引", "--kind", "failure", "--limit", "2"], 12);
await show(["search", "PRICE", "--as", "unit:br-osk", "--limit", "2"], 12);

title("5. 課題に、他の事業部・拠点の事例を当てる");
await show(["match", "--issue", "E01", "--limit", "3"], 14);

title("6. 週報を作り、承認し、発行する");
await show(["digest", "build", "--partner", "sorei", "--week", week, "--audience", "vendor"], 3);
await show(["digest", "approve", "--partner", "sorei", "--week", week, "--audience", "vendor"], 3);
await show(["digest", "publish", "--partner", "sorei", "--week", week, "--audience", "vendor"], 3);
await show(
  ["digest", "show", "--partner", "sorei", "--week", week, "--audience", "vendor", "--unit", "大阪支店"],
  60,
);

title("7. 越えてはいけないものが越えていないか");
const leaks = await leakCheck();
say(leaks === 0 ? "  ✓ 漏れは 0 件" : `  ✗ 漏れが ${leaks} 件あります`);

title("見るところ");
await showPlaces();
say("  もう一度: npm run demo / 最初から: npm run demo -- --clean");
say(`  ${((Date.now() - startedAt) / 1000).toFixed(1)} 秒`);
if (leaks > 0) process.exitCode = 1;

/** Scans every page that leaves a unit for what must not leave it. */
async function leakCheck(): Promise<number> {
  await using runtime = await openRuntime(loadConfig(environment, demo));
  const { store } = runtime;
  const session = await openPartner(runtime, "sorei");
  const entries = await store.records.all("sorei", "entry");
  const people = (await store.records.all("sorei", "person")).map((row) => row.value);
  const pages = await crossingPages(session);
  const secrets = secretsOf(entries, people, { spec: session.spec, audience: "vendor" });
  // A digest calls its own unit's issues by their titles; names and everything of the others must not be in it.
  const digests = await store.digests.all("sorei", {});
  const unitOf = new Map(digests.map(({ location, unit }) => [location, unit]));
  const titles = new Set(entries.map(({ value }) => `${value.unit}\n${value.title}`));
  const leaks = scanForLeaks(pages, secrets).filter(
    ({ where, owner, term }) => unitOf.get(where) !== owner || !titles.has(`${owner}\n${term}`),
  );
  say(`  ${pages.length} ページを ${secrets.length} 語で検査(表記ゆれ・空白・かなを畳んで照合)`);
  for (const leak of leaks.slice(0, 10)) say(`    ${JSON.stringify(leak)}`);
  return leaks.length;
}

/** Released copies and digests, with where they are: all that readers outside a unit get to see. */
async function crossingPages({ workspace, databases }: PartnerSession): Promise<ScannedText[]> {
  const pages: ScannedText[] = [];
  for (const node of ["released", "digests"] as const) {
    const database = databases.get(partnerNodeKey("sorei", node));
    if (database === undefined) continue;
    const { rows } = await workspace.changedEntries(database, null);
    for (const { location, values, body } of rows) {
      pages.push({ where: location, text: [location, ...Object.values(values), body].flat().join("\n") });
    }
  }
  return pages;
}

/** The hub, and how to open it. */
async function showPlaces(): Promise<void> {
  await using runtime = await openRuntime(loadConfig(environment, demo));
  const { workspace } = await openPartner(runtime, "sorei");
  const { nodes } = await workspace.readTree();
  const hub = nodes.find(({ key }) => key === "sorei");
  if (workspace.kind !== "vault") return say(`  ${hub?.url ?? ""}`);
  say(`  ${relative(process.cwd(), dirname(join(demo, "vault", hub?.location ?? "")))}/`);
  say("  Obsidian で vault を開くか、好きなエディターで読んでください。");
}

/** Runs one command as a user would, prints it and the first (`lines` < 0: the last) lines of what it says. */
async function show(args: readonly string[], lines: number): Promise<void> {
  const shown = args.map((arg) => (isAbsolute(arg) ? relative(process.cwd(), arg) : arg)).join(" ");
  say(styleText("cyan", `$ kakehashi ${shown}`));
  const output = await kakehashi(args);
  const all = output.trimEnd().split("\n");
  const shownLines = lines < 0 ? all.slice(lines) : all.slice(0, lines);
  const hidden = all.length - shownLines.length;
  if (lines < 0 && hidden > 0) say(styleText("dim", `  … ${hidden} 行`));
  for (const line of shownLines) say(`  ${line}`);
  if (lines >= 0 && hidden > 0) say(styleText("dim", `  … ほか ${hidden} 行`));
  say("");
}

function kakehashi(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, "src/main.ts"), ...args], {
    cwd: demo,
    env: { ...environment, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`kakehashi ${args.join(" ")} ended with ${String(code)}\n${output}`));
    });
  });
}

function title(text: string): void {
  say(styleText("bold", `── ${text} ${"─".repeat(Math.max(2, 60 - text.length * 2))}`));
}

function say(text: string): void {
  console.log(text);
}
