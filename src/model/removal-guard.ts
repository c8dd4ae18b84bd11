/**
 * A run that would take away this many rows is more often a mistake, or a listing that came back short, than
 * a wish: it needs `--confirm`. More than 20 rows, or more than 10 % of the partner's rows where that is more
 * than 3.
 */
export function isLargeRemoval(removed: number, total: number): boolean {
  return removed > 20 || (removed > 3 && removed > total * 0.1);
}
