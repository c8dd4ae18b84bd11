import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { AppError } from "../errors.ts";

/** A file that the user named. Throws `not_found` if it cannot be opened. */
export async function readUserFile(cwd: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file));
  } catch (cause) {
    throw new AppError(
      "not_found",
      { ja: `${file} を開けません`, en: `${file} cannot be opened` },
      { hint: { ja: "パスを確かめてください", en: "Check the path." }, cause },
    );
  }
}
