import { translationName } from "@/components/content/translations";
import { forceWord } from "@/components/legal/force-mark";
import type { DraftEntry } from "@/lib/legal/drafting/model";
import { inReadersOrder, translationsOf } from "@/lib/profiles/kinds/translations";
import { withDoubt } from "@/lib/revisions/doubt";
import { draftCitation, draftHead, draftName, type Speaking } from "../draft-citation";

/** Formats a provision as plain text: country and article, name, whether in force, text, translations and citation. */
export function draftTexts(at: Speaking, { found }: DraftEntry): string {
  const { t } = at;
  if (!found) return t("law.drafting.gone");
  const { law, provision } = found.one;
  const { text } = provision;
  const translations = inReadersOrder(translationsOf(provision), at.locale);
  return [
    draftHead(at, found),
    withDoubt(t, draftName(at, found), provision.confidence),
    law.titleOriginal,
    forceWord(t, found.one.force),
    text || translations.length > 0 ? null : t("law.noText"),
    text ? `\n${text}` : null,
    ...translations.map((one) => `\n${translationName(t, one)}\n${one.text}`),
    `\n${draftCitation(at, found)}`,
  ]
    .filter((line) => line !== null && line !== "")
    .join("\n");
}
