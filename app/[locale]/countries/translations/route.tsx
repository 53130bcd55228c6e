import { scope } from "@/lib/core/versions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { listTranslations, TranslationsQuery } from "@/lib/profiles/translations";
import { document } from "@/lib/web/pages/document";
import { TranslationsView } from "./translations-view";

/** Work for translators: missing translations in a language, and outdated ones. */
export const GET = document({
  query: TranslationsQuery,
  scopes: () => [scope.countries],
  async render(query, { t, locale }) {
    const language = query.lang ?? (locale === DEFAULT_CONTENT_LANGUAGE ? "fr" : locale);
    const title = t("translations.list.title");
    return {
      title,
      description: t("translations.list.sub"),
      current: "countries",
      crumbs: [{ label: t("profiles.directory.title"), href: "/countries" }, { label: title }],
      body: (
        <TranslationsView
          t={t}
          locale={locale}
          language={language}
          query={query}
          lines={await listTranslations(language)}
          asOf={new Date()}
        />
      ),
    };
  },
});
