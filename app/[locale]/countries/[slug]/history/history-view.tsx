import { ATOM_TYPE } from "@/components/atom";
import { Credits } from "@/components/discussions/credits";
import { profileFeedHref, profileHref } from "@/components/profiles/addresses";
import { changeHref } from "@/components/profiles/changes-table";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { HistoryForm } from "@/components/revisions/history-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import type { CreditedReply } from "@/lib/discussions/proposals/model";
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
  /** Replies whose words revisions have, by number. */
  credits: ReadonlyMap<number, readonly (CreditedReply | null)[]>;
  /** For a single section: what could be rolled back. */
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
          <ButtonLink href={feed} type={ATOM_TYPE}>
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

/**
 * The link to a rollback. A script shows it only to members with permission; without scripts everyone sees
 * it, and the page explains who may use it.
 */
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

/** Lists every section, and the translation whose history is shown. */
function optionsOf(shown: string | undefined): readonly string[] {
  const isTranslation = shown !== undefined && partOf(shown)?.language;
  return isTranslation ? [...SECTION_KEYS, shown] : SECTION_KEYS;
}

function List({ t, locale, head, query, history, credits }: Props) {
  const { rows, total } = history;
  const href = (below: string) => profileHref(locale, head.slug, below);
  if (rows.length === 0) {
    return (
      <Empty
        action={
          query.section ? (
            <ButtonLink href={href("/history")}>{t("profiles.history.clear")}</ButtonLink>
          ) : undefined
        }
      >
        {t("profiles.history.nothing")}
      </Empty>
    );
  }
  const f = formatter(locale);
  return (
    <HistoryForm
      {...{ t, locale, history, href }}
      query={{ section: query.section }}
      className="stack"
      changeHref={(line) => changeHref(locale, { ...line, slug: head.slug })}
      sectionOf={({ section }) => sectionTitle(t, section)}
      note={({ number }) => <Credits t={t} locale={locale} credits={credits.get(number)} />}
      more={(line) => <RevertLink {...{ t, line, href }} />}
    >
      {t("profiles.history.shown", {
        last: f.number(rows.at(-1)?.number ?? 0, { useGrouping: false }),
        first: f.number(rows[0]?.number ?? 0, { useGrouping: false }),
        total,
      })}
    </HistoryForm>
  );
}

/** Link to the form that reverts to a revision; none if it cannot be reverted to. */
function RevertLink(props: { t: Translator; line: RevisionLine; href: (below: string) => string }) {
  const { t, line, href } = props;
  const { number } = line;
  return line.isStanding || line.isHidden || line.mergedInto !== null ? null : (
    <a href={href(`/revisions/${number}#revert`)} aria-label={t("profiles.history.revertTo", { number })}>
      {t("profiles.history.revert")}
    </a>
  );
}
