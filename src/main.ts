#!/usr/bin/env node
import module from "node:module";

if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write(`kakehashi needs Node.js 24 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  // Half of the start of a short command is compiling: keep the compiled code between runs.
  module.enableCompileCache();
  const { runCli } = await import("./cli/run.ts");
  process.exitCode = await runCli(process.argv.slice(2));
}
