import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";
import { DiffView } from "./diff-view";

/** The changes that saving would make, above the form that still contains the text, for browsers without scripts. */
export function PlainPreview(props: {
  t: Translator;
  locale: Locale;
  preview: { diff: DiffResult; behind: number };
  sourceTitle: (id: string) => string | null;
  /** The level of its heading on the page. */
  level?: "h2" | "h3";
}) {
  const { t, locale, preview, sourceTitle, level: Heading = "h2" } = props;
  return (
    <section className="box" aria-labelledby="preview">
      {/* Members who request the comparison are moved to it. */}
      <Heading id="preview" tabIndex={-1} autoFocus>
        {t("editor.preview.title")}
      </Heading>
      <div className="in-b stack">
        {preview.behind > 0 ? (
          <p className="small dim">{t("editor.draft.behind", { count: preview.behind })}</p>
        ) : null}
        <DiffView t={t} locale={locale} diff={preview.diff} sourceTitle={sourceTitle} />
      </div>
    </section>
  );
}
