import { Icon } from "@/components/ui/icon";
import { direction, type Locale, localePath } from "@/lib/i18n/locales";
import { offeredLocales } from "@/lib/i18n/site-words";
import { translator } from "@/lib/i18n/translator";

/**
 * The offer to read the page in another language, written in that language. A page is the same for everyone,
 * so a template contains all offers; `enhance/language` shows one in an element that exists from the start,
 * so that screen readers announce it.
 */
export function LanguageOffer({ locale, path }: { locale: Locale; path: string }) {
  return (
    <>
      <div className="offer" aria-live="polite" data-language-offer="" />
      <template id="language-offers">
        {offeredLocales()
          .filter((other) => other !== locale)
          .map((other) => {
            const t = translator(other);
            return (
              <section key={other} lang={other} dir={direction(other)} aria-label={t("shell.offer.label")}>
                <p>
                  {t("shell.offer.text")}{" "}
                  <a href={localePath(other, path)} hrefLang={other} data-language={other}>
                    {t("shell.offer.go")}
                  </a>
                </p>
                <button type="button" className="btn ic" aria-label={t("shell.offer.dismiss")}>
                  <Icon name="x" />
                </button>
              </section>
            );
          })}
      </template>
    </>
  );
}
