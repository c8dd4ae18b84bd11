import { Me } from "./answers.ts";
import { ask, type Notion } from "./notion.ts";

/** The connection's own user. Needs no capability. */
export function retrieveSelf(notion: Notion) {
  return ask(notion, { kind: "read", what: "users.me" }, Me, (client) => client.users.me({}));
}

/** Its id, asked for when first needed; a failure is asked again. */
export function openSelf(notion: () => Notion): () => Promise<string> {
  let known: string | undefined;
  return async () => (known ??= (await retrieveSelf(notion())).id);
}
