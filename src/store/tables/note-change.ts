import { type Statement, statement } from "../database.ts";

/**
 * Whatever changes what a partner's entries say, or who may read them, says so in the same transaction: the search
 * index has to take it in.
 */
export const noteChange = (partner: string): Statement =>
  statement(
    `INSERT INTO search_sources (partner, change, taken, made_with) VALUES (?, 1, 0, '')
     ON CONFLICT (partner) DO UPDATE SET change = search_sources.change + 1`,
    partner,
  );
