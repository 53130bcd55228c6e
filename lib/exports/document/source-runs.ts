import { dayText } from "@/components/time";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { LegalSource } from "@/lib/legal/model";
import { inWordsOf, langOfField } from "@/lib/revisions/records/wordings";
import type { SourceData } from "../model";
import type { Run } from "./model";
import { addressRun, hostRun } from "./value-lines";

/** The fields of a source that every citation shows. */
type CitedSource = Pick<
  LegalSource | SourceData,
  "publisher" | "title" | "published" | "lang" | "url" | "accessed" | "archiveUrl" | "note"
>;

/**
 * Cites a source like the page: who published what and when, its address, and when it was read. The brief form
 * omits what only the full list needs: the path of the address, the language, the archived copy and the note.
 */
export function sourceRuns(
  t: Translator,
  locale: Locale,
  source: CitedSource,
  { isBrief = false, written }: { isBrief?: boolean; written?: string | undefined } = {},
): Run[] {
  const parts: Run[] = [];
  if (source.publisher) parts.push({ text: source.publisher });
  parts.push({ text: source.title, italic: true, lang: source.lang ?? undefined });
  if (source.published) parts.push({ text: dayText(source.published, locale) });
  if (source.lang && !isBrief) parts.push({ text: languageName(source.lang, locale) });
  if (source.url) parts.push(isBrief ? hostRun(source.url) : addressRun(source.url));
  if (source.accessed)
    parts.push({ text: t("revisions.notes.accessed", { date: dayText(source.accessed, locale) }) });
  if (source.archiveUrl && !isBrief) parts.push(addressRun(source.archiveUrl));
  const read = inWordsOf(source, locale, written);
  const { note } = read.record;
  if (note && !isBrief) parts.push({ text: note, lang: langOfField(read, "note") });
  return parts.flatMap((part, n) => (n > 0 ? [{ text: " · " }, part] : [part]));
}
