import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { NoticeWords } from "@/lib/notices";
import { isSecretPlace } from "./model";
import type { NoticeContent } from "./notice-content";
import { noticeWords } from "./words";

/**
 * The words of a notice as they may leave the site, in a mail or a feed: nothing that was written where only some may
 * read.
 */
export function outsideWords(content: NoticeContent, t: Translator, locale: Locale): NoticeWords {
  const words = noticeWords(content, t, locale);
  return isSecret(content) ? { ...words, quotes: [], reason: null } : words;
}

/** Whether a notice is about something that only some may read. */
export function isSecret(content: NoticeContent): boolean {
  if (content.what === "news") return content.isSecret ?? false;
  if (content.what === "appeared") return content.appeared.some((one) => one.isSecret);
  return content.what === "happenings" && isSecretPlace(content.place);
}
