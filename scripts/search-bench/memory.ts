import { spawnSync } from "node:child_process";

/** Says at its end how much memory the process had at most: what the system counted since it began. */
const TELL = `import { readFileSync } from "node:fs";
process.on("exit", () => {
  const most = /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  process.stderr.write("\\nmost " + (most ?? 0) + "\\n");
});`;

/** Bytes that a Node process had at most; 0 where the system does not tell. */
export function mostMemory(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const preload = `data:text/javascript,${encodeURIComponent(TELL)}`;
  const { stderr } = spawnSync(process.execPath, ["--import", preload, ...args], { env, encoding: "utf8" });
  return Number(/most (\d+)\n$/u.exec(stderr)?.[1] ?? 0) * 1024;
}
