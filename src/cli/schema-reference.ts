import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * How a spec at `file` refers to the schema that completes it in editors: by relative path, so that it keeps
 * working for everybody who checks out the same folder.
 */
export function schemaReference(file: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const schema = [join(here, "../../schemas"), join(here, "../schemas")]
    .map((folder) => join(folder, "spec.schema.json"))
    .find((candidate) => existsSync(candidate));
  if (schema === undefined) return "spec.schema.json";
  return relative(dirname(file), schema).split(sep).join("/");
}
