import { relative, resolve } from "node:path";

import { z } from "zod";

import type { Concept } from "../../match/lexicon/concept.ts";
import type { Lexicon } from "../../match/lexicon/lexicon.ts";
import { writeLexicon } from "../../match/lexicon/own-lexicon.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseOptions } from "../options.ts";
import { withRuntime } from "../session.ts";
import { writeNewFile } from "./import-org.ts";

const Options = z.object({ out: z.string().min(1).optional(), text: z.string().min(1).optional() });

/** The words that matching knows problems and means by: printed, written to a file, or tried on a text. */
export async function lexicon(context: CommandContext, raw: object): Promise<Answer> {
  const { out, text } = parseOptions(Options, raw);
  const { language } = context.report;
  return withRuntime(context, async (runtime) => {
    const known = await runtime.lexicon();
    if (text !== undefined) return recognised(known, text, language);
    const yaml = writeLexicon(known.concepts);
    if (out === undefined) {
      return { exit: EXIT.done, json: { concepts: known.concepts }, lines: yaml.trimEnd().split("\n") };
    }
    const file = resolve(context.cwd, out);
    const isNew = await writeNewFile(file, yaml);
    const shown = relative(context.cwd, file) || file;
    const told = isNew
      ? { ja: `${shown} を書きました`, en: `Wrote ${shown}` }
      : { ja: `${shown} はすでに同じ内容です`, en: `${shown} is up to date` };
    return {
      exit: EXIT.done,
      json: { file: shown, concepts: known.concepts.length },
      lines: [told[language]],
    };
  });
}

function recognised(lexicon: Lexicon, text: string, language: "ja" | "en"): Answer {
  const used = Map.groupBy(lexicon.find(text), (expression) => lexicon.conceptOf(expression));
  const found = [...used]
    .flatMap(([id, expressions]) => {
      const concept: Concept | undefined = lexicon.get(id);
      return concept === undefined
        ? []
        : [{ id, name: concept[language], isMeans: lexicon.isMeans(id), count: expressions.length }];
    })
    .toSorted((a, b) => Number(a.isMeans) - Number(b.isMeans) || b.count - a.count);
  const [situation, means, nothing] =
    language === "ja"
      ? ["課題", "打ち手", "(何も読み取れません)"]
      : ["problem", "means", "(nothing recognised)"];
  return {
    exit: EXIT.done,
    json: { found },
    lines:
      found.length === 0
        ? [nothing]
        : found.map(
            ({ id, name, isMeans, count }) => `${isMeans ? means : situation}: ${name} (${id}) ×${count}`,
          ),
  };
}
