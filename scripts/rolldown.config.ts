import { rmSync } from "node:fs";

import { defineConfig } from "rolldown";

/**
 * The command in a few files, with the libraries in them: most of the start of a short command would be looking
 * for hundreds of modules. What a command does not need is in a file of its own, and is not loaded.
 */
rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });

export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  // Not installed, and not missed.
  external: ["pg-native"],
  output: { dir: "dist", format: "esm" },
});
