import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { isConfirmed } from "@/lib/core/step-up";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Leading } from "@/lib/web/view";
import { ME_PLACES } from "../me-frame";
import { RecoveryCodes } from "./recovery-codes";

/* What the pages share on which a second factor is set up: an authenticator, a passkey. */

/** The way to such a page. */
export function factorCrumbs(t: Translator, title: string) {
  return [
    { href: ME_PLACES.profile, label: t("me.title") },
    { href: ME_PLACES.security, label: t("me.security.title") },
    { label: title },
  ];
}

/** Leads to the confirmation of who it is, and back; null where that was confirmed lately. */
export function confirmFirst(actor: Actor, locale: Locale, path: string): Leading | null {
  if (isConfirmed(actor, new Date())) return null;
  const next = encodeURIComponent(localePath(locale, path));
  return { to: `${localePath(locale, "/me/confirm")}?next=${next}`, status: 303 };
}

/** The factor is there: its recovery codes, shown this once; none where the account has some already. */
export function FactorAdded(props: {
  t: Translator;
  locale: Locale;
  title: string;
  sub: string;
  codes: readonly string[];
}) {
  const { t, locale, title, sub, codes } = props;
  return (
    <>
      <PageHead title={title} sub={sub} />
      <div className="wrap body flush stack">
        {codes.length > 0 ? <RecoveryCodes t={t} codes={[...codes]} /> : null}
        <p>
          <ButtonLink kind="pri" href={localePath(locale, ME_PLACES.security)}>
            {codes.length > 0 ? t("me.twoFactor.kept") : t("me.continue")}
          </ButtonLink>
        </p>
      </div>
    </>
  );
}
