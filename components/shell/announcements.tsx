import { Icon } from "@/components/ui/icon";
import { DEFAULT_LOCALE, direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/**
 * The announcements of the day. `enhance/announcements` shows the button and remembers on this device what was
 * dismissed; without scripts they stay.
 */
export function Announcements(props: {
  t: Translator;
  locale: Locale;
  list: readonly { id: string; text: Readonly<Record<Locale, string>> }[];
}) {
  const { t, locale, list } = props;
  if (list.length === 0) return null;
  return (
    <section className="announcements wrap" aria-label={t("shell.announcements.label")}>
      {list.map(({ id, text }) => {
        const language = text[locale] === "" ? DEFAULT_LOCALE : locale;
        return (
          <div className="note" key={id} data-announcement={id}>
            <Icon name="info" />
            <div lang={language} dir={direction(language)}>
              {text[language]}
            </div>
            <button type="button" className="btn ic" aria-label={t("shell.announcements.dismiss")} hidden>
              <Icon name="x" />
            </button>
          </div>
        );
      })}
    </section>
  );
}
