import { PageHead } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { materialHref } from "../addresses";

/** The words inside a file, page by page: to be read without downloading it, and where a search leads. */
export function TextView(props: {
  t: Translator;
  locale: Locale;
  slug: string;
  file: { name: string; language: string };
  title: string;
  pages: readonly { page: number; text: string }[];
}) {
  const { t, locale, slug, file, title, pages } = props;
  const written = pages.filter(({ text }) => text.trim() !== "");
  return (
    <>
      <PageHead
        title={t("training.material.textTitle", { title })}
        sub={t("training.material.textSub", { name: file.name })}
        actions={<a href={materialHref(locale, slug)}>{t("training.material.back")}</a>}
      />
      <div className="wrap body flush stack">
        {written.length === 0 ? <p className="dim">{t("training.material.textNone")}</p> : null}
        {written.map(({ page, text }) => (
          <section key={page} aria-labelledby={`page-${page}`} className="stack">
            <h2 id={`page-${page}`}>{t("training.material.textPage", { page })}</h2>
            <div className="prose lines" lang={file.language} dir="auto">
              {text}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}
