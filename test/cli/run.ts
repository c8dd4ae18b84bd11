import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, inject } from "vitest";
import type { z } from "zod";

import type { Answer, CommandContext } from "../../src/cli/command.ts";
import { EXIT } from "../../src/cli/exit-codes.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { loadConfig } from "../../src/config.ts";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
export const SAMPLE = fileURLToPath(new URL("../../scripts/sample/partner-sorei.json", import.meta.url));

/** What a spawned command line left behind. */
export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** What is piped to stdin; without it stdin is closed, as in a script. */
  readonly input?: string;
  readonly language?: "ja" | "en";
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A folder of its own with `vault/` and `data/`, in which the command line runs as users and scripts have it. */
export interface Desk extends AsyncDisposable {
  readonly dir: string;
  readonly at: (...parts: string[]) => string;
  readonly write: (name: string, text: string) => Promise<string>;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Runs with `--json`, expects the exit code, and parses the one document on stdout. */
  readonly json: <T>(
    schema: z.ZodType<T>,
    args: readonly string[],
    options?: RunOptions & { readonly exit?: number },
  ) => Promise<T>;
  /**
   * The same in this process, for tests of what an answer says rather than of how a process behaves: starting
   * one costs more than most commands. Lines for people are in `lines`.
   */
  readonly ask: <T>(
    schema: z.ZodType<T>,
    args: readonly string[],
    options?: Pick<RunOptions, "input" | "language">,
  ) => Promise<T & { lines: string }>;
  readonly spawn: (args: readonly string[], options?: RunOptions) => ChildProcess;
}

export async function openDesk(from?: string): Promise<Desk> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-cli-"));
  if (from !== undefined) await cp(from, dir, { recursive: true });
  const at = (...parts: string[]) => join(dir, ...parts);
  const places = { VAULT_DIR: at("vault"), KAKEHASHI_DATA_DIR: at("data") };
  const start = (args: readonly string[], { language = "en", env = {} }: RunOptions = {}) =>
    spawn(process.execPath, [MAIN, ...args], {
      cwd: dir,
      env: {
        PATH: process.env["PATH"],
        ...places,
        KAKEHASHI_LANGUAGE: language,
        ...env,
      },
    });
  const run: Desk["run"] = async (args, options = {}) => {
    const child = start(args, options);
    child.stdin.on("error", () => {}).end(options.input ?? "");
    return outcome(child);
  };
  return {
    dir,
    at,
    run,
    spawn: start,
    write: async (name, text) => {
      await writeFile(at(name), text);
      return name;
    },
    json: async (schema, args, { exit = 0, ...options } = {}) => {
      const ran = await run([...args, "--json"], options);
      expect({ exit: ran.exit, stderr: ran.exit === exit ? "" : ran.stderr + ran.stdout }).toEqual({
        exit,
        stderr: "",
      });
      return schema.parse(JSON.parse(ran.stdout));
    },
    ask: async (schema, args, { input = "", language = "en" } = {}) => {
      const config = loadConfig({ ...places, KAKEHASHI_LANGUAGE: language }, dir);
      const answer = await answerOf(args, {
        config,
        cwd: dir,
        now: () => new Date(),
        report: { language, isInteractive: false, progress() {}, settle() {}, note() {} },
        readStdin: async () => input,
        ask: async () => false,
      });
      const document = schema.parse(JSON.parse(JSON.stringify(answer.json)));
      return { ...document, lines: answer.lines.join("\n") };
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

async function answerOf(args: readonly string[], context: CommandContext): Promise<Answer> {
  let answer: Answer | undefined;
  const program = buildProgram(context.config.language, async (command) => {
    answer = await command(context);
  });
  await program.parseAsync(args, { from: "user" });
  if (answer === undefined) throw new Error(`${args.join(" ")} had no answer`);
  expect({ args, exit: answer.exit, lines: answer.exit === EXIT.done ? [] : answer.lines }).toEqual({
    args,
    exit: EXIT.done,
    lines: [],
  });
  return answer;
}

/** Collects a child's output until it ends. */
export async function outcome(child: ChildProcess): Promise<Ran> {
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  const exit = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { exit, stdout: stdout(), stderr: stderr() };
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

/** A desk with the sample partner, applied, filled and synced: a copy of what is made once for the whole run. */
export const openSoreiDesk = (): Promise<Desk> => openDesk(inject("sorei"));

/** A small valid spec. */
export function specText({ key = "acme", name = "青波商事", units = UNITS, more = "" } = {}): string {
  return `partner: { key: ${key}, name: ${name} }\nunits:\n${units
    .map((unit) => `  - ${unit}\n`)
    .join("")}${more}`;
}

export const UNITS = [
  "{ key: div-os, name: オフィス事業部, kind: division }",
  "{ key: br-osk, name: 大阪支店, kind: branch, aliases: [関西] }",
];
