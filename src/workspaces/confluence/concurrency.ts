/** About 20 requests at once drew refusals where nobody had published a limit; four are served. */
export const CONFLUENCE_CONCURRENCY = 4;
