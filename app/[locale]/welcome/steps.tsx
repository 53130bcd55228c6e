import { profileHref } from "@/components/profiles/addresses";
import { editHref } from "@/components/profiles/section-languages";
import { PLACES } from "@/components/shell/places";
import { ButtonLink } from "@/components/ui/button";
import { countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FirstSteps } from "@/lib/members";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileToDo } from "@/lib/profiles/reading";

/** The member's country, and its profile if it has one. */
export interface OwnCountry {
  code: string;
  profile: { slug: string; name: string; toDo: ProfileToDo } | null;
}

interface Props {
  t: Translator;
  locale: Locale;
}

const CHARTER_LINES = ["cite", "sure", "persons", "text", "own"] as const;

/** The number of sections that are named. */
const NAMED = 5;

/** The profile of the member's country, and what is missing in it. */
export function CountryStep({ t, locale, country }: Props & { country: OwnCountry | null }) {
  if (country === null) {
    return (
      <>
        <p>{t("welcome.country.choose")}</p>
        <p>
          <ButtonLink href={`${localePath(locale, PLACES.me)}#country`}>
            {t("welcome.country.chooseButton")}
          </ButtonLink>
        </p>
      </>
    );
  }
  if (country.profile === null)
    return <p>{t("welcome.country.none", { country: countryName(country.code, locale) })}</p>;
  const { slug, name, toDo } = country.profile;
  return (
    <>
      <p>
        <ButtonLink href={profileHref(locale, slug)}>
          {t("welcome.country.open", { country: name })}
        </ButtonLink>
      </p>
      <p>{t("welcome.country.missing", { count: toDo.missing.length })}</p>
      <Sections t={t} locale={locale} slug={slug} sections={toDo.missing} />
      {toDo.due.length > 0 ? <p>{t("welcome.country.due", { count: toDo.due.length })}</p> : null}
      <Sections t={t} locale={locale} slug={slug} sections={toDo.due} />
    </>
  );
}

function Sections(props: { t: Translator; locale: Locale; slug: string; sections: readonly SectionKey[] }) {
  const { t, locale, slug, sections } = props;
  if (sections.length === 0) return null;
  return (
    <ul>
      {sections.slice(0, NAMED).map((section) => (
        <li key={section}>
          <a href={editHref(locale, slug, section)}>{t(`profiles.sections.${section}`)}</a>
        </li>
      ))}
    </ul>
  );
}

/** An introduction to the editor. */
export function PracticeStep({ t, locale }: Props) {
  return (
    <>
      <p>{t("welcome.practice.what")}</p>
      <p>
        <ButtonLink href={localePath(locale, PLACES.practice)}>{t("welcome.practice.button")}</ButtonLink>
      </p>
    </>
  );
}

/** The member's own page in the directory. */
export function IntroduceStep({ t, locale, steps, handle }: Props & { steps: FirstSteps; handle: string }) {
  return (
    <>
      <p>{t("welcome.introduce.what")}</p>
      <p className="row">
        <ButtonLink href={localePath(locale, PLACES.me)}>{t("welcome.introduce.button")}</ButtonLink>
        <a href={localePath(locale, PLACES.work)}>{t("me.work.title")}</a>
        {steps.done.introduce ? (
          <a href={localePath(locale, `${PLACES.members}/${handle}`)}>{t("welcome.introduce.see")}</a>
        ) : null}
      </p>
    </>
  );
}

/** The charter in five lines, to which the member agreed when joining. */
export function CharterLines({ t, locale }: Props) {
  return (
    <>
      <ul>
        {CHARTER_LINES.map((line) => (
          <li key={line}>{t(`welcome.charter.${line}`)}</li>
        ))}
      </ul>
      <p>
        <a href={localePath(locale, PLACES.charter)}>{t("welcome.charter.all")}</a>
      </p>
    </>
  );
}
