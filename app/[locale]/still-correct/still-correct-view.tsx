import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";

/** The page of a reminder's link: the section, when it was last checked, and the button. */
export function StillCorrectView(props: {
  t: Translator;
  locale: Locale;
  due: {
    slug: string;
    section: SectionKey;
    names: Readonly<Record<Locale, string>>;
    checkedAt: Date;
    number: number;
  };
  token: string;
  form: FormState;
}) {
  const { t, locale, due, token, form } = props;
  const { slug, section, names, checkedAt, number } = due;
  return (
    <>
      <PageHead title={t("freshness.link.title")} />
      <div className="wrap body stack narrow">
        <p>
          {t.rich("freshness.link.text", {
            section: sectionTitle(t, section),
            country: names[locale],
            when: () => <Time at={checkedAt} locale={locale} isDayOnly />,
          })}
        </p>
        <p>
          <a href={`${profileHref(locale, slug)}#${section}`}>{t("freshness.link.read")}</a>
        </p>
        <PostForm
          t={t}
          name="confirm"
          action={localePath(locale, "/still-correct")}
          fields={fieldsOf(t, form, "confirm")}
          hidden={{ token, seen: String(number) }}
          className="stack"
        >
          <div className="row">
            <Button kind="pri" size="big">
              {t("freshness.link.button")}
            </Button>
          </div>
        </PostForm>
        <p>
          {t("freshness.link.wrong")}{" "}
          <a href={profileHref(locale, slug, `/edit/${section}`)}>{t("freshness.link.edit")}</a>
        </p>
      </div>
    </>
  );
}
