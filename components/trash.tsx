import type { ReactNode } from "react";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { TRASH_DAYS } from "@/lib/core/trash";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** A button for authors to delete a draft that was never published. `hint`: what happens to the draft. */
export function DeleteDraft({ t, action, hint }: { t: Translator; action: string; hint: string }) {
  return (
    <PostForm t={t} name="remove" action={action} className="stack g3 narrow">
      <p className="row">
        <Button kind="bad">{t("common.trash.remove")}</Button>
        <span className="hint">{hint}</span>
      </p>
    </PostForm>
  );
}

/** What an author has deleted and can still restore, each with the day of its final deletion; nothing if empty. */
export function Trash<
  Row extends { id: string; slug: string; title: string; language: string; until: Date },
>(props: {
  t: Translator;
  locale: Locale;
  form: FormState;
  action: string;
  rows: readonly Row[];
  /** More text for a line. */
  lineOf?: (row: Row) => ReactNode;
}) {
  const { t, locale, form, action, rows, lineOf } = props;
  if (rows.length === 0) return null;
  return (
    <Section id="bin" className="stack g3" title={t("common.trash.title", { days: TRASH_DAYS })}>
      <p className="hint measure">{t("common.trash.hint")}</p>
      <ul className="list ruled">
        {rows.map((row) => (
          <li key={row.id}>
            <PostForm
              t={t}
              name="putBack"
              action={action}
              fields={fieldsOf(t, form, "putBack")}
              hidden={{ slug: row.slug }}
              className="row apart"
            >
              <div>
                <p className="name" lang={row.language} dir="auto">
                  {row.title}
                </p>
                <p className="meta">
                  {lineOf ? <span>{lineOf(row)}</span> : null}
                  <span>
                    {t.rich("common.trash.until", {
                      day: () => <Time at={row.until} locale={locale} isDayOnly />,
                    })}
                  </span>
                </p>
              </div>
              <Button>
                {t("common.trash.restore")}
                <span className="vh"> {t("common.trash.restoreOf", { title: row.title })}</span>
              </Button>
            </PostForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}
