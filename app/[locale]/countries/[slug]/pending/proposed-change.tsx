import { profileHref } from "@/components/profiles/addresses";
import { DiffView } from "@/components/revisions/diff-view";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { partOf } from "@/lib/profiles/model";
import type { DiffResult } from "@/lib/revisions/model";

/** The changes of an edit, and the sources saved with it. */
export function ProposedChange(props: {
  t: Translator;
  locale: Locale;
  diff: DiffResult;
  sources: DiffResult | null;
  /** Language of its text. */
  language: string;
  sourceTitle: (id: string) => string | null;
}) {
  const { t, locale, diff, sources, language, sourceTitle } = props;
  return (
    <>
      <DiffView
        t={t}
        locale={locale}
        diff={diff}
        lang={language === locale ? undefined : language}
        sourceTitle={sourceTitle}
      />
      {sources ? (
        <>
          <h3>{t("profiles.pending.sources")}</h3>
          <DiffView t={t} locale={locale} diff={sources} sourceTitle={sourceTitle} />
        </>
      ) : null}
    </>
  );
}

/** Returns the address for editing the section or translation of an edit; `more`: parameters naming the edit. */
export function editHrefOf(
  locale: Locale,
  slug: string,
  { section: key }: { section: string },
  more: { accepts?: number; again?: number } = {},
): string {
  const part = partOf(key);
  const lang = part?.language ?? undefined;
  return withQuery(profileHref(locale, slug, `/edit/${part?.section ?? key}`), { lang, ...more });
}
