import { AppError } from "../../errors.ts";
import { diskError, type Disk } from "./disk.ts";
import type { NodeIndex } from "./node-index.ts";

/** What every verb works on. */
export interface Vault {
  readonly disk: Disk;
  readonly index: NodeIndex;
}

/** Does something on disk; an error of the system is told with its place. */
export function onDisk<T>(disk: Disk, path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof AppError ? error : diskError(disk, path, error);
  }
}
