import { ButtonLink } from "@/components/ui/button";
import type { Translator } from "@/lib/i18n/translator";

/** Where a revision is hidden: a script shows it to moderators; without scripts it leads everyone, and they are told. */
export function OverseeLink({ t, href }: { t: Translator; href: string }) {
  return (
    <>
      <ButtonLink href={href} rel="nofollow" data-oversee="" hidden>
        {t("past.hidden.link")}
      </ButtonLink>
      <noscript>
        <ButtonLink href={href} rel="nofollow">
          {t("past.hidden.linkPlain")}
        </ButtonLink>
      </noscript>
    </>
  );
}
