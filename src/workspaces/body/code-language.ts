import type { BlockObjectRequest } from "@notionhq/client";

/** Names of languages as people write them → Notion's closed list (developers.notion.com/reference/block#code). */

export type CodeLanguage = Extract<BlockObjectRequest, { code: unknown }>["code"]["language"];

/** Notion's name for a language; "plain text" for what it does not know. */
export function codeLanguage(name: string): CodeLanguage {
  const word = name.trim().toLowerCase();
  return KNOWN.find((language) => language === word) ?? ALIASES.get(word) ?? "plain text";
}

const KNOWN: readonly CodeLanguage[] =
  `abap,abc,agda,arduino,ascii art,assembly,bash,basic,bnf,c,c#,c++,clojure,coffeescript,coq,css,dart,dhall,diff,
docker,ebnf,elixir,elm,erlang,f#,flow,fortran,gherkin,glsl,go,graphql,groovy,haskell,hcl,html,idris,java,
javascript,json,julia,kotlin,latex,less,lisp,livescript,llvm ir,lua,makefile,markdown,markup,matlab,mathematica,
mermaid,nix,notion formula,objective-c,ocaml,pascal,perl,php,plain text,powershell,prolog,protobuf,purescript,
python,r,racket,reason,ruby,rust,sass,scala,scheme,scss,shell,smalltalk,solidity,sql,swift,toml,typescript,vb.net,
verilog,vhdl,visual basic,webassembly,xml,yaml`
    .split(/,\s*/u)
    .map((name) => name as CodeLanguage);

const ALIASES: ReadonlyMap<string, CodeLanguage> = new Map([
  ["cpp", "c++"],
  ["cs", "c#"],
  ["csharp", "c#"],
  ["dockerfile", "docker"],
  ["fsharp", "f#"],
  ["golang", "go"],
  ["js", "javascript"],
  ["jsx", "javascript"],
  ["md", "markdown"],
  ["ps1", "powershell"],
  ["py", "python"],
  ["rb", "ruby"],
  ["rs", "rust"],
  ["sh", "shell"],
  ["ts", "typescript"],
  ["tsx", "typescript"],
  ["yml", "yaml"],
  ["zsh", "shell"],
]);
