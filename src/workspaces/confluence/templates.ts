import { createContentTemplate, getContentTemplates } from "confluence.js/v1";

import type { Language } from "../../language.ts";
import { createOnce } from "../create-once.ts";
import { statusOf } from "../remote-failure.ts";
import type { DatabaseSchema } from "../workspace.ts";
import { listOf, Template } from "./answers.ts";
import { ask, type Confluence } from "./confluence.ts";
import { labelOf } from "./labels.ts";
import { isScopeRefusal } from "./read-failure.ts";
import { templatePage } from "./row-page.ts";
import { serialise } from "./storage/serialise.ts";

/**
 * The page templates behind the create buttons: one per record type and language for the whole space, with the table
 * of Page Properties, the headings, and the label that new pages inherit.
 */
export interface Templates {
  /** Its id; null where the account or the token may not make templates: then there is no button. */
  find(schema: DatabaseSchema, language: Language): Promise<string | null>;
}

export function openTemplates(confluence: Confluence): Templates {
  const known = new Map<string, Promise<string | null>>();
  return {
    find: (schema, language) => {
      const name = nameOf(schema, language);
      const found = known.get(name) ?? ensure(confluence, schema, language);
      known.set(name, found);
      // What failed is tried again.
      found.catch(() => known.delete(name));
      return found;
    },
  };
}

const nameOf = ({ record }: DatabaseSchema, language: Language): string =>
  `Kakehashi: ${NAMES[record][language]}`;

const NAMES = {
  issue: { ja: "課題", en: "Issue" },
  success: { ja: "成功事例", en: "Success" },
  failure: { ja: "失敗事例", en: "Failure" },
  person: { ja: "担当者", en: "Person" },
  rollout: { ja: "横展開", en: "Rollout" },
  order: { ja: "受注", en: "Order" },
  target: { ja: "目標", en: "Target" },
  released: { ja: "共有用の事例", en: "Case for sharing" },
  digest: { ja: "週報", en: "Digest" },
} as const;

/**
 * Of several made side by side, the first that is listed serves. Without the right to make one there is none; any other
 * failure is one, or the page would be without its button for ever.
 */
async function ensure(
  confluence: Confluence,
  schema: DatabaseSchema,
  language: Language,
): Promise<string | null> {
  const name = nameOf(schema, language);
  try {
    const find = () => look(confluence, name);
    return (
      (await find()) ??
      (await createOnce(confluence, () => make(confluence, name, { schema, language }), find))
    );
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

function isRefused(error: unknown): boolean {
  return isScopeRefusal(error) || [403, 404].includes(statusOf(error) ?? 0);
}

/** v1 lists have no cursor. */
async function look(confluence: Confluence, name: string): Promise<string | null> {
  const { key: spaceKey } = await confluence.space();
  for (let start = 0; ; start += TEMPLATES) {
    const { results } = await ask(
      confluence,
      { kind: "read", what: "template.list" },
      listOf(Template),
      (client) => getContentTemplates(client, { spaceKey, start, limit: TEMPLATES }),
    );
    const found = results.find((template) => template.name === name);
    if (found !== undefined || results.length < TEMPLATES) return found?.templateId ?? null;
  }
}

const TEMPLATES = 100;

async function make(
  confluence: Confluence,
  name: string,
  { schema, language }: { schema: DatabaseSchema; language: Language },
): Promise<string> {
  const { key } = await confluence.space();
  const value = serialise(templatePage(schema, language));
  const made = await ask(
    confluence,
    { kind: "create", what: "template.create", parent: `template ${key}`, busyOn409: true },
    Template,
    (client) =>
      createContentTemplate(client, {
        name,
        templateType: "page",
        body: { storage: { value, representation: "storage" } },
        labels: [{ prefix: "global", name: labelOf(schema.record) }],
        space: { key },
      } as never),
  );
  return made.templateId;
}
