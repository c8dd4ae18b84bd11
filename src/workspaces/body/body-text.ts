import { mergeRuns, type Run, safeAddress } from "./runs.ts";

/** The one form of formatted text that survives both Markdown and Notion. */

interface Token {
  readonly run: Run;
  readonly kind: "words" | "space";
}

/**
 * The same text with white space where Markdown can have it: none at the ends of lines, no empty lines, none at the
 * edge of formatting. `<br>` is a line end. A link whose words are its address is only words.
 */
export function tidyText(runs: readonly Run[], lineEnd: "\n" | " " = "\n"): Run[] {
  const tokens = joinSpaces(mergeRuns(runs.map(tidyRun)).flatMap(tokensOf));
  return mergeRuns(
    tokens.flatMap(({ run, kind }, at): Run[] => {
      if (kind === "words") return [run];
      const [before, after] = [tokens[at - 1], tokens[at + 1]];
      if (before === undefined || after === undefined) return [];
      const text = run.text.includes("\n") ? lineEnd : run.text;
      return [{ ...sharedLook(before.run, after.run), text }];
    }),
  );
}

/** The text cut into lines at its line ends. */
export function linesOfText(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of mergeRuns(runs.map(tidyRun))) {
    run.text.split("\n").forEach((text, at) => {
      if (at > 0) lines.push([]);
      lines.at(-1)?.push({ ...run, text });
    });
  }
  return lines;
}

/** Part of the text, as many UTF-16 units from the given one. */
export function sliceText(runs: readonly Run[], from: number, length: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const start = at;
    at += run.text.length;
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, from + length - start));
    return text === "" ? [] : [{ ...run, text }];
  });
}

export const plainOfRuns = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");

/** The run with links at the bare web addresses in it: nothing else makes them open. */
export function linkedAddresses(run: Run): Run[] {
  if (run.code === true || run.link !== undefined) return [run];
  return run.text.split(/(\bhttps?:\/\/[\w\-.~:/?#@!$&*+,=%]*[\w\-~/#=%])/gu).map((text, at): Run => {
    const address = at % 2 === 1 ? safeAddress(text) : null;
    return address === null ? { ...run, text } : { ...run, text, link: address };
  });
}

function tidyRun({ link, ...run }: Run): Run {
  // Form feeds and the like: white space to some readers, characters to others.
  const text = run.text.replace(/[\v\f]/gu, " ");
  if (run.code === true) return withLink({ ...run, text: oneLine(text) }, link);
  return withLink({ ...run, text: text.replace(/<br *\/?>/giu, "\n") }, link);
}

const oneLine = (text: string): string =>
  text
    .split(/[\r\n]/u)
    .map((line) => line.trim())
    .join(" ")
    .trim();

function withLink(run: Run, link: string | undefined): Run {
  const address = link === undefined ? null : safeAddress(link);
  return address === null || isAddress(run.text.trim(), address)
    ? run
    : { ...run, link: plainAddress(address) };
}

/** Do these words say no more than the address? Notion and others make links of bare addresses by themselves. */
function isAddress(words: string, address: string): boolean {
  return [words, `https://${words}`, `http://${words}`, `mailto:${words}`].some(
    (spelling) => !/\s/u.test(words) && safeAddress(spelling) === address,
  );
}

/** Without anything that could end an address in either spelling. */
const plainAddress = (address: string): string =>
  address.replace(/[\s<>()[\]\\"`|^{};]/gu, (char) =>
    char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char),
  );

function tokensOf(run: Run): Token[] {
  if (run.code === true) return [{ run, kind: "words" }];
  return run.text
    .split(/([ \t\n]+)/u)
    .filter((text) => text !== "")
    .map((text) => ({ run: { ...run, text }, kind: /^[ \t\n]/u.test(text) ? "space" : "words" }));
}

function joinSpaces(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last?.kind === "space" && token.kind === "space")
      joined[joined.length - 1] = { ...last, run: { text: last.run.text + token.run.text } };
    else joined.push(token);
  }
  return joined;
}

/** What both have, except code: white space between two formatted words is formatted, next to plain ones plain. */
function sharedLook(a: Run, b: Run): Omit<Run, "text"> {
  return {
    ...(a.bold === true && b.bold === true ? { bold: true } : {}),
    ...(a.italic === true && b.italic === true ? { italic: true } : {}),
    ...(a.strike === true && b.strike === true ? { strike: true } : {}),
    ...(a.link !== undefined && a.link === b.link ? { link: a.link } : {}),
  };
}
