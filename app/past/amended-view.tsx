import { DiffView } from "@/components/revisions/diff-view";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";

/** What a reviewer changed in a text before it was published, before those whose text it is. */
export function AmendedView(props: {
  t: Translator;
  locale: Locale;
  title: string;
  language: string;
  diff: DiffResult;
  /** Where the text is read. */
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
