import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";
import { isMap, parseDocument, type Document } from "yaml";

import type { Answer, CommandContext } from "../../src/cli/command.ts";
import { EXIT_OF } from "../../src/cli/exit-codes.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import { AppError } from "../../src/errors.ts";
import type { Text } from "../../src/language.ts";
import { openSqliteStore } from "../../src/store/sqlite/open-sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";

/**
 * The sample partner, provisioned and filled by the very commands that a user would type, in a folder of its own.
 * It is made once per test file; each test gets a copy.
 */

export const SAMPLE = fileURLToPath(new URL("../../scripts/sample/partner-sorei.json", import.meta.url));
export const HUB = "蒼嶺テクノサプライ株式会社";

export interface Ran {
  readonly exit: number;
  /** The JSON document of `--json`: an answer, or `{error}`. */
  readonly json: Record<string, never>;
  readonly lines: readonly string[];
}

/** A folder with a spec, a vault and a store, and the command line on it. */
export interface World {
  readonly dir: string;
  readonly vault: string;
  readonly specFile: string;
  /** Runs one command line as the bin does; an expected error becomes its exit code and document. */
  run(...argv: readonly string[]): Promise<Ran>;
  /** The same, which must end with 0. */
  must(...argv: readonly string[]): Promise<Ran>;
  /** Opens the store for a look. */
  look<T>(use: (store: Store) => Promise<T>): Promise<T>;
}

let prepared: Promise<string> | undefined;

/** A copy of the provisioned, filled and synced partner, gone after the test. */
export async function soreiWorld(): Promise<World> {
  prepared ??= prepare();
  const dir = mkdtempSync(join(tmpdir(), "sorei-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  cpSync(await prepared, dir, { recursive: true, preserveTimestamps: true });
  const world = openWorld(dir);
  // Stored addresses are absolute, and the copy lies elsewhere.
  await world.must("sync");
  return world;
}

/** Removes what {@link soreiWorld} copies from; for `afterAll`. */
export async function dropPrepared(): Promise<void> {
  if (prepared !== undefined) rmSync(await prepared, { recursive: true, force: true });
  prepared = undefined;
}

async function prepare(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "sorei-prepared-"));
  const world = openWorld(dir);
  await world.must("import", "org", SAMPLE, "--partner", "sorei", "--out", world.specFile);
  await world.must("apply", world.specFile, "--yes");
  await world.must("import", "entries", SAMPLE, "--partner", "sorei");
  await world.must("import", "orders", SAMPLE, "--partner", "sorei");
  await world.must("sync");
  return dir;
}

/** The command line in a folder; on the vault there, unless the configuration says otherwise. */
export function openWorld(
  dir: string,
  overrides: Partial<Config> = {},
  now: () => Date = () => new Date(),
): World {
  const language = overrides.language ?? "ja";
  const vault = join(dir, "vault");
  const context: CommandContext = {
    config: {
      ...loadConfig({}, dir),
      workspace: "vault",
      dataDir: join(dir, "data"),
      vaultDir: vault,
      language,
      zone: "Asia/Tokyo",
      editor: "false",
      ...overrides,
    },
    cwd: dir,
    now,
    report: { language, isInteractive: false, progress: () => {}, settle: () => {}, note: () => {} },
    readStdin: async () => "",
    ask: async () => false,
  };
  const run = async (...argv: readonly string[]): Promise<Ran> => {
    let answer: Answer | undefined;
    try {
      const program = buildProgram(language, async (command) => {
        answer = await command(context);
      });
      await program.parseAsync([...argv, "--json"], { from: "user" });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const said = [error.text, ...(error.hint === undefined ? [] : [error.hint])].map(
        (text: Text) => text[language],
      );
      return {
        exit: EXIT_OF[error.code],
        json: document({ error: { code: error.code, message: said[0] } }),
        lines: said,
      };
    }
    if (answer === undefined) throw new Error(`no answer to ${argv.join(" ")}`);
    return { exit: answer.exit, json: document(answer.json), lines: answer.lines };
  };
  return {
    dir,
    vault,
    specFile: join(dir, "sorei.yaml"),
    run,
    must: async (...argv) => {
      const ran = await run(...argv);
      if (ran.exit !== 0)
        throw new Error(`${argv.join(" ")} ended with ${ran.exit}: ${JSON.stringify(ran.json)}`);
      return ran;
    },
    look: async (use) => {
      await using store = await openSqliteStore({ dataDir: join(dir, "data") });
      return await use(store);
    },
  };
}

