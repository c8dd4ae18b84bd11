/** `?` as PostgreSQL writes parameters, `$1` and on; a `?` within quotes is text, or part of a name. */
export function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/'[^']*'|"[^"]*"|\?/gu, (found) => (found === "?" ? `$${(count += 1)}` : found));
}
