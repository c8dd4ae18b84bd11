import { randomBytes } from "node:crypto";

import { Client } from "pg";

import { findBinaries } from "./binaries.ts";
import { startPostgres } from "./start.ts";

/** Where new databases come from. */
export interface Server {
  /** The address of a database whose user may make others. */
  readonly admin: string;
  /** What the names of those of this run begin with. */
  readonly prefix: string;
}

export interface Postgres extends Server {
  /** The address of a new, empty database. */
  url(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL to test with: the server that `DATABASE_URL` names, in databases of our own that are dropped at the
 * end; else one that is started for this run, from the binaries of npm or of Debian.
 */
export async function findPostgres(): Promise<Postgres | { readonly missing: string }> {
  const prefix = `kakehashi_test_${randomBytes(4).toString("hex")}_`;
  const given = process.env["DATABASE_URL"] ?? "";
  if (given !== "") {
    const server = { admin: given, prefix };
    return { ...server, url: () => newDatabase(server), stop: () => dropDatabases(server) };
  }
  const bin = findBinaries();
  if (bin === null) return { missing: "neither DATABASE_URL nor PostgreSQL's binaries are there" };
  try {
    const { url, stop } = await startPostgres(bin);
    const server = { admin: url, prefix };
    return { ...server, url: () => newDatabase(server), stop };
  } catch (error) {
    return { missing: `the server in ${bin} does not start: ${String(error)}` };
  }
}

/** Makes an empty database and answers with its address. */
export async function newDatabase({ admin, prefix }: Server): Promise<string> {
  const name = `${prefix}${randomBytes(6).toString("hex")}`;
  await asked(admin, (client) => client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`));
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropDatabases({ admin, prefix }: Server): Promise<void> {
  await asked(admin, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}

/** What `work` finds out on a connection of its own. */
export async function asked<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
