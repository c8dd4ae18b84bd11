/** A callout or paragraph as a listing of children shows it after it was written. */
export interface ReadBlock {
  type: string;
  callout: { rich_text: ReadItem[] };
}
interface ReadItem {
  type: string;
  plain_text: string;
  href: string | null;
  annotations?: Record<string, unknown>;
}

/** Equal neighbours merge, also beyond 2,000 characters, and every annotation is spelled out. */
export function asReadBack(block: object): ReadBlock {
  const { type } = block as { type: string };
  const content = (block as Record<string, { rich_text: WrittenItem[] }>)[type];
  const merged: ReadItem[] = [];
  for (const { text, annotations = {} } of content?.rich_text ?? []) {
    const item = {
      type: "text",
      plain_text: text.content,
      href: text.link?.url ?? null,
      annotations: {
        bold: false,
        italic: false,
        strikethrough: false,
        underline: false,
        code: false,
        color: "default",
        ...annotations,
      },
    };
    const last = merged.at(-1);
    if (last && JSON.stringify({ ...last, plain_text: "" }) === JSON.stringify({ ...item, plain_text: "" }))
      last.plain_text += item.plain_text;
    else merged.push(item);
  }
  return {
    object: "block",
    id: "0",
    has_children: false,
    type,
    [type]: { ...content, rich_text: merged },
  } as unknown as ReadBlock;
}

interface WrittenItem {
  text: { content: string; link?: { url: string } | null };
  annotations?: Record<string, unknown>;
}
