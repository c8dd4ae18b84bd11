/** Formatted text of a body, whatever the workspace keeps it as. */

/** Words that look the same, and lead to the same place. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
  readonly gray?: boolean;
  /** An address that passed {@link safeAddress}. */
  readonly link?: string;
}

/** Neighbouring runs that look the same joined, their text fit for a request; none of them is empty. */
export function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const text = run.text.replaceAll("\0", "");
    if (text === "") continue;
    if (last !== undefined && lookOf(last) === lookOf(run))
      merged[merged.length - 1] = { ...last, text: last.text + text };
    else merged.push({ ...run, text });
  }
  // Only now: a pair of surrogates, or of \r and \n, may have come in two runs.
  return merged.map((run) => plainRun(run, run.text.replace(/\r\n?/gu, "\n").toWellFormed()));
}

/** The run with nothing in it but what it says, always in the same order. */
export function plainRun({ bold, italic, strike, code, gray, link }: Run, text: string): Run {
  return {
    text,
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italic } : {}),
    ...(strike === true ? { strike } : {}),
    ...(code === true ? { code } : {}),
    ...(gray === true ? { gray } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** Everything about a run but its words. */
const lookOf = (run: Run): string => JSON.stringify(plainRun(run, ""));

/** The address as it can be sent: http, https or mailto, no longer than every workspace takes; null for any other. */
export function safeAddress(address: string): string | null {
  const url = URL.parse(address.trim());
  if (url === null || !/^(https?|mailto):$/u.test(url.protocol)) return null;
  return url.href.length <= MAX_ADDRESS ? url.href : null;
}

/** What Notion takes (developers.notion.com/reference/request-limits); others take more. */
const MAX_ADDRESS = 2_000;
