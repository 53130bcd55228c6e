import { findMailActor } from "@/lib/accounts";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import { readSettings } from "@/lib/notices";
import { type PushOptions, sendToBrowsers } from "@/lib/push";
import { isSecret, outsideWords } from "./outside-words";
import { listNoticesOfMail, type NoticeLine } from "./queries/notice-queries";

/**
 * Shows the notices of a mail in the member's browsers too: the job. Only of categories that are mailed at once, so not
 * those of digests. They are read again with the member's rights, as for a mail, also before each further attempt.
 */
export async function pushNotices(
  { noticeMailId, memberId }: { noticeMailId: string; memberId: string },
  options?: PushOptions,
): Promise<void> {
  const reader = await findMailActor(memberId);
  if (!reader) return;
  const { actor, locale } = reader;
  const { mails } = await readSettings(memberId);
  const notices = (await listNoticesOfMail(actor, noticeMailId)).filter(
    ({ category }) => mails[category] === "now",
  );
  if (notices.length === 0) return;
  const message = messageOf(notices, translator(locale), locale);
  const dir = locale === "ar" ? "rtl" : "ltr";
  await sendToBrowsers({ memberId, noticeMailId }, { ...message, lang: locale, dir }, options);
}

/** One notice by its title; several, or one of a restricted room, by their number. */
function messageOf(notices: readonly NoticeLine[], t: Translator, locale: Locale) {
  const [only, ...more] = notices;
  if (!only || more.length > 0 || isSecret(only.content)) {
    const count = notices.length;
    return {
      title: t("watching.push.many", { count }),
      body: "",
      path: localePath(locale, "/notifications"),
    };
  }
  const { title, said, path } = outsideWords(only.content, t, locale);
  return { title: cut(title), body: cut(said), path: localePath(locale, path) };
}

/** Longest title and text, in characters: a message has one kilobyte. */
const cut = (text: string): string => [...text].slice(0, 120).join("");
