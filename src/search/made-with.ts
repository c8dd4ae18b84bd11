/**
 * What an index is made with. The dictionary that cuts words comes with the runtime: another one cuts elsewhere, and
 * an index that was made with it is made anew.
 */
export const MADE_WITH = `1 icu ${process.versions["icu"] ?? ""}`;
