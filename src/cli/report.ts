import type { Language, Text } from "../language.ts";

/**
 * What a command says while it works and when it is done. The engine knows no terminal: it reports events,
 * this file turns them into lines. With `--json` stdout is one document and progress goes to stderr.
 */
export interface Report {
  readonly language: Language;
  /** Does a person watch? Decides about the moving progress line and about questions. */
  readonly isInteractive: boolean;
  /** One line of progress. `total` 0 = unknown. */
  progress(label: Text, done: number, total: number): void;
  /** Ends the progress line. */
  settle(): void;
  /** A remark that is no result, e.g. a warning. */
  note(text: Text): void;
}

export interface ReportOptions {
  readonly language: Language;
  readonly json: boolean;
  readonly stderr: NodeJS.WriteStream;
  readonly isInteractive: boolean;
  readonly now: () => number;
}

/** Piped output gets a line at most this often; a terminal line moves with every event. */
const PIPED_EVERY_MS = 2_000;

export function openReport({ language, json, stderr, isInteractive, now }: ReportOptions): Report {
  let startedAt: number | null = null;
  let lastLineAt = now();
  let isLineOpen = false;
  const settle = () => {
    if (isLineOpen) stderr.write("\r\u001B[K");
    isLineOpen = false;
    startedAt = null;
  };
  return {
    language,
    isInteractive,
    settle,
    note: (text) => {
      settle();
      stderr.write(`${text[language]}\n`);
    },
    progress: (label, done, total) => {
      startedAt ??= now();
      const line = progressLine(label[language], done, total, now() - startedAt, language);
      if (stderr.isTTY && !json) {
        stderr.write(`\r\u001B[K${line}`);
        isLineOpen = true;
      } else if (now() - lastLineAt >= PIPED_EVERY_MS) {
        lastLineAt = now();
        stderr.write(`${line}\n`);
      }
      if (done === total) settle();
    },
  };
}

function progressLine(
  label: string,
  done: number,
  total: number,
  elapsedMs: number,
  language: Language,
): string {
  if (total === 0) return `${label} ${done}`;
  const remainingMs = done === 0 ? 0 : (elapsedMs / done) * (total - done);
  const seconds = Math.ceil(remainingMs / 1000);
  const eta =
    done === 0 || done === total
      ? ""
      : language === "ja"
        ? ` 残り約${seconds}秒`
        : ` about ${seconds} s left`;
  return `${label} ${done}/${total} (${Math.floor((done / total) * 100)}%)${eta}`;
}
