import { z } from "zod";

import { AppError } from "../../errors.ts";
import type { Language } from "../../language.ts";
import { makeApiKey } from "../../server/api-keys.ts";
import type { StoredApiKey } from "../../store/store.ts";
import type { Answer, CommandContext } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { options, parseOptions } from "../options.ts";
import { withRuntime } from "../session.ts";

const MakeOptions = z.object({
  user: z.string().min(1),
  admin: options.flag,
  readOnly: options.flag,
  partner: options.partner,
  days: z
    .string()
    .regex(/^\d{1,4}$/u)
    .transform(Number),
});

/** Makes a key for a program, and shows it once. */
export async function keyMake(context: CommandContext, raw: object): Promise<Answer> {
  const { user, admin, readOnly, partner, days } = parseOptions(MakeOptions, raw);
  return withRuntime(context, async ({ store }) => {
    const wanted = { user, isAdmin: admin, mayChange: !readOnly, partner, days };
    const { key, stored } = await makeApiKey(store.apiKeys, wanted, context.now());
    context.report.note({
      ja: "この鍵が表示されるのは今だけです。なくしたら作り直してください",
      en: "This key is shown only now; if it is lost, make another",
    });
    return { exit: EXIT.done, json: { key, ...documentOf(stored) }, lines: [key] };
  });
}

/** The keys, without what opens anything. */
export async function keyList(context: CommandContext): Promise<Answer> {
  const { language } = context.report;
  return withRuntime(context, async ({ store }) => {
    const keys = await store.apiKeys.all();
    const nothing = { ja: "鍵はまだありません", en: "There is no key yet" };
    return {
      exit: EXIT.done,
      json: { keys: keys.map(documentOf) },
      lines: keys.length === 0 ? [nothing[language]] : keys.map((key) => lineOf(key, language)),
    };
  });
}

/** From then on it opens nothing. */
export async function keyRevoke(context: CommandContext, raw: object): Promise<Answer> {
  const { id } = parseOptions(z.object({ id: z.string().min(1) }), raw);
  return withRuntime(context, async ({ store }) => {
    if (!(await store.apiKeys.remove(id))) {
      throw new AppError("not_found", { ja: `鍵「${id}」はありません`, en: `there is no key "${id}"` });
    }
    return { exit: EXIT.done, json: { id }, lines: [id] };
  });
}

const documentOf = ({ hash: _hash, ...rest }: StoredApiKey) => rest;

function lineOf({ id, user, isAdmin, mayChange, partner, endsAt }: StoredApiKey, language: Language): string {
  const rights = [
    ...(isAdmin ? [{ ja: "管理者", en: "admin" }] : []),
    ...(mayChange ? [] : [{ ja: "閲覧のみ", en: "reads only" }]),
    ...(partner === undefined ? [] : [{ ja: partner, en: partner }]),
  ].map((text) => text[language]);
  return [id, user, ...rights, endsAt.slice(0, 10)].join(" · ");
}
