import { findMailActor, type MailActor } from "@/lib/accounts";
import { isAddressStopped, sendToMember } from "@/lib/bounces";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import { ABOVE, makeReplyAddress } from "@/lib/inbound-mail";
import type { LetterItem, LetterLink } from "@/lib/mail/letter";
import { findWaitingMail, makeUnsubscribeToken, recordMailed } from "@/lib/notices";
import { noticeCategories } from "@/lib/notices/model";
import { makeLevelToken } from "./level-token";
import { isAnsweredByMail, thingName } from "./model";
import type { NoticeContent } from "./notice-content";
import { outsideWords } from "./outside-words";
import { listNoticesOfMail, type NoticeLine } from "./queries/notice-queries";
import { noticeWords, personalWhy } from "./words";

/** Items named in a mail; the rest is on the site. */
const NAMED = 30;

/**
 * Sends a mail of collected notices. Each is read again with the recipient's current rights: what was seen,
 * hidden, withdrawn or closed to them is left out, and an empty mail is not sent. Safe to run twice: a sent
 * mail is not repeated, and one sent just before a crash keeps its id, so mail programs can drop the
 * duplicate. Nothing is sent to an address from which too many mails came back: its notices stay on the site.
 */
export async function mailNotices({ noticeMailId }: { noticeMailId: string }): Promise<void> {
  const mail = await findWaitingMail(noticeMailId);
  if (!mail) return;
  const { memberId } = mail;
  const reader = await findMailActor(memberId);
  const notices = reader ? await listNoticesOfMail(reader.actor, noticeMailId) : [];
  const isSent =
    reader !== null &&
    notices.length > 0 &&
    !(await isAddressStopped(memberId, new Date())) &&
    (await send(reader, noticeMailId, notices)) === "sent";
  await recordMailed(noticeMailId, isSent);
}

async function send(reader: MailActor, id: string, notices: readonly NoticeLine[]) {
  const { actor, email, locale } = reader;
  const t = translator(locale);
  const address = (path: string) => env().APP_URL + localePath(locale, path);
  const categories = noticeCategories().filter((name) => notices.some((one) => one.category === name));
  const answerAt = answerAddress(notices, actor.id);
  const token = makeUnsubscribeToken({ memberId: actor.id, categories });
  const items = await Promise.all(
    notices.slice(0, NAMED).map((one) => {
      const item = {
        ...itemOf(one, t, locale, address),
        links: levelLinks(one, actor.id, { t, locale, address }),
      };
      const answered = answerAt ? item : withAnswer(item, pageToAnswer(one), { memberId: actor.id, t });
      return withLink(answered, one, t, address);
    }),
  );
  const more = notices.length - items.length;
  return sendToMember(actor.id, {
    id,
    to: email,
    locale,
    subject: subjectOf(notices, t, locale),
    ...(answerAt ? { replyTo: answerAt } : {}),
    parts: [
      // Whatever a mail program quotes below it, addresses of other pages among it, is not published.
      ...(hasAnswers(notices) ? [`${ABOVE} ${t("watching.mail.answerAbove")} ${ABOVE}`] : []),
      t("mail.hello", { name: actor.displayName }),
      leadOf(notices, t),
      { items },
      ...(more > 0 ? [t("watching.mail.more", { count: more })] : []),
      { label: t("watching.mail.action"), href: address("/notifications") },
      t("watching.mail.change", { address: address("/me/notifications") }),
    ],
    footer: t("watching.mail.footer"),
    site: env().APP_URL,
    unsubscribe: {
      label: t("watching.mail.unsubscribe"),
      href: address(`/unsubscribe?token=${token}`),
    },
  });
}

async function withLink(
  item: LetterItem,
  { content }: NoticeLine,
  t: Translator,
  address: (path: string) => string,
): Promise<LetterItem> {
  if (content.what !== "news" || !content.mailLink) return item;
  const { said, make } = content.mailLink;
  return { ...item, lines: [...item.lines, said(t)], href: address(await make()) };
}

