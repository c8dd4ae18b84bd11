import { AppError } from "../../errors.ts";
import type { Text } from "../../language.ts";
import { isNotFound } from "../remote-failure.ts";
import type { Check, DatabaseRef } from "../workspace.ts";
import { check } from "../check.ts";
import { retrieveDataSource } from "./databases.ts";
import { databaseIds, dataSourceOf, type Notion, urlOf } from "./notion.ts";
import { bindProperties, compareSchema } from "./properties.ts";
import { plainOf } from "./rich-text.ts";

const NAME = "notion-databases";

/** One line for all that is well; one for each database that is not. */
export async function checkSchemas(notion: Notion, databases: readonly DatabaseRef[]): Promise<Check[]> {
  if (databases.length === 0) return [];
  const all = await Promise.all(databases.map((ref) => check(NAME, () => checkSchema(notion, ref))));
  const bad = all.filter(({ ok }) => !ok);
  if (bad.length > 0) return bad;
  const { length } = databases;
  const detail = { ja: `${length} 個のデータベースを読めます`, en: `${length} databases are readable` };
  return [{ name: NAME, ok: true, detail }];
}

async function checkSchema(notion: Notion, ref: DatabaseRef): Promise<Text> {
  const source = await retrieveDataSource(notion, dataSourceOf(ref.remoteId)).catch((error: unknown) => {
    throw isNotFound(error) ? unusable(addressOf(ref), MISSING, error) : error;
  });
  const place = `${plainOf(source.title)} ${addressOf(ref)}`.trim();
  if (source.in_trash) throw unusable(place, TRASHED);
  const fields = compareSchema(ref, bindProperties(ref, source));
  const lost = fields.filter(({ state }) => state === "missing" || state === "retyped");
  if (lost.length > 0) throw unusable(place, changed(lost.map(({ label }) => label)));
  return { ja: "", en: "" };
}

/** Of the database that the data source lies in: what a person can open. */
const addressOf = ({ remoteId }: DatabaseRef): string => urlOf(databaseIds(remoteId)?.databaseId ?? remoteId);

const unusable = (place: string, { ja, en }: Text, cause?: unknown): AppError =>
  new AppError("workspace_failed", { ja: `${place}: ${ja}`, en: `${place}: ${en}` }, { cause });

const MISSING: Text = {
  ja: "データベースが見つかりません。消されたか、コネクトに共有されていません。kakehashi plan で確かめてください",
  en: "the database is not found: it is gone, or not shared with the connection. See `kakehashi plan`",
};

const TRASHED: Text = {
  ja: "データベースがゴミ箱にあります。kakehashi apply で戻せます",
  en: "the database is in the trash. `kakehashi apply` takes it back",
};

const changed = (labels: readonly string[]): Text => ({
  ja: `データベースの項目が無いか、型が変えられています(${labels.join("、")})。kakehashi apply で直せます`,
  en: `properties are missing or have another type (${labels.join(", ")}). \`kakehashi apply\` mends them`,
});
