import { describe, inject } from "vitest";

import { newDatabase } from "./server.ts";

/** Tests on a real server; `url` answers with a new, empty database. Without a server they are skipped, by name. */
export function describePostgres(name: string, tests: (url: () => Promise<string>) => void): void {
  const server = inject("postgres");
  const [remark, makeUrl] =
    "missing" in server
      ? [`: the PostgreSQL part was NOT RUN (${server.missing})`, async () => ""]
      : ["", () => newDatabase(server)];
  describe.skipIf("missing" in server)(`${name}${remark}`, () => {
    tests(makeUrl);
  });
}
