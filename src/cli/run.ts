import { createInterface } from "node:readline/promises";

import { CommanderError } from "commander";

import { type Config, languageBeforeConfig, loadConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import type { Language, Text } from "../language.ts";
import type { Answer, CommandContext } from "./command.ts";
import { EXIT, EXIT_OF, type ExitCode } from "./exit-codes.ts";
import { errorLines, locatedMessage, problemsIn } from "./problems.ts";
import { buildProgram } from "./program.ts";
import { openReport } from "./report.ts";

/** Runs one command line and answers with its exit code. Nothing below this writes to stdout. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  const json = argv.includes("--json");
  let language = languageBeforeConfig();
  try {
    const config = loadConfig();
    language = config.language;
    let answer: Answer | undefined;
    const context = openContext(config, json);
    const program = buildProgram(language, async (command) => {
      answer = await command(context);
    });
    await program.parseAsync(argv, { from: "user" });
    context.report.settle();
    if (answer === undefined) return EXIT.done;
    const text = json ? JSON.stringify(answer.json, null, 2) : answer.lines.join("\n");
    await write(process.stdout, text === "" ? "" : `${text}\n`);
    return answer.exit;
  } catch (error) {
    return await fail(error, json, language);
  }
}

/** A reader that has seen enough (`kakehashi plan … | head`) is no failure of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function openContext(config: Config, json: boolean): CommandContext {
  const isInteractive = process.stdin.isTTY && process.stderr.isTTY;
  return {
    config,
    cwd: process.cwd(),
    now: () => new Date(),
    report: openReport({
      language: config.language,
      json,
      stderr: process.stderr,
      isInteractive,
      now: () => Date.now(),
    }),
    readStdin: async () => {
      if (process.stdin.isTTY) return "";
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("utf8");
    },
    ask: async (question) => {
      if (!isInteractive) return false;
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      const reply = await lines.question(`${question[config.language]} [y/N] `);
      lines.close();
      return /^(y|yes|はい)$/iu.test(reply.trim());
    },
  };
}

/** The one place where a failure becomes words and an exit code. */
async function fail(error: unknown, json: boolean, language: Language): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    const message = usageText(error)[language];
    const hint = usageHint(error)[language];
    if (json) await writeError({ code: "usage", message, hint });
    else await write(process.stderr, `${language === "ja" ? "エラー" : "error"}: ${message}\n  → ${hint}\n`);
    return EXIT.usage;
  }
  if (error instanceof AppError) {
    if (json) await writeError(errorDocument(error, language));
    else await write(process.stderr, `${errorLines(error, language).join("\n")}\n`);
    return EXIT_OF[error.code];
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (json) {
    await writeError({
      code: "bug",
      message: language === "ja" ? "予期しないエラーです" : "unexpected error",
    });
  }
  await write(
    process.stderr,
    language === "ja"
      ? `予期しないエラーです。不具合としてお知らせください。\n${stack}\n`
      : `This is a bug in kakehashi; please report it.\n${stack}\n`,
  );
  return EXIT.bug;
}

/** What commander found wrong with the command line, in both languages. */
function usageText(error: CommanderError): Text {
  const en = error.message.replace(/^error: /u, "").replace(SUGGESTION, "");
  const name = /'([^']*)'/u.exec(en)?.[1] ?? "";
  switch (error.code) {
    case "commander.unknownCommand":
      return { ja: `「${name}」というコマンドはありません`, en };
    case "commander.unknownOption":
      return { ja: `「${name}」というオプションはありません`, en };
    case "commander.missingArgument":
      return { ja: `引数 ${name} が要ります`, en };
    case "commander.missingMandatoryOptionValue":
      return { ja: `${name} は必須です`, en };
    case "commander.optionMissingArgument":
      return { ja: `${name} には値が要ります`, en };
    case "commander.excessArguments":
      return { ja: "引数が多すぎます", en };
    case "commander.help":
      return { ja: "コマンドを指定してください", en: "say which command" };
    default:
      return { ja: en, en };
  }
}

/** Commander proposes what was probably meant, on a line of its own below the message. */
const SUGGESTION = /\n\(Did you mean (?:one of )?(.*)\?\)$/u;

function usageHint(error: CommanderError): Text {
  const meant = SUGGESTION.exec(error.message)?.[1];
  return meant === undefined
    ? { ja: "使い方は --help で見られます", en: "See --help." }
    : { ja: `もしかして ${meant}?`, en: `Did you mean ${meant}?` };
}

interface ErrorDocument {
  code: string;
  message: string;
  hint?: string;
  problems?: unknown;
}

function errorDocument(error: AppError, language: Language): ErrorDocument {
  return {
    code: error.code,
    message: locatedMessage(error, language).join("\n"),
    ...(error.hint === undefined ? {} : { hint: error.hint[language] }),
    ...(error.problems.length === 0 ? {} : { problems: problemsIn(error, language) }),
  };
}

async function writeError(error: ErrorDocument): Promise<void> {
  await write(process.stdout, `${JSON.stringify({ error }, null, 2)}\n`);
}

/** Resolves when the text is out: a pipe may still hold it when the process would end. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    });
  });
}
