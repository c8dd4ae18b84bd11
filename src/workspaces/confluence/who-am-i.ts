import { getCurrentUser } from "confluence.js/v1";

import { Me } from "./answers.ts";
import { ask, type Confluence } from "./confluence.ts";

/** The token's own user; v2 has no such call. */
export function whoAmI(confluence: Pick<Confluence, "transport">) {
  return ask(confluence, { kind: "read", what: "user.current" }, Me, (client) => getCurrentUser(client, {}));
}
