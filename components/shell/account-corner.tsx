import { Icon } from "@/components/ui/icon";
import { initials } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

/** What the account corner shows of a member; also the shape of `member` in the response of `/api/me`. */
export interface CornerMember {
  handle: string;
  displayName: string;
  roles: readonly string[];
  /** The language of the account. */
  locale?: string;
  /** The number of unread notifications, at most `MOST_UNSEEN`; left out if not requested. */
  unseen?: number;
  /** The number of conversations with unread messages, likewise. */
  unreadMessages?: number;
}

/** From this number a count shows "more". */
const MOST_COUNTED = 100;

/** The roles with access to the queues, as in the policy of `moderation.open`. */
const REVIEWERS = ["trusted", "focal-point", "moderator", "administrator"] as const;

interface Props {
  t: Translator;
  locale: Locale;
}

/** The links of a visitor. The script removes the elements with `data-visitor` once it knows that there is a member. */
export function VisitorCorner({ t, locale }: Props) {
  return (
    <>
      <a href={localePath(locale, PLACES.signIn)} data-visitor="" data-next="">
        {t("shell.signIn")}
      </a>
      <a className="wide" href={localePath(locale, PLACES.join)} data-visitor="">
        {t("shell.join")}
      </a>
    </>
  );
}

/** The link to the notifications with the number of unread ones. In a document the script fills in the number. */
function Bell({ t, locale, unseen }: Props & { unseen: number }) {
  return (
    <a href={localePath(locale, PLACES.notifications)}>
      <Icon name="bell" />
      <span className="vh">{t("shell.account.notifications")}</span>
      <span className="count" data-unseen="" hidden={unseen === 0}>
        <span className="vh">{t("shell.account.unseen")} </span>
        <Counted t={t} locale={locale} count={unseen} />
      </span>
    </a>
  );
}

function Counted({ t, locale, count }: Props & { count: number }) {
  return (
    <span data-number="">
      {count < MOST_COUNTED ? formatter(locale).number(count) : t("shell.account.many")}
    </span>
  );
}

/** The link to the messages with the number of conversations that have unread ones, filled in like the bell. */
function MessagesLink({ t, locale, unread }: Props & { unread: number }) {
  return (
    <a href={localePath(locale, PLACES.messages)}>
      {t("shell.account.messages")}{" "}
      <span className="count" data-unread="" hidden={unread === 0}>
        <span className="vh">{t("shell.account.unseen")} </span>
        <Counted t={t} locale={locale} count={unread} />
      </span>
    </a>
  );
}

/**
 * The member's bell and menu. On a screen it is drawn for its member; in a document, which is the same for
 * everyone, it is an empty template that the script fills from `/api/me`.
 */
export function MemberCorner({ t, locale, member }: Props & { member: CornerMember | null }) {
  return (
    <>
      <Bell t={t} locale={locale} unseen={member?.unseen ?? 0} />
      <MemberMenu t={t} locale={locale} member={member} />
    </>
  );
}

/** The link to the queues. The script adds how much waits when the menu is opened, since counting it takes queries. */
function ReviewsLink({ t, locale }: Props) {
  return (
    <a href={localePath(locale, PLACES.moderation)} data-reviews={localePath(locale, PLACES.waiting)}>
      {t("shell.account.reviews")}{" "}
      <span className="count" hidden>
        <span className="vh">{t("shell.account.waiting")} </span>
        <span data-number="" />
      </span>
    </a>
  );
}

function MemberMenu({ t, locale, member }: Props & { member: CornerMember | null }) {
  const to = (path: string) => localePath(locale, path);
  const isReviewer = member === null || REVIEWERS.some((role) => member.roles.includes(role));
  const isAdministrator = member === null || member.roles.includes("administrator");
  return (
    <details className="menu" data-member="">
      <summary>
        <span className="vh">
          {t("shell.account.label")} <bdi data-name="">{member?.displayName}</bdi>
        </span>
        <span className="av sm" aria-hidden="true" data-initials="">
          {member ? initials(member.displayName) : null}
        </span>
        <span className="wide">
          <Icon name="down" />
        </span>
      </summary>
      <ul className="pop">
        <li className="who">
          <bdi data-name="">{member?.displayName}</bdi>
        </li>
        {isReviewer ? (
          <li data-role={REVIEWERS.join(" ")}>
            <ReviewsLink t={t} locale={locale} />
          </li>
        ) : null}
        <OwnLinks t={t} locale={locale} member={member} />
        {isAdministrator ? (
          <li data-role="administrator">
            <a href={to(PLACES.admin)}>{t("shell.account.administration")}</a>
          </li>
        ) : null}
        <li>
          <form method="post" action={to(PLACES.signOut)}>
            <button type="submit">{t("shell.account.signOut")}</button>
          </form>
        </li>
      </ul>
    </details>
  );
}

/** The member's own pages. A script adds the name to the link of their contributions. */
function OwnLinks({ t, locale, member }: Props & { member: CornerMember | null }) {
  const to = (path: string) => localePath(locale, path);
  return (
    <>
      <li>
        <a href={to(PLACES.ownCountry)}>{t("shell.account.country")}</a>
      </li>
      <li>
        <a href={to(PLACES.me)}>{t("shell.account.profile")}</a>
      </li>
      <li>
        <MessagesLink t={t} locale={locale} unread={member?.unreadMessages ?? 0} />
      </li>
      <li>
        <a href={to(PLACES.drafts)}>{t("shell.account.drafts")}</a>
      </li>
      <li>
        <a href={to(`${PLACES.members}/${member?.handle ?? ""}`)} data-contributions="">
          {t("shell.account.contributions")}
        </a>
      </li>
      <li>
        <a href={to(PLACES.watchlist)}>{t("shell.account.watchlist")}</a>
      </li>
      <li>
        <a href={to(PLACES.security)}>{t("shell.account.security")}</a>
      </li>
      <li>
        <a href={to(PLACES.mailSettings)}>{t("me.nav.notifications")}</a>
      </li>
    </>
  );
}
