import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";
import { DiffView } from "./diff-view";

/** The difference that saving would make, above the form in which the text still stands: the look of a browser without scripts. */
export function PlainPreview(props: {
  t: Translator;
  locale: Locale;
  preview: { diff: DiffResult; behind: number };
  sourceTitle: (id: string) => string | null;
  /** The level of its heading, by what it stands in. */
  level?: "h2" | "h3";
}) {
  const { t, locale, preview, sourceTitle, level: Heading = "h2" } = props;
  return (
    <section className="box" aria-labelledby="preview">
      {/* Who asked for the difference is led to it. */}
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
