import { DiffView } from "@/components/revisions/diff-view";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";

/** A reviewer's changes to a text before publication, for its authors. */
export function AmendedView(props: {
  t: Translator;
  locale: Locale;
  title: string;
  language: string;
  diff: DiffResult;
  /** The address for reading the text. */
  back: string;
}) {
  const { t, locale, title, language, diff, back } = props;
  return (
    <>
      <PageHead
        title={t("revisions.amended.title")}
        sub={t("revisions.amended.sub")}
        actions={
          <ButtonLink href={back}>
            <bdi lang={language}>{title}</bdi>
          </ButtonLink>
        }
      />
      <div className="wrap body flush prose" lang={language}>
        <DiffView t={t} locale={locale} diff={diff} sourceTitle={(id) => id} />
      </div>
    </>
  );
}
