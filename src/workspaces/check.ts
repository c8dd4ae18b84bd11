import { AppError } from "../errors.ts";
import type { Text } from "../language.ts";
import type { Check } from "./workspace.ts";

/** What was found to be well, or what went wrong and what to do about it, as one line. A bug of ours passes through. */
export async function check(name: string, attempt: () => Promise<Text>): Promise<Check> {
  try {
    return { name, ok: true, detail: await attempt() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return failed(name, error);
  }
}

export function failed(name: string, { text, hint }: AppError): Check {
  return {
    name,
    ok: false,
    detail: hint === undefined ? text : { ja: `${text.ja}。${hint.ja}`, en: `${text.en}. ${hint.en}` },
  };
}
