import { PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { editHref } from "@/components/profiles/section-languages";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FirstSteps } from "@/lib/members";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileToDo } from "@/lib/profiles/reading";
import type { WatchState } from "@/lib/watching";
import { placeText, thingName } from "@/lib/watching/model";

/** The member's country, and its profile if it has one. */
export interface OwnCountry {
  code: string;
  profile: { slug: string; name: string; toDo: ProfileToDo; watches: WatchState[] } | null;
}

interface Props {
  t: Translator;
  locale: Locale;
  steps: FirstSteps;
  country: OwnCountry | null;
  handle: string;
}

/** The number of sections that are named. */
const NAMED = 5;

/** The profile of the member's country, and what is missing in it. */
export function CountryStep({ t, locale, country }: Props) {
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

/** Buttons to watch the country and its region. */
export function WatchStep({ t, locale, country }: Props) {
  return (
    <>
      <p>{t("welcome.watch.what")}</p>
      {country?.profile?.watches.map((state) => {
        const of = placeText(state.thing.place);
        const thing = thingName(state.thing, t, locale);
        if (state.level !== null && state.level !== "muted")
          return <p key={of}>{t("welcome.watch.is", { thing })}</p>;
        return (
          <PostForm
            key={of}
            t={t}
            name="watch"
            action={localePath(locale, PLACES.welcome)}
            hidden={{ of, level: "watching" }}
            className="row"
          >
            <Button icon="eye">{t("welcome.watch.button", { thing })}</Button>
          </PostForm>
        );
      })}
      <p>
        <a href={localePath(locale, PLACES.watchlist)}>{t("welcome.watch.list")}</a>
      </p>
    </>
  );
}

/** One section of the profile that a new member can write or correct. */
export function EditStep({ t, locale, country }: Props) {
  const easy = country?.profile?.toDo.easy;
  if (!country?.profile || !easy) {
    return (
      <>
        <p>{t("welcome.edit.any")}</p>
        <p>
          <ButtonLink href={localePath(locale, PLACES.countries)}>{t("welcome.edit.countries")}</ButtonLink>
        </p>
      </>
    );
  }
  const { slug, name } = country.profile;
  const section = t(`profiles.sections.${easy.section}`);
  return (
    <>
      <p>{t(`welcome.edit.${easy.is}`, { section, country: name })}</p>
      <p className="dim small">{t("welcome.edit.review")}</p>
      <p>
        <ButtonLink href={editHref(locale, slug, easy.section)} icon="edit">
          {t("welcome.edit.button", { section })}
        </ButtonLink>
      </p>
    </>
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
export function IntroduceStep({ t, locale, steps, handle }: Props) {
  return (
    <>
      <p>{t("welcome.introduce.what")}</p>
      <p className="row">
        <ButtonLink href={localePath(locale, PLACES.me)}>{t("welcome.introduce.button")}</ButtonLink>
        {steps.done.introduce ? (
          <a href={localePath(locale, `${PLACES.members}/${handle}`)}>{t("welcome.introduce.see")}</a>
        ) : null}
      </p>
    </>
  );
}
