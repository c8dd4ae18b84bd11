import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { dateOf } from "../../digest/week.ts";
import { AppError } from "../../errors.ts";
import { decodeText } from "../../imports/decode-text.ts";
import { importEntries } from "../../imports/import-records.ts";
import { noteTemplate, readNote } from "../../imports/read-note.ts";
import type { EntryKind } from "../../model/entry.ts";
import { refreshReleases } from "../../sync/release.ts";
import { newId } from "../../sync/sync.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { readUserFile } from "../read-file.ts";
import { partnerOfUnit, withRun, withRuntime } from "../session.ts";
import { importDeps } from "./import-entries.ts";

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
    const note = await noteOf(context, wanted);
    const entry = readNote(note.text, {
      file: note.file,
      kind: wanted.kind,
      unit: unit.key,
      id: newId(),
      today: dateOf(context.now().toISOString(), session.spec.digest.zone),
    });
    return withRun(runtime, key, "add", async (current) => {
      await importEntries(importDeps(context, runtime, current), [entry]);
      await refreshReleases(runtime.store, current.spec);
      const entries = await runtime.store.records.all(key, "entry");
      const added = entries.find(({ id }) => id === entry.id);
      if (added === undefined) throw notThere(unit.name);
      const { id, url, location } = added;
      return { exit: EXIT.done, json: { id, url, path: location }, lines: [`${id}  ${location}`] };
    });
  });
}

/** From the file, from standard input, or from the user's editor. */
async function noteOf(
  context: CommandContext,
  { file, kind }: Options,
): Promise<{ file: string; text: string }> {
  if (file !== undefined) {
    return { file, text: decodeText(file, await readUserFile(context.cwd, file)) };
  }
  const piped = await context.readStdin();
  if (piped !== "" || !context.report.isInteractive) return { file: "(stdin)", text: piped };
  return { file: "(editor)", text: await editNote(context, kind) };
}

async function editNote({ config, report }: CommandContext, kind: EntryKind): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "kakehashi-note-"));
  const file = join(dir, "note.md");
  try {
    await writeFile(file, noteTemplate(kind, report.language));
    await runEditor(config.editor, file);
    return await readFile(file, "utf8");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** `EDITOR` may hold arguments (`code --wait`), so a shell reads it, as git does. */
function runEditor(editor: string, file: string): Promise<void> {
  const child = spawn("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(editorFailed(editor))));
  });
}

const editorFailed = (editor: string): AppError =>
  new AppError(
    "usage",
    { ja: `エディター「${editor}」が開けないか、中断されました`, en: `the editor "${editor}" failed` },
    {
      hint: {
        ja: "環境変数 EDITOR を確かめるか、--file か標準入力で渡してください",
        en: "Check EDITOR, or pass the text with --file or on standard input.",
      },
    },
  );

const notThere = (unit: string): AppError =>
  new AppError(
    "not_found",
    { ja: `「${unit}」のデータベースがまだありません`, en: `the databases of "${unit}" are not there yet` },
    { hint: { ja: "先に kakehashi apply を実行してください", en: "Run `kakehashi apply` first." } },
  );
