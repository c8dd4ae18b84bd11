import { type Block, callout, heading, type Inline, linkTo, list, paragraph } from "../content/blocks.ts";
import type { Language, Text } from "../language.ts";
import {
  type Digest,
  type DigestCase,
  type DigestIssue,
  type DigestNews,
  type DigestRollout,
  type DigestSource,
  itemsByIssue,
} from "./digest.ts";
import { partnerText } from "./partner-text.ts";
import {
  gistLabel,
  kindLabel,
  levelLabel,
  levelMark,
  measureLine,
  moreLabel,
  openingLine,
  progressLabel,
  thanksLine,
} from "./wording.ts";

/** `2026-W48 大阪支店`; the text for the partner's people is told apart from the page for our own. */
export function digestTitle(digest: Digest, language: Language): string {
  const title = `${digest.week} ${digest.unitName}`;
  if (digest.audience === "vendor") return title;
  return language === "ja" ? `${title}(先方にお渡しする文面)` : `${title} (text to hand over)`;
}

/** The page of a digest. The same snapshot gives the same blocks; sources are linked only as it allows. */
export function renderDigest(digest: Digest, language: Language): Block[] {
  return digest.audience === "partner" ? partnerPage(digest, language) : vendorPage(digest, language);
}

/** The digest as plain text: for a terminal, or ready to paste into a mail or chat to the partner's people. */
export function renderText(digest: Digest, language: Language): string {
  if (digest.audience === "partner") return partnerText(digest, language);
  const lines = vendorPage(digest, language).flatMap(plainLines);
  return `${[digestTitle(digest, language), "", ...lines].join("\n").trim()}\n`;
}

/** Nothing is a page for the partner's people: a rep copies this and sends it under his own name. */
function partnerPage(digest: Digest, language: Language): Block[] {
  const note: Text = {
    ja: "このままコピーして、ご自分の名前で送れる文面です。自動では送信されません。",
    en: "Ready to copy and send under your own name. Nothing is sent by itself.",
  };
  return [
    callout(note[language]),
    { type: "code", language: "text", text: partnerText(digest, language).trimEnd() },
  ];
}

function vendorPage(digest: Digest, language: Language): Block[] {
  const t = (text: Text) => text[language];
  const peers = digest.peers.map(({ issue, source }) => [
    ...named(source, language),
    t({ ja: " ← 当方の課題: ", en: " ← our issue: " }),
    issueName(issue),
  ]);
  const rollouts = digest.rollouts.map((rollout) => rolloutLine(rollout, language));
  return [
    callout(t(openingLine(digest))),
    ...section(
      t({ ja: "いまの課題に効く事例", en: "For the issues here" }),
      itemsByIssue(digest).flatMap((found) => proposals(found, language)),
    ),
    ...section(t({ ja: "次の訪問で聞くこと", en: "To ask on the next visit" }), questions(digest, language)),
    ...section(t({ ja: "同じ悩みの事業部・拠点", en: "Who has the same problem" }), bullets(peers)),
    ...section(t({ ja: "横展開の状況", en: "Rollouts" }), bullets(rollouts)),
    ...section(
      t({ ja: "ほかの事業部・拠点の新しい事例", en: "New cases elsewhere" }),
      newsLines(digest.newCases, language),
    ),
    ...section(
      t({ ja: "ほかの事業部・拠点の新しい課題", en: "New issues elsewhere" }),
      newsLines(digest.newIssues, language),
    ),
    ...oneLine(thanksLine(digest)?.[language]),
  ];
}

function proposals(
  { issue, cases }: { issue: DigestIssue; cases: readonly DigestCase[] },
  language: Language,
): Block[] {
  const why: Text = { ja: "理由: ", en: "Why: " };
  const differs: Text = { ja: "違い: ", en: "What differs: " };
  return [
    heading(`${levelMark(issue.level)[language]}${issue.title}`, 3),
    ...oneLine(measureLine(issue)?.[language]),
    ...cases.flatMap((found): Block[] => [
      paragraph({ strong: kindLabel(found.kind)[language] }, " ", ...named(found, language)),
      list([
        ...(found.gist === null ? [] : [[`${gistLabel(found.kind)[language]}: `, found.gist]]),
        [why[language], found.reason[language]],
        [differs[language], found.differences[language]],
      ]),
    ]),
  ];
}

function questions({ questions }: Digest, language: Language): Block[] {
  if (questions === null) return [];
  const { ja, en } = levelLabel(questions.level);
  const why: Text = {
    ja: `${ja}の声をしばらく聞けていません。`,
    en: `Not heard for a while: ${en.toLowerCase()}.`,
  };
  return [paragraph(why[language]), ...bullets(questions.questions.map((question) => [question[language]]))];
}

/** Who tries it, how far it is, and what it is. */
function rolloutLine(rollout: DigestRollout, language: Language): Inline[] {
  const separator = language === "ja" ? " — " : " – ";
  return [
    `${rollout.targetName ?? ""}: `,
    { strong: progressLabel(rollout)[language] },
    separator,
    ...named(rollout.source, language),
  ];
}

function newsLines({ sources, more }: DigestNews, language: Language): Block[] {
  const lines = sources.map((source): Inline[] =>
    source.kind === "issue"
      ? named(source, language)
      : [{ strong: kindLabel(source.kind)[language] }, " ", ...named(source, language)],
  );
  return bullets(more > 0 ? [...lines, [moreLabel(more)[language]]] : lines);
}

/** `件名(名古屋支店)`, with a link where the snapshot allows one. */
function named(source: DigestSource, language: Language): Inline[] {
  const title = source.linked ? linkTo(source.title, { entry: source.id }) : source.title;
  return [title, language === "ja" ? `(${source.unitName})` : ` (${source.unitName})`];
}

const issueName = (issue: DigestIssue): Inline =>
  issue.linked ? linkTo(issue.title, { entry: issue.id }) : issue.title;

const oneLine = (text: string | undefined): Block[] => (text === undefined ? [] : [paragraph(text)]);

const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

const bullets = (items: readonly (readonly Inline[])[]): Block[] => (items.length === 0 ? [] : [list(items)]);

/** A block as lines for a terminal. */
function plainLines(block: Block): string[] {
  switch (block.type) {
    case "heading":
      return block.level === 2 ? ["", `■ ${block.text}`] : [`▸ ${block.text}`];
    case "paragraph":
    case "callout":
      return [plainInline(block.content)];
    case "list":
      return block.items.map((item) => `  ・${plainInline(item)}`);
    case "code":
      return block.text.split("\n");
    case "table":
    case "divider":
    case "managed":
      return [];
    default:
      throw new Error(`unhandled ${block satisfies never}`);
  }
}

function plainInline(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (typeof inline === "string") return inline;
      if ("strong" in inline) return inline.strong;
      return "code" in inline ? inline.code : inline.text;
    })
    .join("");
}
