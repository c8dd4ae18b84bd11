#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Half of the start of a short command is compiling: keep the compiled code between runs.
enableCompileCache();
const { runCli } = await import("./cli/run.ts");
process.exitCode = await runCli(process.argv.slice(2));
