import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { isConfirmed } from "@/lib/core/step-up";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Leading } from "@/lib/web/view";
import { ME_PLACES } from "../me-frame";
import { RecoveryCodes } from "./recovery-codes";

/* What the pages for setting up a second factor share: an authenticator, a passkey. */

/** Returns the crumbs of such a page. */
export function factorCrumbs(t: Translator, title: string) {
  return [
    { href: ME_PLACES.profile, label: t("me.title") },
    { href: ME_PLACES.security, label: t("me.security.title") },
    { label: title },
  ];
}

/** Redirects to the confirmation of identity and back; null if it was confirmed recently. */
export function confirmFirst(actor: Actor, locale: Locale, path: string): Leading | null {
  if (isConfirmed(actor, new Date())) return null;
  const next = encodeURIComponent(localePath(locale, path));
  return { to: `${localePath(locale, "/me/confirm")}?next=${next}`, status: 303 };
}

/** The second factor was added: its recovery codes, shown only now; none if the account already has some. */
export function FactorAdded(props: {
  t: Translator;
  locale: Locale;
  title: string;
  sub: string;
  codes: readonly string[];
  actor: Actor;
}) {
  const { t, locale, title, sub, codes, actor } = props;
  const isAdministrator = [...actor.roles, ...actor.dormantRoles].includes("administrator");
  return (
    <>
      <PageHead title={title} sub={sub} />
      <div className="wrap body flush stack">
        {codes.length > 0 ? <RecoveryCodes t={t} codes={[...codes]} /> : null}
        <p className="row">
          <ButtonLink kind="pri" href={localePath(locale, ME_PLACES.security)}>
            {codes.length > 0 ? t("me.twoFactor.kept") : t("me.continue")}
          </ButtonLink>
          {isAdministrator ? (
            <ButtonLink href={localePath(locale, "/admin/setup")}>{t("setup.open")}</ButtonLink>
          ) : null}
        </p>
      </div>
    </>
  );
}
