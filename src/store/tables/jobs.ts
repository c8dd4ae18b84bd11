import type { Database } from "../database.ts";
import type { JobTable, StoredJob } from "../store.ts";
import { fromJson, toJson } from "./json.ts";

export function jobTable(db: Database): JobTable {
  return {
    async all(partner, { since = "" }) {
      const rows = await db.rows(
        "SELECT outcome FROM jobs WHERE partner = ? AND period >= ? ORDER BY period DESC, job",
        partner,
        since,
      );
      return rows.map((row) => fromJson(row["outcome"]) as StoredJob);
    },

    async note(partner, job) {
      const rows = await db.rows(
        `INSERT INTO jobs (partner, job, period, state, outcome) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (partner, period, job) DO UPDATE SET state = excluded.state, outcome = excluded.outcome
           WHERE jobs.state = 'failed'
         RETURNING period`,
        partner,
        job.job,
        job.period,
        job.state,
        toJson(job),
      );
      return rows.length > 0;
    },
  };
}
