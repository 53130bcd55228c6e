import { Pager } from "@/components/pager";
import { profileFeedHref, profileHref } from "@/components/profiles/addresses";
import { FEED_TYPE } from "@/components/profiles/changes-feed";
import { changeHref } from "@/components/profiles/changes-table";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import {
  AuthorCell,
  ChangeCells,
  HistoryHead,
  PickCells,
  RevisionCell,
} from "@/components/revisions/history-cells";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { LastRun, RevisionLine } from "@/lib/pages/model";
import { partOf, SECTION_KEYS } from "@/lib/profiles/model";
import type { HistoryQuery, ProfileHead } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  query: HistoryQuery;
  history: Page<RevisionLine> & { total: number };
  /** Of a single section: what could be rolled back. */
  run: LastRun | null;
}

/** Every published revision of a profile; any two can be compared. */
export function HistoryView(props: Props) {
  const { t, locale, head, query, run } = props;
  const feed = profileFeedHref(locale, head.slug, query.section);
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.history.sub")}
      actions={
        <>
          {run ? <RollBackLink {...props} run={run} /> : null}
          <ButtonLink href={feed} type={FEED_TYPE}>
            {t("profiles.changes.feed")}
          </ButtonLink>
        </>
      }
    >
      <div className="wrap body stack">
        <SectionFilter {...props} />
        <List {...props} />
      </div>
    </ProfileFrame>
  );
}

/** The way to a rollback: a script shows it to those who may; without scripts it leads everyone, and they are told. */
function RollBackLink({ t, locale, head, run }: Props & { run: LastRun }) {
  const part = partOf(run.last.section);
  const link = (isHidden: boolean) => (
    <ButtonLink
      href={withQuery(profileHref(locale, head.slug, `/rollback/${part?.section ?? run.last.section}`), {
        lang: part?.language,
      })}
      {...(isHidden ? { hidden: true, "data-roll-back": head.iso2 } : {})}
    >
      {t("profiles.rollback.button")}
    </ButtonLink>
  );
  return (
    <>
      {link(true)}
      <noscript>{link(false)}</noscript>
    </>
  );
}

function SectionFilter({ t, locale, head, query }: Props) {
  return (
    <form className="filters" action={profileHref(locale, head.slug, "/history")}>
      <SelectField
        name="section"
        label={t("profiles.section.label")}
        empty={t("profiles.section.any")}
        options={optionsOf(query.section).map((key) => ({ value: key, label: sectionTitle(t, key) }))}
        defaultValue={query.section ?? ""}
      />
      <Button>{t("profiles.directory.apply")}</Button>
    </form>
  );
}

/** Every section, and the translation whose history is being read. */
function optionsOf(shown: string | undefined): readonly string[] {
  const isTranslation = shown !== undefined && partOf(shown)?.language;
  return isTranslation ? [...SECTION_KEYS, shown] : SECTION_KEYS;
}

function List({ t, locale, head, query, history }: Props) {
  const { rows, previous, next, total } = history;
  const path = profileHref(locale, head.slug, "/history");
  if (rows.length === 0) {
    return (
      <Empty
        action={
          query.section ? <ButtonLink href={path}>{t("profiles.history.clear")}</ButtonLink> : undefined
        }
      >
        {t("profiles.history.nothing")}
      </Empty>
    );
  }
  const f = formatter(locale);
  const place = (changed: Partial<HistoryQuery>) => withQuery(path, { section: query.section, ...changed });
  return (
    <form action={profileHref(locale, head.slug, "/diff")} className="stack">
      {rows.length > 1 ? (
        <div className="row end">
          <input type="hidden" name="chosen" value="1" />
          <Button kind="pri">{t("past.history.compare")}</Button>
        </div>
      ) : null}
      <CardTable className="hist" caption={t("past.history.caption")}>
        <HistoryHead t={t} hasSections />
        <tbody>
          {rows.map((line, index) => (
            <Row
              key={line.number}
              t={t}
              locale={locale}
              head={head}
              line={line}
              index={index}
              count={rows.length}
            />
          ))}
        </tbody>
      </CardTable>
      <Pager
        t={t}
        label={t("past.history.pages")}
        previous={previous ? place({ after: Number(previous) }) : null}
        next={next ? place({ before: Number(next) }) : null}
      >
        {t("profiles.history.shown", {
          last: f.number(rows.at(-1)?.number ?? 0, { useGrouping: false }),
          first: f.number(rows[0]?.number ?? 0, { useGrouping: false }),
          total,
        })}
      </Pager>
    </form>
  );
}

interface RowProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  line: RevisionLine;
  index: number;
  count: number;
}

function Row({ t, locale, head, line, index, count }: RowProps) {
  const { number } = line;
  return (
    <tr>
      <PickCells t={t} number={number} index={index} count={count} />
      <RevisionCell
        t={t}
        locale={locale}
        number={number}
        createdAt={line.createdAt}
        href={profileHref(locale, head.slug, `/revisions/${number}`)}
      />
      <AuthorCell t={t} locale={locale} line={line} />
      <td data-l={t("profiles.section.label")}>{sectionTitle(t, line.section)}</td>
      <ChangeCells t={t} locale={locale} line={line} />
      <td data-l={t("past.history.actions")}>
        <a
          href={changeHref(locale, { ...line, slug: head.slug })}
          aria-label={t("past.history.changeOf", { number })}
        >
          {t("past.history.change")}
        </a>{" "}
        {line.isStanding || line.isHidden || line.mergedInto !== null ? null : (
          <a
            href={profileHref(locale, head.slug, `/revisions/${number}#revert`)}
            aria-label={t("profiles.history.revertTo", { number })}
          >
            {t("profiles.history.revert")}
          </a>
        )}
      </td>
    </tr>
  );
}
