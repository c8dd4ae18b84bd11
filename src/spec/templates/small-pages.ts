import { type Block, managed, paragraph } from "../../content/blocks.ts";
import type { Spec } from "../../model/spec.ts";
import { hubLink } from "./hub.ts";

const words = {
  ja: {
    archive:
      "定義から外れたページは、書かれた内容ごとここに移ります。削除はしません。定義に戻せば、元の場所に戻ります。",
    internal: "社内だけで使うページです。パートナーの方には見せません。",
  },
  en: {
    archive:
      "Pages that left the spec rest here with everything in them. Nothing is deleted; put them back into the spec and they return to their place.",
    internal: "For our own company only; never shown to the partner.",
  },
} as const;

export function archiveBlocks(spec: Spec): Block[] {
  return [managed("intro", [paragraph(words[spec.partner.language].archive, " ", hubLink(spec))])];
}

export function internalBlocks(spec: Spec): Block[] {
  return [managed("intro", [paragraph(words[spec.partner.language].internal, " ", hubLink(spec))])];
}
