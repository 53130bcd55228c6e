import { checkHref } from "@/app/[locale]/countries/[slug]/freshness-mark";
import { recordName } from "@/components/content/record-name";
import { profileHref } from "@/components/profiles/addresses";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { PLACES } from "@/components/shell/places";
import { ButtonLink } from "@/components/ui/button";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { FirstTask } from "@/lib/profiles/reading";

/** A first task with the country that it is in. */
export interface CountryTask {
  slug: string;
  country: string;
  task: FirstTask;
}

interface Props {
  t: Translator;
  locale: Locale;
  /** Null if nothing is open anywhere. */
  first: CountryTask | null;
}

/** What a member can do in two minutes, with the link to do it. */
export function TaskText({ t, locale, first }: Props) {
  if (first === null) {
    return (
      <>
        <p>{t("welcome.task.any")}</p>
        <p>
          <ButtonLink href={localePath(locale, PLACES.countries)}>{t("welcome.task.countries")}</ButtonLink>
        </p>
      </>
    );
  }
  const { slug, task } = first;
  const section = sectionTitle(t, task.section);
  const isConfirmed = task.is === "confirm";
  return (
    <>
      <p>{wordsOf(t, locale, first)}</p>
      {task.isPublished ? null : <p className="dim small">{t("welcome.task.review")}</p>}
      <p className="row">
        {isConfirmed ? (
          <ButtonLink kind="pri" href={checkHref(locale, slug, task.section)} icon="check">
            {t("welcome.task.check", { section })}
          </ButtonLink>
        ) : (
          <ButtonLink kind="pri" href={editHref(locale, slug, task.section)} icon="edit">
            {t("welcome.task.edit", { section })}
          </ButtonLink>
        )}
        {task.is === "missing" ? null : (
          <a href={`${profileHref(locale, slug)}#${task.section}`}>{t("welcome.task.read")}</a>
        )}
      </p>
    </>
  );
}

function wordsOf(t: Translator, locale: Locale, { country, task }: CountryTask): string {
  const section = sectionTitle(t, task.section);
  if (task.is !== "unverified") return t(`welcome.task.${task.is}`, { section, country });
  const kind = recordsKindOf(task.section);
  const title = kind?.fields.find(({ name }) => name === kind.titleField);
  return t("welcome.task.unverified", {
    section,
    country,
    count: task.count,
    record: recordName(title, task.record, t, locale),
  });
}
