import { ATOM_TYPE } from "@/components/atom";
import { Pager } from "@/components/pager";
import { changesFeedLink } from "@/components/profiles/changes-feed";
import { ChangesTable } from "@/components/profiles/changes-table";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { RegionField } from "@/components/profiles/region-field";
import { sectionTitle } from "@/components/profiles/section-title";
import { Unread } from "@/components/search/understanding";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WatchRegion, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import { compareNames } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { KINDS_OF_CHANGE } from "@/lib/pages/model";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { PATROL_PATH } from "@/lib/profiles/patrol/model";
import { type ChangeLine, type ChangesQuery, DAYS } from "@/lib/profiles/reading/model";
import { choiceText } from "@/lib/text/choice";
import { type AskedMember, AskedMemberNote, askedText } from "./asked-member";

interface Props {
  t: Translator;
  locale: Locale;
  query: ChangesQuery;
  /** The member of the filter, if any. */
  member: AskedMember | null;
  changes: Page<ChangeLine>;
  countries: readonly { slug: string; iso2: string; names: Readonly<Record<Locale, string>> }[];
  /** Filter values in the address that are not valid and have no effect. */
  unread: readonly string[];
}

/** Recent changes to all profiles, filtered by a plain form. */
export function ChangesView(props: Props) {
  const { t, locale, query } = props;
  const feed = changesFeedLink(t, locale, query).href;
  return (
    <>
      <PageHead
        title={t("profiles.changes.title")}
        sub={t("profiles.changes.sub")}
        actions={
          <ButtonLink href={feed} type={ATOM_TYPE}>
            {t("profiles.changes.feed")}
          </ButtonLink>
        }
      />
      <div className="wrap body flush stack">
        <PatrolMark t={t} locale={locale} />
        <WatchWords t={t} />
        <Filters {...props} />
        {props.member ? <AskedMemberNote {...{ t, locale, query }} member={props.member} /> : null}
        {props.unread.length > 0 ? <Unread t={t} locale={locale} values={props.unread} /> : null}
        <div id="changes" className="stack">
          <List {...props} />
        </div>
      </div>
    </>
  );
}

/**
 * The mark of a change that nobody looked at yet, for members who patrol: `enhance/patrol.ts` puts it at their lines. The page is
 * the same for everyone.
 */
function PatrolMark({ t, locale }: Pick<Props, "t" | "locale">) {
  return (
    <template id="to-patrol">
      <a className="tag warn" data-patrol="" href={localePath(locale, PATROL_PATH)}>
        {t("profiles.changes.toPatrol")}
      </a>
    </template>
  );
}

function List({ t, locale, query, changes }: Props) {
  const path = localePath(locale, PLACES.changes);
  const watch = (
    <>
      <WatchRegion t={t} locale={locale} region={query.region} />
      {query.since ? (
        <Note>
          {t.rich("profiles.changes.since", {
            when: () => <Time at={query.since ?? ""} locale={locale} />,
          })}{" "}
          <a href={withQuery(path, { region: query.region })}>{t("profiles.changes.clear")}</a>
        </Note>
      ) : null}
    </>
  );
  if (changes.rows.length === 0) {
    return (
      <>
        {watch}
        <Empty action={<ButtonLink href={path}>{t("profiles.changes.clear")}</ButtonLink>}>
          <span data-live-count="">{t("profiles.changes.nothing")}</span>
        </Empty>
      </>
    );
  }
  const place = (changed: Partial<ChangesQuery>) =>
    withQuery(path, { ...query, before: null, after: null, ...changed });
  return (
    <>
      {watch}
      <ChangesTable t={t} locale={locale} changes={changes.rows} caption={t("profiles.changes.caption")} />
      <DesignationNotes t={t} locale={locale} entries={changes.rows} />
      <Pager
        t={t}
        label={t("profiles.changes.pages")}
        previous={changes.previous ? place({ after: changes.previous }) : null}
        next={changes.next ? place({ before: changes.next }) : null}
      />
    </>
  );
}

/**
 * Returns the members among the authors of some changes, each once, sorted by name: suggestions for browsers
 * without scripts.
 */
function authorsOf(rows: readonly ChangeLine[]) {
  const authors = rows.flatMap(({ author }) => (typeof author === "string" ? [] : [author]));
  return [...new Map(authors.map((author) => [author.handle, author])).values()].sort((a, b) =>
    a.displayName.localeCompare(b.displayName),
  );
}

function Filters({ t, locale, query, member, changes, countries }: Props) {
  const byName = compareNames(locale);
  const named = [...countries].sort((a, b) => byName(a.names[locale], b.names[locale]));
  return (
    <form className="filters" action={localePath(locale, PLACES.changes)} data-live="changes">
      <RegionField t={t} region={query.region} />
      <SelectField
        name="country"
        label={t("profiles.directory.country")}
        empty={t("profiles.changes.anyCountry")}
        names="country"
        options={named.map(({ slug, iso2, names }) => ({ value: slug, label: names[locale], code: iso2 }))}
        defaultValue={query.country ?? ""}
      />
      <SelectField
        name="section"
        label={t("profiles.section.label")}
        empty={t("profiles.section.any")}
        options={SECTION_KEYS.map((key) => ({ value: key, label: sectionTitle(t, key) }))}
        defaultValue={query.section ?? ""}
      />
      <TextField
        name="member"
        label={t("profiles.changes.member")}
        placeholder={t("profiles.changes.anyMember")}
        defaultValue={askedText(member)}
        maxLength={100}
        autoComplete="off"
        dir="auto"
        list="authors"
        data-combo=""
        data-people={withQuery("/api/v1/suggestions", { kind: "member", lang: locale })}
      />
      <datalist id="authors">
        {authorsOf(changes.rows).map(({ handle, displayName }) => (
          <option key={handle} value={choiceText(displayName, handle)} label={displayName} />
        ))}
      </datalist>
      <SelectField
        name="tag"
        label={t("past.tag.label")}
        empty={t("past.tag.any")}
        options={KINDS_OF_CHANGE.map((tag) => ({ value: tag, label: t(`past.tag.${tag}`) }))}
        defaultValue={query.tag ?? ""}
      />
      <SelectField
        name="days"
        label={t("profiles.changes.period")}
        empty={t("profiles.changes.anyPeriod")}
        options={DAYS.map((days) => ({
          value: days,
          label: t("profiles.changes.days", { days: Number(days) }),
        }))}
        defaultValue={query.days ?? ""}
      />
      <Button kind="pri">{t("profiles.directory.apply")}</Button>
    </form>
  );
}
