import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Choice, Outcome } from "./outcome.ts";
import { reorganised } from "./specs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "src/main.ts");
const preload = join(root, "scripts/kill-at.ts");

interface Scenario {
  readonly name: string;
  /** Brings an empty folder to where the command starts. */
  readonly before: readonly (readonly string[])[];
  readonly command: readonly string[];
  /** Must change nothing any more after the second run. */
  readonly check: readonly string[];
}

const scenarios: readonly Scenario[] = [
  {
    name: "apply",
    before: [],
    command: ["apply", "spec.yaml", "--yes", "--json"],
    check: ["plan", "spec.yaml", "--check", "--json"],
  },
  {
    name: "apply of a changed spec",
    before: [
      ["apply", "spec.yaml", "--yes", "--json"],
      ["import", "entries", "bundle.json", "--partner", "thirty", "--json"],
    ],
    command: ["apply", "changed.yaml", "--confirm", "--yes", "--json"],
    check: ["plan", "changed.yaml", "--check", "--json"],
  },
  {
    name: "import entries",
    before: [["apply", "spec.yaml", "--yes", "--json"]],
    command: ["import", "entries", "bundle.json", "--partner", "thirty", "--json"],
    check: ["plan", "spec.yaml", "--check", "--json"],
  },
];

/**
 * Kills real processes with SIGKILL while they provision, change and import a 30-unit partner, then runs the same
 * command once more and compares the vault with the one of an undisturbed run: same files, same texts, nothing
 * twice, nothing missing, nothing left over.
 */
export async function* runVaultChaos(choice: Choice): AsyncGenerator<Outcome> {
  for (const scenario of scenarios) {
    const name = `vault, ${scenario.name}: kill`;
    if (name.includes(choice.only ?? "")) yield await runScenario(name, scenario, choice);
  }
}