/** As a program reads it: through JSON text. */
const document = (value: unknown): Ran["json"] => JSON.parse(JSON.stringify(value)) as Ran["json"];

/** The one partner's part of a sync's answer. */
export interface SyncedDocument {
  readonly upserted: number;
  readonly removed: number;
  readonly removedIds: readonly string[];
  readonly unchanged: number;
  readonly released: number;
  readonly held: number;
  readonly quarantined: readonly { id: string | null; path: string; line?: number; reason: string }[];
  readonly notices: readonly string[];
}

function syncedOf({ json, exit }: Ran): SyncedDocument {
  const partners = json["partners"] as unknown as readonly SyncedDocument[] | undefined;
  if (partners?.[0] === undefined) throw new Error(`no sync: ${exit} ${JSON.stringify(json)}`);
  return partners[0];
}

/** Syncs, and says what the sync said. */
export const sync = async (world: World, ...options: readonly string[]): Promise<SyncedDocument> =>
  syncedOf(await world.must("sync", ...options));

/** Changes the spec file as a person with an editor would. */
export function editSpec(world: World, edit: (spec: Document) => void): void {
  const spec = parseDocument(readFileSync(world.specFile, "utf8"));
  edit(spec);
  writeFileSync(world.specFile, spec.toString());
}

/** Takes a unit and its people out of the spec; the answer puts both back where they were. */
export function dropUnit(spec: Document, key: string): (spec: Document) => void {
  const members = (name: string): unknown[] => (spec.get(name) as { items: unknown[] }).items;
  const [units, people] = [members("units"), members("people")];
  const [unit] = units.splice(unitAt(spec, key), 1);
  const theirs = people.filter((person) => isMap(person) && person.get("unit") === key);
  for (const person of theirs) people.splice(people.indexOf(person), 1);
  return (later) => {
    (later.get("units") as { items: unknown[] }).items.push(unit);
    (later.get("people") as { items: unknown[] }).items.push(...theirs);
  };
}

/** Where a unit stands in the list of the spec. */
export function unitAt(spec: Document, key: string): number {
  const { units } = spec.toJS() as { units: { key: string }[] };
  return units.findIndex((unit) => unit.key === key);
}

/** The path, relative to the vault, of the file that carries a 管理ID outside the generated databases. */
export function fileOf(world: World, id: string): string {
  const found = Object.entries(texts(world)).find(
    ([path, text]) => !path.includes("他拠点の事例") && new RegExp(`^管理ID: ${id}\\r?$`, "mu").test(text),
  );
  if (found === undefined) throw new Error(`no file carries ${id}`);
  return found[0];
}

export const read = (world: World, path: string): string => readFileSync(join(world.vault, path), "utf8");
export const write = (world: World, path: string, content: string | Buffer): void =>
  writeFileSync(join(world.vault, path), content);
export const exists = (world: World, path: string): boolean => existsSync(join(world.vault, path));

function paths(world: World): string[] {
  return (readdirSync(world.vault, { recursive: true }) as string[])
    .filter((path) => statSync(join(world.vault, path)).isFile())
    .sort();
}

/** Every file of the vault as text. */
export function texts(world: World): Record<string, string> {
  return Object.fromEntries(paths(world).map((path) => [path, read(world, path)]));
}

/** Every file of the vault with its bytes and the time it was written: equal pictures = nothing was touched. */
export function picture(world: World): Record<string, string> {
  return Object.fromEntries(
    paths(world).map((path) => {
      const { mtimeNs } = statSync(join(world.vault, path), { bigint: true });
      const hash = createHash("sha256").update(readFileSync(join(world.vault, path)));
      return [path, `${mtimeNs} ${hash.digest("hex")}`];
    }),
  );
}

/** Paths whose file came, went or was written between two pictures. */
export function touched(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path],
  );
}

/** Links of notes that lead to no file: `note → address`. */
export function deadLinks(world: World): string[] {
  const all = texts(world);
  return Object.entries(all)
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([path, text]) =>
      [...text.matchAll(/\]\((<[^>\n]*>|[^()\s]+)\)/gu)]
        .map(([, address = ""]) => address.replace(/^<|>$/gu, ""))
        .filter((address) => !/^([a-z][a-z0-9+.-]*:|#)/iu.test(address))
        .filter(
          (address) =>
            !existsSync(join(world.vault, path, "..", decodeURIComponent(address.replace(/#.*$/u, "")))),
        )
        .map((address) => `${path} → ${address}`),
    );
}
