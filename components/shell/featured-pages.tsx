import { SectionHead } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** The pages that administrators feature on the front page. */
export function FeaturedPages(props: {
  t: Translator;
  locale: Locale;
  pages: readonly { path: string; title: string }[];
}) {
  const { t, locale, pages } = props;
  if (pages.length === 0) return null;
  return (
    <section aria-labelledby="featured">
      <SectionHead id="featured">{t("home.featured")}</SectionHead>
      <ul className="list">
        {pages.map(({ path, title }) => (
          <li key={path}>
            <a href={localePath(locale, path)}>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
