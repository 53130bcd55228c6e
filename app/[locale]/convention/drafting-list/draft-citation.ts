import { articlePlace } from "@/components/legal/article-name";
import { dayText } from "@/components/time";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { answerPath, provisionAnchor } from "@/lib/legal/answer/model";
import type { Drafted } from "@/lib/legal/drafting/model";
import { doubtBefore } from "@/lib/revisions/doubt";
import { inWordsOf } from "@/lib/revisions/records/wordings";

export interface Speaking {
  t: Translator;
  locale: Locale;
  /** The site's own address. */
  origin: string;
}

/** "art. 154, Code of Criminal Procedure". */
export const draftName = ({ t, locale }: Speaking, { one: { law, provision } }: Drafted) =>
  t("law.provision", { locator: provision.locator, law: inWordsOf(law, locale).record.title });

/** "Romania, Art. 18: Production order". */
export const draftHead = ({ t, locale }: Speaking, { answer: { head, row } }: Drafted) =>
  t("law.standing.title", { country: head.names[locale], article: articlePlace(t, row.article.id) });

/** Returns the permanent address of a provision at its revision. */
export function draftAddress({ locale, origin }: Speaking, { answer, one }: Drafted): string {
  const { head, row, line } = answer;
  const path = answerPath({ slug: head.slug, article: row.article.id, revision: line.number });
  return `${origin}${localePath(locale, path)}#${provisionAnchor(one.provision.id)}`;
}

/** Formats the citation of a provision as one line that ends with its permanent address. */
export function draftCitation(at: Speaking, drafted: Drafted): string {
  const { head, line } = drafted.answer;
  const citation = at.t("law.drafting.citation", {
    provision: draftName(at, drafted),
    country: head.names[at.locale],
    site: at.t("shell.site"),
    number: line.number,
    day: dayText(dayOf(line.createdAt), at.locale, true),
    url: draftAddress(at, drafted),
  });
  return doubtBefore(at.t, citation, drafted.one.provision.confidence);
}
