import { userInfo } from "node:os";

/** Who decided, as the machine knows him. In a container a user may have no name. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? "unknown"}`;
  }
}
