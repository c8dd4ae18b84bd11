import { AppError } from "../../errors.ts";
import { remoteFacts } from "../remote-failure.ts";
import { type Confluence, urlOf } from "./confluence.ts";
import { findByTitle } from "./pages.ts";
import { TITLE_TAKEN } from "./read-failure.ts";

/** A title that something else has is a conflict, of which a person hears what to do; anything else is a failure. */
export async function whyRefused(confluence: Confluence, title: string, error: unknown): Promise<unknown> {
  const [other] = await findByTitle(confluence, title);
  if (other === undefined && remoteFacts(error)?.code !== TITLE_TAKEN) return error;
  const place = other === undefined ? null : urlOf(confluence, await confluence.space(), other.id);
  return new AppError(
    "conflict",
    {
      ja: `「${title}」という名前のページが、スペースにすでにあります(${place ?? "このアカウントには見えないページです"})`,
      en: `the space already has a page called "${title}" (${place ?? "which the account may not see"})`,
    },
    {
      hint: {
        ja: "一つのスペースに同じ名前のページは置けません(大文字・小文字だけが違うものや、アーカイブされたものも同じです)。そのページを改名するか、定義の名前を変えてください",
        en: "A space takes no two pages of one title, archived ones and other capitals included: rename that page, or choose another name in the spec",
      },
      cause: error,
    },
  );
}