async function runScenario(
  name: string,
  scenario: Scenario,
  { sample, seed, onProgress }: Choice,
): Promise<Outcome> {
  const base = await mkdtemp(join(tmpdir(), "kakehashi-chaos-"));
  try {
    const start = join(base, "start");
    await writeInputs(start);
    for (const args of scenario.before) await mustSucceed(start, args);
    const reference = join(base, "reference");
    await cp(start, reference, { recursive: true });
    const counter = join(base, "count");
    const whole = await run(reference, scenario.command, { COUNT_TO: counter });
    if (whole.code !== 0) throw new Error(`${scenario.name} fails undisturbed: ${whole.output}`);
    const boundaries = Number(await readFile(counter, "utf8"));
    const wanted = await contents(reference);
    const points = choosePoints(boundaries, sample, seed);
    const failures: string[] = [];
    let done = 0;
    await inParallel(points, async (point) => {
      const failure = await killOnce(join(base, `run-${point}`), start, scenario, point, wanted);
      if (failure !== null) failures.push(`${name} at boundary ${point}: ${failure}`);
      done += 1;
      onProgress?.(name, done, points.length);
    });
    return { name, places: boundaries, tried: points.length, failures };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

/** Kill, run again, compare. Null if all is well. */
async function killOnce(
  dir: string,
  start: string,
  scenario: Scenario,
  point: number,
  wanted: ReadonlyMap<string, string>,
): Promise<string | null> {
  await cp(start, dir, { recursive: true });
  const killed = await run(dir, scenario.command, { KILL_AT: String(point) });
  if (killed.signal !== "SIGKILL") return `was not killed (exit ${String(killed.code)})`;
  const again = await run(dir, scenario.command, {});
  if (again.code !== 0) return `the next run fails: ${again.output.slice(0, 400)}`;
  const check = await run(dir, scenario.check, {});
  if (check.code !== 0) return `not settled after the next run: ${check.output.slice(0, 400)}`;
  const difference = compare(wanted, await contents(dir));
  if (difference === null) await rm(dir, { recursive: true, force: true });
  return difference;
}

/** Every n-th boundary from a seeded start, the first and the last always among them. */
function choosePoints(boundaries: number, sample: number, seed: number): number[] {
  const all = Array.from({ length: boundaries }, (_, at) => at + 1);
  if (sample === 0 || sample >= boundaries) return all;
  const step = boundaries / sample;
  const offset = seed % Math.max(1, Math.floor(step));
  const chosen = Array.from({ length: sample }, (_, at) =>
    Math.min(boundaries, 1 + offset + Math.floor(at * step)),
  );
  return [...new Set([1, ...chosen, boundaries])];
}

/** Also, what the spec does not name any more leaves: the company-wide plan, and its people. */
const CHANGES = { swapped: ["u1", "u2"], moved: { unit: "u10", to: "u0" }, leaving: "u9" } as const;

async function writeInputs(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const units = Array.from({ length: 30 }, (_, at) => ({
    key: `u${at}`,
    name: `第${at}営業所`,
    kind: at < 6 ? "division" : "branch",
    ...(at >= 24 ? { parent: `u${at % 6}` } : {}),
  }));
  const spec = {
    partner: { key: "thirty", name: "三十商会" },
    top_alignment: { evidence: [{ when: "2026-07", what: "重点商材", roles: ["社長"] }] },
    units,
    people: [{ key: "p1", name: "架空 太郎", unit: "u0", role: "事業部長", level: "head" }],
  };
  const kinds = ["issue", "success", "failure"];
  const entries = units.flatMap((unit) =>
    kinds.map((type, at) => ({
      id: `${unit.key}-${at}`,
      unit_id: unit.key,
      type,
      title: `${unit.name}の${type}`,
      body: "訪問の前に困りごとを聞く。",
      recorded_on: "2026-10-01",
      sharing: { scope: "partner_all_units" },
    })),
  );
  const rollouts = [{ id: "R1", source_entry_id: "u0-1", target_unit_id: "u1", state: "proposed" }];
  // JSON is YAML.
  await writeFile(join(dir, "spec.yaml"), JSON.stringify(spec));
  await writeFile(
    join(dir, "changed.yaml"),
    JSON.stringify({ partner: spec.partner, units: reorganised(units, CHANGES) }),
  );
  await writeFile(join(dir, "bundle.json"), JSON.stringify({ partner: { id: "thirty" }, entries, rollouts }));
}

/** Every file of the vault, with generated ids blanked out: they differ from run to run. */
async function contents(dir: string): Promise<Map<string, string>> {
  const vault = join(dir, "vault");
  const found = await readdir(vault, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;
  return new Map(
    await Promise.all(
      files.map(
        async (file) =>
          [file.slice(vault.length + 1), (await readFile(file, "utf8")).replace(uuid, "ID")] as const,
      ),
    ),
  );
}

function compare(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string | null {
  const missing = [...wanted.keys()].filter((path) => !found.has(path));
  if (missing.length > 0) return `missing: ${missing.slice(0, 3).join(", ")}`;
  const extra = [...found.keys()].filter((path) => !wanted.has(path));
  if (extra.length > 0) return `left over or twice: ${extra.slice(0, 3).join(", ")}`;
  const changed = [...wanted].filter(([path, text]) => found.get(path) !== text);
  return changed.length > 0
    ? `other text: ${changed
        .slice(0, 3)
        .map(([path]) => path)
        .join(", ")}`
    : null;
}

async function mustSucceed(dir: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(dir, args, {});
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}: ${output}`);
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

function run(dir: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const preloads = Object.keys(env).length > 0 ? ["--import", preload] : [];
  const child = spawn(process.execPath, [...preloads, main, ...args], {
    cwd: dir,
    env: {
      ...process.env,
      DATABASE_URL: "",
      DATABASE_URL_FILE: "",
      VAULT_DIR: join(dir, "vault"),
      KAKEHASHI_DATA_DIR: join(dir, "data"),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, output }));
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
