import type { Element } from "./tree.ts";

/** The characters that an emoticon stands for: the editor makes one of every emoji that it sees. */
export function emoticonText({ attributes }: Element): string {
  const fallback = attributes["ac:emoji-fallback"] ?? "";
  if (fallback !== "" && !/^:[^:\s]+:$/u.test(fallback)) return fallback;
  const id = attributes["ac:emoji-id"] ?? "";
  if (/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*$/iu.test(id)) return charactersOf(id);
  const name = attributes["ac:name"] ?? "";
  return (
    OLD_NAMES[name] ?? (fallback || attributes["ac:emoji-shortname"] || (name === "" ? "" : `:${name}:`))
  );
}

function charactersOf(id: string): string {
  const codes = id.split("-").map((code) => Number.parseInt(code, 16));
  return codes.every((code) => code <= 0x10_ff_ff) ? String.fromCodePoint(...codes) : "";
}

/** Those of the editor before emoji. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  tick: "✔",
  cross: "✖",
  warning: "⚠",
  information: "ℹ",
  question: "❓",
  plus: "➕",
  minus: "➖",
  smile: "🙂",
  sad: "🙁",
  "light-on": "💡",
  "thumbs-up": "👍",
  "thumbs-down": "👎",
  "yellow-star": "⭐",
};
