import type { TestProject } from "vitest/node";

import { findPostgres, type Server } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** One server for the whole run of tests; each file makes databases of its own on it. */
    readonly postgres: Server | { readonly missing: string };
  }
}

/** CI must not pass without what only a real server can show. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findPostgres();
  if ("missing" in found) {
    const what = `The PostgreSQL part of the tests was NOT RUN: ${found.missing}`;
    if (process.env["CI"] === "true") throw new Error(what);
    process.stderr.write(`\n${what}\n\n`);
    project.provide("postgres", found);
    return async () => {};
  }
  project.provide("postgres", { admin: found.admin, prefix: found.prefix });
  return found.stop;
}
