import { sizeText } from "@/components/files/file-words";
import { profileHref } from "@/components/profiles/addresses";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type ExportForm, type ExportFormat, exportPath } from "@/lib/exports/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  title: string;
  made: {
    id: string;
    slug: string;
    number: number;
    format: ExportFormat;
    form: ExportForm;
    language: Locale;
    state: "making" | "ready" | "failed";
    progress: number;
    size: number | null;
  };
  /** Language of its texts, if not that of its headings. */
  lang: string | undefined;
}

/** A document while it is being made, when it is ready, or after making it has failed. */
export function MadeView({ t, locale, title, made, lang }: Props) {
  const { slug, number, format, form, language, state, progress, size } = made;
  const revision = number > 0 ? number : undefined;
  return (
    <>
      <PageHead title={title} />
      <div className="wrap body flush stack narrow">
        {state === "making" ? (
          <>
            <p>{t("exports.made.text")}</p>
            <p role="status">
              <progress className="making" max={100} value={progress} aria-label={title} />{" "}
              {t("exports.made.progress", { done: progress })}
            </p>
            <p className="row">
              <ButtonLink href={withQuery(profileHref(locale, slug, `/exports/${made.id}`), { lang })}>
                {t("exports.made.again")}
              </ButtonLink>
              <ButtonLink
                icon="bell"
                href={withQuery(profileHref(locale, slug, `/exports/${made.id}/mail`), { lang })}
                rel="nofollow"
              >
                {t("exports.made.mail")}
              </ButtonLink>
            </p>
          </>
        ) : null}
        {state === "ready" ? (
          <>
            <p>
              <ButtonLink
                kind="pri"
                icon="download"
                href={localePath(language, exportPath(slug, format, { form, revision, lang }))}
                download=""
              >
                {t("exports.made.download", {
                  kind: format.toUpperCase(),
                  size: sizeText(locale, size ?? 0),
                })}
              </ButtonLink>
            </p>
            <p className="dim">{t("exports.made.readyText")}</p>
          </>
        ) : null}
        {state === "failed" ? (
          <Note kind="bad" role="alert">
            {t("exports.made.failedText")}
          </Note>
        ) : null}
        <p>
          <a href={profileHref(locale, slug)}>{t("exports.made.back")}</a>
        </p>
      </div>
    </>
  );
}
