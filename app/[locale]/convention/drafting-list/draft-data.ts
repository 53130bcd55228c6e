import { articleTitle } from "@/components/legal/article-name";
import { dayOf } from "@/lib/core/moments";
import type { DraftEntry } from "@/lib/legal/drafting/model";
import { translationsOf } from "@/lib/profiles/kinds/translations";
import { draftAddress, draftCitation, type Speaking } from "./draft-citation";

/** Returns a provision of a drafting list as data; if readers can no longer see it, only that. */
export function draftData(at: Speaking, { key, found }: DraftEntry) {
  if (!found) return { key, isFound: false };
  const { answer, one, newer } = found;
  const { head, row, line, sources } = answer;
  const { law, provision, force } = one;
  return {
    key,
    isFound: true,
    country: head.names[at.locale],
    slug: head.slug,
    iso2: head.iso2,
    article: { id: row.article.id, title: articleTitle(at.t, row.article.id) },
    law: { title: law.title, original: law.titleOriginal, state: law.status },
    locator: provision.locator,
    heading: provision.heading,
    note: provision.note,
    text: provision.text,
    lang: provision.lang,
    translations: translationsOf(provision),
    confidence: provision.confidence,
    force,
    sources: sources.filter((source) => provision.sources.includes(source.id)),
    revision: line.number,
    asOf: dayOf(line.createdAt),
    newer,
    address: draftAddress(at, found),
    citation: draftCitation(at, found),
  };
}
