import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { pageHref } from "@/lib/files/pictures/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { materialHref } from "../addresses";

/**
 * The content of a file, page by page: its text, and pictures of the first pages of a PDF. For reading
 * without a download, and the target of search results.
 */
export function TextView(props: {
  t: Translator;
  locale: Locale;
  slug: string;
  file: { id: string; name: string; language: string };
  title: string;
  recognised: { pages: number; total: number } | null;
  pages: readonly { page: number; text: string }[];
  pictures: readonly { page: number; width: number; height: number }[];
}) {
  const { t, locale, slug, file, title, recognised, pages, pictures } = props;
  const written = pages.filter(({ text }) => text.trim() !== "");
  const numbers = [...new Set([...written, ...pictures].map(({ page }) => page))].sort((a, b) => a - b);
  return (
    <>
      <PageHead
        title={t("training.material.textTitle", { title })}
        sub={t("training.material.textSub", { name: file.name })}
        actions={<a href={materialHref(locale, slug)}>{t("training.material.back")}</a>}
      />
      <div className="wrap body flush stack">
        {recognised ? (
          <Note kind="warn" icon="alert" title={t("training.scan.label")}>
            {t("training.scan.labelHint")}{" "}
            {recognised.pages < recognised.total ? t("training.scan.partly", recognised) : null}
          </Note>
        ) : null}
        {numbers.length === 0 ? <p className="dim">{t("training.material.textNone")}</p> : null}
        {numbers.map((page) => {
          const text = written.find((one) => one.page === page)?.text;
          const picture = pictures.find((one) => one.page === page);
          return (
            <section key={page} aria-labelledby={`page-${page}`} className="stack">
              <h2 id={`page-${page}`}>{t("files.textPage", { page })}</h2>
              {picture ? (
                <img
                  className="page-picture"
                  src={pageHref(file.id, page)}
                  width={picture.width}
                  height={picture.height}
                  loading="lazy"
                  alt={t("training.material.pageOf", { page, name: file.name })}
                />
              ) : null}
              {text ? (
                <div className="prose lines" lang={file.language} dir="auto">
                  {text}
                </div>
              ) : (
                <p className="dim">{t("training.material.pageNoText")}</p>
              )}
            </section>
          );
        })}
      </div>
    </>
  );
}
