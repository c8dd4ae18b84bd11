import { z } from "zod";

import { colorSchema } from "./colors.ts";
import { iconSchema } from "./icon-and-cover.ts";
import { isId } from "./ids.ts";
import { limitedText } from "./limited-text.ts";
import { LIMITS } from "./limits.ts";
import { richTextSchema } from "./rich-text.ts";
import { urlSchema } from "./urls.ts";

const id = z.string().refine(isId, { error: "should be a valid uuid" });
const color = colorSchema.optional();
const caption = richTextSchema.optional();
const text = z.strictObject({ rich_text: richTextSchema, color });
const heading = z.strictObject({ ...text.shape, is_toggleable: z.boolean().optional() });
const nothing = z.strictObject({});
const link = z.strictObject({ url: urlSchema, caption });
const file = z.strictObject({
  type: z.literal("external").optional(),
  external: z.strictObject({ url: urlSchema }),
  caption,
});

const LANGUAGES = (
  "abap,abc,agda,arduino,ascii art,assembly,bash,basic,bnf,c,c#,c++,clojure,coffeescript,coq,css,dart,dhall," +
  "diff,docker,ebnf,elixir,elm,erlang,f#,flow,fortran,gherkin,glsl,go,graphql,groovy,haskell,hcl,html,idris," +
  "java,javascript,json,julia,kotlin,latex,less,lisp,livescript,llvm ir,lua,makefile,markdown,markup,matlab," +
  "mathematica,mermaid,nix,notion formula,objective-c,ocaml,pascal,perl,php,plain text,powershell,prolog," +
  "protobuf,purescript,python,r,racket,reason,ruby,rust,sass,scala,scheme,scss,shell,smalltalk,solidity,sql," +
  "swift,toml,typescript,vb.net,verilog,vhdl,visual basic,webassembly,xml,yaml,java/c/c++/c#"
).split(",");

export function isLanguage(name: string): boolean {
  return LANGUAGES.includes(name);
}

/** The content of each block type that a request may make, without its children. */
export const BLOCK_CONTENT = {
  paragraph: z.strictObject({ ...text.shape, icon: iconSchema.optional() }),
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: text,
  numbered_list_item: text,
  quote: text,
  toggle: text,
  to_do: z.strictObject({ ...text.shape, checked: z.boolean().optional() }),
  callout: z.strictObject({ ...text.shape, icon: iconSchema.optional() }),
  template: z.strictObject({ rich_text: richTextSchema }),
  code: z.strictObject({ rich_text: richTextSchema, language: z.enum(LANGUAGES), caption }),
  equation: z.strictObject({ expression: limitedText(LIMITS.expressionLength) }),
  divider: nothing,
  breadcrumb: nothing,
  tab: nothing,
  column_list: nothing,
  column: z.strictObject({ width_ratio: z.number().positive().max(1).optional() }),
  table_of_contents: z.strictObject({ color }),
  table: z.strictObject({
    table_width: z.int().min(1),
    has_column_header: z.boolean().optional(),
    has_row_header: z.boolean().optional(),
  }),
  table_row: z.strictObject({ cells: z.array(richTextSchema).min(1) }),
  link_to_page: z.union([
    z.strictObject({ type: z.literal("page_id").optional(), page_id: id }),
    z.strictObject({ type: z.literal("database_id").optional(), database_id: id }),
    z.strictObject({ type: z.literal("comment_id").optional(), comment_id: id }),
  ]),
  synced_block: z.strictObject({
    synced_from: z.strictObject({ type: z.literal("block_id").optional(), block_id: id }).nullable(),
  }),
  bookmark: link,
  embed: link,
  image: file,
  video: file,
  pdf: file,
  audio: file,
  file: z.strictObject({ ...file.shape, name: z.string().optional() }),
} satisfies Record<string, z.ZodType>;

export type BlockType = keyof typeof BLOCK_CONTENT;

export function isBlockType(type: string): type is BlockType {
  return Object.hasOwn(BLOCK_CONTENT, type);
}

const PARENTS: ReadonlySet<string> = new Set([
  "paragraph",
  "bulleted_list_item",
  "numbered_list_item",
  "quote",
  "toggle",
  "to_do",
  "callout",
  "template",
  "tab",
  "column_list",
  "column",
  "table",
  "synced_block",
]);

/** Whether a block may have children: a heading only when it is a toggle. */
export function takesChildren(type: string, content: { is_toggleable?: unknown }): boolean {
  return PARENTS.has(type) || (type.startsWith("heading_") && content.is_toggleable === true);
}

/** The children that a type demands, and the only ones it takes. */
export const ONLY_CHILD: Readonly<Record<string, string>> = {
  table: "table_row",
  column_list: "column",
  tab: "paragraph",
};
