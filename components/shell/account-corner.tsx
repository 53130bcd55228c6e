import { Icon } from "@/components/ui/icon";
import { initials } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

/** What the corner shows of a member; also the shape of `member` in the answer of `/api/me`. */
export interface CornerMember {
  handle: string;
  displayName: string;
  roles: readonly string[];
}

interface Props {
  t: Translator;
  locale: Locale;
}

/** The links of a visitor. `data-visitor` lets the script take them away once it knows that there is a member. */
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

/**
 * The member's menu. On a screen it is drawn for its member; in a document it stands empty in a template, the same
 * for everyone, and the script fills it from `/api/me`.
 */
export function MemberCorner({ t, locale, member }: Props & { member: CornerMember | null }) {
  const to = (path: string) => localePath(locale, path);
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
        <li>
          <a href={to(PLACES.me)}>{t("shell.account.profile")}</a>
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
          <a href={to(PLACES.security)}>{t("shell.account.security")}</a>
        </li>
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
