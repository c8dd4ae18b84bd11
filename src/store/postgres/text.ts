/**
 * PostgreSQL refuses the character NUL in any text. Somebody can type one into a title all the same, so it is kept
 * as two characters: one that Unicode sets aside for programs' own use, and a digit. Texts come back as they were.
 */
const ESCAPE = "\uFDD0";

export const toStored = (text: string): string =>
  text.replace(/[\0\uFDD0]/gu, (character) => `${ESCAPE}${character === "\0" ? "0" : "1"}`);

export const fromStored = (stored: string): string =>
  stored.includes(ESCAPE)
    ? stored.replace(/\uFDD0([01])/gu, (_, digit: string) => (digit === "0" ? "\0" : ESCAPE))
    : stored;
