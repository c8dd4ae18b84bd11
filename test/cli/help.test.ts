import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";

import { buildProgram } from "../../src/cli/program.ts";
import { openDesk } from "./run.ts";

/** Every command of the contract with the options that its help must name. */
const COMMANDS: readonly (readonly [command: string, ...options: string[]])[] = [
  ["init", "--org"],
  ["serve"],
  ["mcp", "--as"],
  ["key make", "--user", "--partner", "--read-only", "--admin", "--days"],
  ["key list"],
  ["key revoke"],
  ["validate"],
  ["plan", "--check"],
  ["apply", "--yes", "--confirm"],
  ["import org", "--partner", "--out"],
  ["import entries", "--partner"],
  ["import orders", "--partner"],
  ["add", "--unit", "--kind", "--file"],
  ["sync", "--partner", "--full", "--confirm"],
  [
    "search",
    "--partner",
    "--unit",
    "--kind",
    "--level",
    "--theme",
    "--product",
    "--state",
    "--since",
    "--until",
    "--sort",
    "--limit",
    "--offset",
    "--as",
  ],
  ["suggest", "--partner", "--limit", "--as"],
  ["match", "--partner", "--issue", "--audience", "--limit"],
  ...["list", "show", "approve", "hold", "revoke"].map((verb) => [`release ${verb}`, "--partner"] as const),
  ["digest approve", "--partner", "--week", "--audience", "--unit", "--item"],
  ["digest drop", "--partner", "--week", "--audience", "--unit", "--item"],
  ["digest edit", "--partner", "--week", "--audience", "--unit", "--item", "--reason"],
  ...["build", "show", "hold", "publish", "run"].map(
    (verb) => [`digest ${verb}`, "--partner", "--week", "--audience", "--unit"] as const,
  ),
  ["release todo", "--partner", "--as"],
  ["rollout propose", "--case", "--to", "--owner", "--partner"],
  ["rollout update", "--state", "--outcome", "--reason", "--adaptation", "--result", "--partner"],
  ["rollout to-failure", "--partner"],
  ["rollout list", "--case", "--unit", "--state", "--partner", "--as"],
  ["carry", "--unit", "--week", "--partner"],
  ["told", "--unit", "--item", "--effect", "--why", "--partner"],
  ["feedback", "--unit", "--item", "--verdict", "--why", "--partner"],
  ["lexicon", "--out", "--text"],
  ["jobs run", "--watch"],
  ["jobs list", "--partner"],
  ["jobs deliveries", "--partner"],
  ["coverage", "--unit"],
  ["doctor"],
  ["store copy", "--to"],
  ["store reindex", "--partner"],
];

/** The help text, read without starting a process for each of the fifty. */
async function helpOf(command: string, language: "ja" | "en"): Promise<{ text: string; exit: number }> {
  const program = buildProgram(language, () => Promise.reject(new Error("nothing may run")));
  let text = "";
  const capture = (at: typeof program): void => {
    at.configureOutput({ writeOut: (written) => (text += written) });
    for (const below of at.commands) capture(below);
  };
  capture(program);
  const argv = command === "" ? ["--help"] : [...command.split(" "), "--help"];
  const ended = await program.parseAsync(argv, { from: "user" }).catch((error: unknown) => error);
  if (!(ended instanceof CommanderError)) throw new Error(`${command} --help ran on`);
  return { text, exit: ended.exitCode };
}

describe.each([
  ["ja", "例:", /[ぁ-んァ-ヶ一-龠]/u],
  ["en", "Example:", /^[^ぁ-んァ-ヶ一-龠]*$/u],
] as const)("the help in %s", (language, example, script) => {
  test.each(COMMANDS)(
    "of `%s` names its options and an example, in that language",
    async (command, ...options) => {
      const { text, exit } = await helpOf(command, language);
      expect(exit).toBe(0);
      for (const option of ["--json", "--help", ...options]) expect(text).toContain(option);
      expect(text).toContain(example);
      expect(text.slice(text.indexOf(example))).toContain(`kakehashi ${command} `.trimEnd());
      expect(text).toMatch(script);
    },
  );

  test("of the program names every command and every exit code", async () => {
    const { text } = await helpOf("", language);
    for (const [command] of COMMANDS) expect(text).toContain(`\n  ${command.split(" ")[0]}`);
    for (const code of ["0", "1", "2", "3", "64", "70"]) expect(text).toMatch(new RegExp(`\\b${code} `, "u"));
  });
});

test("no command is missing from the list above", () => {
  const program = buildProgram("en", () => Promise.resolve());
  const leaves = program.commands.flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((below) => `${command.name()} ${below.name()}`),
  );
  expect(COMMANDS.map(([command]) => command).toSorted()).toEqual(leaves.toSorted());
});

test("--help of a process goes to stdout and ends with 0; no command at all is a wrong command line", async () => {
  await using desk = await openDesk();
  const help = await desk.run(["search", "--help"], { language: "ja" });
  expect(help).toMatchObject({ exit: 0, stderr: "" });
  expect(help.stdout).toContain("使い方: kakehashi search");
  const bare = await desk.run([]);
  expect(bare).toMatchObject({ exit: 64, stdout: "" });
  expect(bare.stderr).toContain("Usage: kakehashi");
});
