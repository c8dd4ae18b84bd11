import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { z } from "zod";

import { dateOf } from "../../digest/week.ts";
import { AppError } from "../../errors.ts";
import { decodeText } from "../../imports/decode-text.ts";
import { noteTemplate, readNote } from "../../imports/read-note.ts";
import type { Text } from "../../language.ts";
import type { EntryKind } from "../../model/entry.ts";
import { newId } from "../../sync/sync.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { readUserFile } from "../read-file.ts";
import { addEntry } from "../../acts/add-entry.ts";
import { partnerOfUnit } from "../../acts/partners.ts";
import { actingOf, withRuntime } from "../session.ts";

const Options = z.object({
  unit: z.string().min(1),
  kind: options.kind,
  partner: options.partner,
  file: z.string().min(1).optional(),
});
type Options = z.infer<typeof Options>;

/** Records one thing that was heard. */
export async function add(context: CommandContext, raw: object): Promise<Answer> {
  const wanted = parseOptions(Options, raw);
  return withRuntime(context, async (runtime) => {
    const { session, unit } = await partnerOfUnit(runtime, wanted.unit, wanted.partner);
    const { key } = session.spec.partner;
    const { text, file, isKept } = await noteOf(context, wanted);
    try {
      const entry = readNote(text, {
        file,
        kind: wanted.kind,
        unit: unit.key,
        id: newId(),
        today: dateOf(context.now().toISOString(), session.spec.digest.zone),
      });
      const { id, url, location } = await addEntry(actingOf(context, runtime), key, entry);
      if (!isKept) await rm(dirname(file), { recursive: true, force: true });
      return { exit: EXIT.done, json: { id, url, path: location }, lines: [`${id}  ${location}`] };
    } catch (error) {
      if (!isKept) context.report.note(textIsIn(file));
      throw error;
    }
  });
}

interface Note {
  readonly file: string;
  readonly text: string;
  /** Exists beside us; false for what was typed into the editor and is nowhere else yet. */
  readonly isKept: boolean;
}

/** From the file, from standard input, or from the user's editor. */
async function noteOf(context: CommandContext, { file, kind }: Options): Promise<Note> {
  if (file !== undefined) {
    const text = decodeText(file, await readUserFile(context.cwd, file));
    return { file, text, isKept: true };
  }
  const piped = await context.readStdin();
  if (piped !== "" || !context.report.isInteractive) return { file: "(stdin)", text: piped, isKept: true };
  return editNote(context, kind);
}

async function editNote({ config, report }: CommandContext, kind: EntryKind): Promise<Note> {
  const file = join(await mkdtemp(join(tmpdir(), "kakehashi-note-")), "note.md");
  await writeFile(file, noteTemplate(kind, report.language));
  await runEditor(config.editor, file);
  return { file, text: await readFile(file, "utf8"), isKept: false };
}

const textIsIn = (file: string): Text => ({
  ja: `書いた内容は ${file} に残してあります。直して --file で渡してください`,
  en: `What you wrote is kept in ${file}; correct it and pass it with --file`,
});

/** `EDITOR` may hold arguments (`code --wait`), so a shell reads it, as git does. */
function runEditor(editor: string, file: string): Promise<void> {
  const child = spawn("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(editorFailed(editor, file))));
  });
}

const editorFailed = (editor: string, file: string): AppError =>
  new AppError(
    "usage",
    { ja: `エディター「${editor}」が開けないか、中断されました`, en: `the editor "${editor}" failed` },
    {
      hint: {
        ja: `環境変数 EDITOR を確かめるか、--file か標準入力で渡してください。書きかけは ${file} にあります`,
        en: `Check EDITOR, or pass the text with --file or on standard input. What was begun is in ${file}.`,
      },
    },
  );
