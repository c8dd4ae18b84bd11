import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { Client } from "pg";

import { reachable } from "./binaries.ts";

/** PostgreSQL refuses to run as root; this is who it runs as instead. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * Starts a server of its own in a temporary folder, on loopback only, with a password that nobody else knows. It
 * ends with this process, however that ends. Nothing of it survives a power loss: it never waits for the disk.
 */
export async function startPostgres(bin: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), "kakehashi-postgres-"));
  const isRoot = process.getuid?.() === 0;
  const who = isRoot ? NOBODY : {};
  try {
    if (isRoot) await chown(dir, NOBODY.uid, NOBODY.gid);
    const programs = isRoot ? await reachable(bin, dir) : bin;
    const password = randomBytes(16).toString("hex");
    const data = await initialise(programs, { dir, who, password });
    const port = await freePort();
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    const server = spawnServer(path.join(programs, "postgres"), { data, port, who });
    const stop = async () => {
      server.stdin?.end();
      if (server.exitCode === null) await once(server, "exit");
      await rm(dir, { recursive: true, force: true });
    };
    await answers(url, server).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url, stop };
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

type Who = Partial<typeof NOBODY>;

/** Texts are ordered as in Japanese, where the build knows how: what orders by bytes must say so itself. */
async function initialise(
  programs: string,
  { dir, who, password }: { dir: string; who: Who; password: string },
): Promise<string> {
  const data = path.join(dir, "data");
  const passwordFile = path.join(dir, "password");
  await writeFile(passwordFile, password);
  await chmod(passwordFile, 0o644);
  const args = ["-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile];
  const common = [...args, "-E", "UTF8", "--locale=C", "--no-sync"];
  const initdb = (...more: string[]) =>
    promisify(execFile)(path.join(programs, "initdb"), [...common, ...more], { ...who, cwd: dir });
  await initdb("--locale-provider=icu", "--icu-locale=ja").catch(async () => {
    await rm(data, { recursive: true, force: true });
    await initdb();
  });
  return data;
}

const QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];

/** The shell between us and the server ends it when our end of the pipe closes, and takes away what it left. */
const UNTIL_CLOSED = `dir=$1; shift; "$0" "$@" & server=$!
  read -r _; kill -QUIT $server 2>/dev/null; wait $server; cd /; rm -rf "$dir" 2>/dev/null`;

function spawnServer(
  postgres: string,
  { data, port, who }: { data: string; port: number; who: Who },
): ChildProcess {
  const place = ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", ""];
  const settings = QUICK.flatMap((setting) => ["-c", setting]);
  return spawn("sh", ["-c", UNTIL_CLOSED, postgres, path.dirname(data), ...place, ...settings], {
    ...who,
    cwd: data,
    stdio: ["pipe", "ignore", "ignore"],
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

const STARTS_WITHIN_MS = 30_000;

async function answers(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + STARTS_WITHIN_MS;
  for (;;) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (server.exitCode !== null || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
