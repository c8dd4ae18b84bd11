import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const OPEN = new URL("../../../src/store/sqlite/open-sqlite-store.ts", import.meta.url).href;

/** Runs `body` in a process of its own, with `store` open in `dataDir`. Lines that it prints are awaited with `said`. */
export function runInChild(dataDir: string, body: string) {
  const script = `
    const { openSqliteStore } = await import(${JSON.stringify(OPEN)});
    const store = await openSqliteStore({ dataDir: ${JSON.stringify(dataDir)} });
    const say = (text) => require("node:fs").writeSync(1, text + "\\n");
    ${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", WITH_REQUIRE + script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { child, said: (word: string) => until(child, word), ended: () => once(child, "exit") };
}

const WITH_REQUIRE = `import { createRequire } from "node:module"; const require = createRequire("file:///");`;

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
