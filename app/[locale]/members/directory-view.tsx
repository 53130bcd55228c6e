import { sectorName, specialtyName } from "@/components/members/member-facts";
import { Pager } from "@/components/pager";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { SECTORS } from "@/lib/accounts/model";
import type { Page } from "@/lib/core/paging";
import { compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName, languageNames } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type DirectoryLine, type DirectoryQuery, MEMBER_LANGUAGES, SPECIALTIES } from "@/lib/members/model";

interface Props {
  t: Translator;
  locale: Locale;
  query: DirectoryQuery;
  found: Page<DirectoryLine> & { total: number };
  countries: readonly string[];
}

/** The directory of members who chose to be listed, filtered by a plain form. */
export function DirectoryView(props: Props) {
  const { t, locale } = props;
  return (
    <>
      <PageHead
        title={t("members.title")}
        sub={t("members.sub")}
        actions={<ButtonLink href={localePath(locale, PLACES.me)}>{t("members.appear")}</ButtonLink>}
      />
      <div className="wrap body flush stack">
        <Filters {...props} />
        <div id="found" className="stack">
          <List {...props} />
        </div>
      </div>
    </>
  );
}

const FILTERS = ["q", "country", "sector", "specialty", "language"] as const;

function List({ t, locale, query, found }: Props) {
  const path = localePath(locale, PLACES.members);
  if (found.rows.length === 0) {
    const isFiltered = FILTERS.some((name) => query[name] !== undefined);
    return (
      <Empty
        action={
          isFiltered ? (
            <ButtonLink href={path}>{t("members.clear")}</ButtonLink>
          ) : (
            <ButtonLink href={localePath(locale, PLACES.me)}>{t("members.appear")}</ButtonLink>
          )
        }
      >
        <span data-live-count="">{isFiltered ? t("members.nothing") : t("members.empty")}</span>
      </Empty>
    );
  }
  const place = (at: object) => withQuery(path, { ...query, before: null, after: null, ...at });
  return (
    <>
      <p className="dim" data-live-count="">
        {t("members.count", { count: found.total })}
      </p>
      <ul className="list">
        {found.rows.map((line) => (
          <li key={line.id}>
            <Line t={t} locale={locale} line={line} />
          </li>
        ))}
      </ul>
      <Pager
        t={t}
        label={t("members.pages")}
        previous={found.previous ? place({ before: found.previous }) : null}
        next={found.next ? place({ after: found.next }) : null}
      />
    </>
  );
}

function Line({ t, locale, line }: { t: Translator; locale: Locale; line: DirectoryLine }) {
  const { country, institution, sector, specialties, languages } = line.fields;
  return (
    <>
      <h2 className="name">
        <a href={localePath(locale, `/members/${line.handle}`)} id={`member-${line.handle}`}>
          <bdi>{line.displayName}</bdi>
        </a>
      </h2>
      {sector || institution || country || languages.length > 0 ? (
        <p className="meta">
          {sector ? <span>{sectorName(t, sector)}</span> : null}
          {institution ? <bdi>{institution}</bdi> : null}
          {country ? <span>{countryName(country, locale)}</span> : null}
          {languages.length > 0 ? <span>{languageNames(languages, locale)}</span> : null}
        </p>
      ) : null}
      {specialties.length > 0 ? (
        <p className="small">
          {listText(
            specialties.map((one) => specialtyName(t, one)),
            locale,
          )}
        </p>
      ) : null}
    </>
  );
}

function Filters({ t, locale, query, countries }: Props) {
  const byName = compareNames(locale);
  const named = (codes: readonly string[], nameOf: (code: string) => string) =>
    codes.map((code) => ({ value: code, label: nameOf(code) })).sort((a, b) => byName(a.label, b.label));
  return (
    <form className="filters" action={localePath(locale, PLACES.members)} data-live="found">
      <TextField
        name="q"
        id="name"
        label={t("members.name")}
        defaultValue={query.q}
        maxLength={80}
        autoComplete="off"
      />
      <SelectField
        name="country"
        label={t("members.field.country")}
        empty={t("members.anyCountry")}
        names="country"
        options={named(countries, (code) => countryName(code, locale))}
        defaultValue={query.country ?? ""}
      />
      <SelectField
        name="sector"
        label={t("members.field.sector")}
        empty={t("members.anySector")}
        options={SECTORS.map((one) => ({ value: one, label: sectorName(t, one) }))}
        defaultValue={query.sector ?? ""}
      />
      <SelectField
        name="specialty"
        label={t("members.subject")}
        empty={t("members.anySubject")}
        options={SPECIALTIES.map((one) => ({ value: one, label: specialtyName(t, one) }))}
        defaultValue={query.specialty ?? ""}
      />
      <SelectField
        name="language"
        label={t("members.language")}
        empty={t("members.anyLanguage")}
        names="language"
        options={named(MEMBER_LANGUAGES, (code) => languageName(code, locale))}
        defaultValue={query.language ?? ""}
      />
      <Button kind="pri">{t("members.apply")}</Button>
    </form>
  );
}