/** The page that a notice's reader can answer on by mail. */
function pageToAnswer({ content }: NoticeLine): string | null {
  if (content.what === "news") return content.answerTo ?? null;
  return content.what === "happenings" && isAnsweredByMail(content.place) ? content.pageId : null;
}

/** The address that answers to a mail go to: only if it is about one page, so that nobody answers on a wrong one. */
function answerAddress(notices: readonly NoticeLine[], memberId: string): string | null {
  const pages = new Set(notices.map(pageToAnswer));
  const [pageId = null] = pages;
  return pages.size === 1 && pageId !== null ? makeReplyAddress({ memberId, pageId }) : null;
}

/** Whether a mail has an address for answers, of its own or beside one of its items. */
const hasAnswers = (notices: readonly NoticeLine[]): boolean =>
  env().REPLY_ADDRESS !== undefined && notices.some((one) => pageToAnswer(one) !== null);

/** In a mail about several pages, each has its own address for answers. */
function withAnswer(
  item: LetterItem,
  pageId: string | null,
  { memberId, t }: { memberId: string; t: Translator },
): LetterItem {
  const email = pageId === null ? null : makeReplyAddress({ memberId, pageId });
  return email === null ? item : { ...item, lines: [...item.lines, t("watching.mail.answerAt", { email })] };
}

type Changes = NoticeContent & { what: "changes" };

/** The event, if it is one; the changed things, or their number; else the number of notices. */
function subjectOf(notices: readonly NoticeLine[], t: Translator, locale: Locale): string {
  const all = notices.map(({ content }) => content);
  const changed = all.filter((content): content is Changes => content.what === "changes");
  if (changed.length === all.length) return changesSubject(changed, t, locale);
  const [only, ...more] = all;
  if (!only || more.length > 0) return t("watching.mail.subjectMany", { count: all.length });
  const { said, title } = noticeWords(only, t, locale);
  if (only.what === "news" && only.saysAll) return plain(said);
  return plain(t("watching.mail.subjectSaid", { said, thing: title }));
}

function changesSubject(changed: readonly Changes[], t: Translator, locale: Locale): string {
  const count = changed.reduce((sum, { changes }) => sum + changes.length, 0);
  const things = [...new Set(changed.map(({ thing }) => plain(thingName(thing, t, locale))))];
  return things.length === 1
    ? t("watching.mail.subjectOne", { thing: things[0] ?? "", count })
    : t("watching.mail.subject", { count, things: things.length });
}

/** Removes direction isolates, which some mail lists do not support. */
const plain = (text: string) => text.replaceAll(/[\u2068\u2069]/g, "");

function leadOf(notices: readonly NoticeLine[], t: Translator): string {
  const watched = notices.filter(({ why }) => why !== null).length;
  if (watched === notices.length) return t("watching.mail.lead", { count: notices.length });
  return watched === 0 ? t("watching.mail.leadOwn") : t("watching.mail.leadBoth");
}

/** The ways to hear less of something: a page with its level, which works without signing in. */
function levelLinks(
  { why, about }: NoticeLine,
  memberId: string,
  { t, locale, address }: { t: Translator; locale: Locale; address: (path: string) => string },
): LetterLink[] {
  return [why, about].flatMap((one) => {
    if (one === null) return [];
    const { kind, key, thing } = one;
    const label = t("watching.mail.level", { thing: thingName(thing, t, locale) });
    return [{ label, href: address(`/level?token=${makeLevelToken({ memberId, kind, key })}`) }];
  });
}

function itemOf(
  { content, why, category }: NoticeLine,
  t: Translator,
  locale: Locale,
  address: (path: string) => string,
): LetterItem {
  const { title, said, quotes, reason, answerAt, path } = outsideWords(content, t, locale);
  return {
    title,
    lines: [
      said,
      ...quotes.map((words) => t("watching.mail.summary", { summary: `\u2068${words}\u2069` })),
      ...(reason ? [t("mail.reason", { reason })] : []),
      ...(answerAt ? [t("watching.told.answerAt", { email: answerAt })] : []),
      why
        ? t("watching.mail.why", { thing: thingName(why.thing, t, locale) })
        : t(`watching.notice.whyIn.${personalWhy(category)}`),
    ],
    href: address(path),
  };
}
