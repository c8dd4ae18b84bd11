import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * Preload (`node --import`) that ends the process with SIGKILL at its n-th write boundary: just before
 * something changes on disk — a file is made, filled, linked, renamed or removed, a statement runs, a
 * transaction commits. What is on disk after one change is what is there before the next, so these are all the
 * states that a kill can leave. `KILL_AT=n` kills there; `COUNT_TO=file` writes how many boundaries there are.
 */

const killAt = Number(process.env["KILL_AT"] ?? 0);
const countTo = process.env["COUNT_TO"];
let count = 0;

function boundary(): void {
  count += 1;
  if (count === killAt) process.kill(process.pid, "SIGKILL");
}

function around<T extends object>(owner: T, name: keyof T, isWrite: (args: unknown[]) => boolean): void {
  const original = owner[name];
  if (typeof original !== "function") throw new Error(`${String(name)} is no function`);
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    if (!isWrite(args)) return Reflect.apply(original, this, args);
    boundary();
    return Reflect.apply(original, this, args);
  };
  Reflect.set(owner, name, wrapped);
}

const always = () => true;
for (const name of ["writeSync", "renameSync", "linkSync", "mkdirSync", "rmSync", "unlinkSync"] as const) {
  around(fs, name, always);
}
around(fs, "writeFileSync", always);
around(fs, "openSync", ([, flags]) => typeof flags === "string" && /[wa+]/u.test(flags));
around(DatabaseSync.prototype, "exec", ([sql]) => typeof sql === "string" && /\bCOMMIT\b/iu.test(sql));
around(StatementSync.prototype, "run", always);
syncBuiltinESMExports();

if (countTo !== undefined) process.on("exit", () => fs.writeFileSync(countTo, String(count)));
