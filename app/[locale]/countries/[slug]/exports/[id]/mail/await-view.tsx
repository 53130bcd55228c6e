import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  title: string;
  made: { id: string; slug: string };
  lang: string | undefined;
  form: FormState;
  isAwaited: boolean;
}

/** Turns the mail about a finished document on or off. */
export function AwaitView({ t, locale, title, made, lang, form, isAwaited }: Props) {
  const page = profileHref(locale, made.slug, `/exports/${made.id}`);
  const name = isAwaited ? "stop" : "await";
  return (
    <>
      <PageHead title={title} />
      <div className="wrap body flush stack narrow">
        {isAwaited ? (
          <Note kind="ok" icon="check" role="status">
            {t("exports.waiting.asked")}
          </Note>
        ) : (
          <p>{t("exports.waiting.text")}</p>
        )}
        <PostForm
          t={t}
          name={name}
          action={withQuery(`${page}/mail`, { lang })}
          fields={fieldsOf(t, form, name)}
          className="stack"
        >
          <div className="row">
            <Button kind={isAwaited ? "plain" : "pri"}>{t(`exports.waiting.${name}`)}</Button>
          </div>
        </PostForm>
        <p>
          <a href={withQuery(page, { lang })}>{t("exports.waiting.progress")}</a>
        </p>
      </div>
    </>
  );
}
