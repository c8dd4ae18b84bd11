import { AppError } from "../../errors.ts";

/** The id in what a person pasted: an id, or the address of a page. Throws `usage`, naming the setting. */
export function pageIdFrom(pasted: string, setting: string): string {
  const text = pasted.trim();
  if (isPageId(text)) return text;
  const url = URL.parse(text);
  const id =
    /\/pages\/(?:edit-v2\/)?([0-9]+)(?:\/|$)/u.exec(url?.pathname ?? "")?.[1] ??
    url?.searchParams.get("pageId");
  if (id !== null && id !== undefined && isPageId(id)) return id;
  throw new AppError(
    "usage",
    {
      ja: `${setting} が、ConfluenceのページのURLでもIDでもありません`,
      en: `${setting} is neither the address nor the id of a Confluence page`,
    },
    {
      hint: {
        ja: "Confluenceでページを開き、ブラウザーのアドレス(…/pages/123456/…)をそのまま貼ってください",
        en: "Open the page in Confluence and paste the browser's address (…/pages/123456/…)",
      },
    },
  );
}

/** Ids are numbers; anything else would reach another endpoint. */
const isPageId = (text: string): boolean => /^[1-9][0-9]{0,15}$/.test(text);
