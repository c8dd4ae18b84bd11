import type { Command } from "commander";

import type { Language, Text } from "../language.ts";
import type { Answer, CommandContext } from "./command.ts";

/** Runs what a command does and keeps its answer. */
export type Execute = (command: (context: CommandContext) => Promise<Answer>) => Promise<void>;

/** What the declarations of commands share: one look, one wording for an option that several take. */
export interface Declare {
  readonly program: Command;
  readonly t: (text: Text) => string;
  readonly execute: Execute;
  /** A command with `--json`, `--help` and an example. */
  readonly add: (parent: Command, usage: string, about: Text, example: Text | string) => Command;
  /** A word with commands below it, such as `import`. */
  readonly group: (name: string, about: Text, example: Text | string) => Command;
  readonly texts: Readonly<Record<keyof typeof TEXTS, string>>;
}

export function openDeclare(program: Command, language: Language, execute: Execute): Declare {
  const t = (text: Text): string => text[language];
  const help = t({ ja: "使い方を表示する", en: "show help" });
  const withExample = (command: Command, about: Text, example: Text | string): Command =>
    command
      .description(t(about))
      .helpOption("-h, --help", help)
      .addHelpText(
        "after",
        `\n${t({ ja: "例:", en: "Example:" })}\n  ${typeof example === "string" ? example : t(example)}`,
      )
      .exitOverride();
  return {
    program,
    t,
    execute,
    add: (parent, usage, about, example) =>
      withExample(parent.command(usage), about, example).option(
        "--json",
        t({ ja: "結果をJSONで出力する", en: "print the result as JSON" }),
      ),
    group: (name, about, example) => withExample(program.command(name), about, example).helpCommand(false),
    texts: Object.fromEntries(
      Object.entries(TEXTS).map(([name, text]) => [name, t(text)]),
    ) as Declare["texts"],
  };
}

const TEXTS = {
  partner: { ja: "パートナーのキー", en: "key of the partner" },
  unit: { ja: "事業部・拠点(キー、名前、別名)", en: "unit: key, name or alias" },
  audience: { ja: "対象読者: vendor か partner", en: "audience: vendor or partner" },
  week: {
    ja: "ISO週(例 2026-W48)。省略すると今週",
    en: "ISO week, e.g. 2026-W48; default: this week",
  },
  yes: { ja: "確認せずに実行する", en: "do not ask" },
  confirm: {
    ja: "多くの行が消える・アーカイブされる場合も実行する",
    en: "go on even if many rows would be removed or archived",
  },
  reader: {
    ja: "読み手(チームのユーザー、または unit:br-osk)。省略すると運用者",
    en: "reader: a team user, or unit:br-osk; default: the operator",
  },
} as const satisfies Record<string, Text>;
