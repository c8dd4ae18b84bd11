import type { RowIntents } from "../src/workspaces/row-intents.ts";

/** For a workspace whose other processes are not part of the test. */
export const noRowIntents: RowIntents = {
  note: async () => {},
  last: async () => null,
  all: async () => [],
  forget: async () => {},
};
