import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const at = (file: string) => JSON.stringify(new URL(`../../src/${file}`, import.meta.url).href);

/** Where the child's store is: in a folder, or in a database of this address. */
export type Place = string | { readonly url: string };

/** Runs `body` in a process of its own, with `store` open. Lines that it prints are awaited with `said`. */
export function runInChild(place: Place, body: string) {
  const script = `
    ${opened(place)}
    const say = (text) => require("node:fs").writeSync(1, text + "\\n");
    ${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", WITH_REQUIRE + script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { child, said: (word: string) => until(child, word), ended: () => once(child, "exit") };
}

const WITH_REQUIRE = `import { createRequire } from "node:module"; const require = createRequire("file:///");`;

const opened = (place: Place): string =>
  typeof place === "string"
    ? `const { openSqliteStore } = await import(${at("store/sqlite/open-sqlite-store.ts")});
       const store = await openSqliteStore({ dataDir: ${JSON.stringify(place)} });`
    : `const { openPostgresStore } = await import(${at("store/postgres/open-postgres-store.ts")});
       const { Secret } = await import(${at("secret.ts")});
       const store = await openPostgresStore({ url: new Secret(${JSON.stringify(place.url)}) });`;

function until(child: ChildProcess, word: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(word)) resolve(output);
    });
    child.on("exit", () => reject(new Error(`the child ended without saying "${word}": ${output}`)));
  });
}
