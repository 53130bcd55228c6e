import { profileHref } from "@/components/profiles/addresses";
import { pendingHref } from "@/components/profiles/pending-table";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { OwnContribution } from "@/lib/page-kinds";
import type { OwnRevision } from "@/lib/profiles";
import type { OwnWork } from "@/lib/publishing";

const MARK = {
  draft: "plain",
  submitted: "warn",
  scheduled: "mild",
  retracted: "bad",
  published: "ok",
  pending: "warn",
  rejected: "bad",
  withdrawn: "plain",
} as const;

/**
 * The member's contributions with their state: changes to profiles, which once published link to that
 * revision, and works.
 */
export function ContributionsTable({
  t,
  locale,
  rows,
}: {
  t: Translator;
  locale: Locale;
  rows: readonly OwnContribution[];
}) {
  if (rows.length === 0) {
    return (
      <Empty
        action={
          <ButtonLink href={localePath(locale, "/countries")}>{t("me.contributions.start")}</ButtonLink>
        }
      >
        {t("me.contributions.none")}
      </Empty>
    );
  }
  return (
    <CardTable caption={<span className="vh">{t("me.contributions.title")}</span>}>
      <thead>
        <tr>
          <th scope="col">{t("me.contributions.page")}</th>
          <th scope="col">{t("me.contributions.summary")}</th>
          <th scope="col">{t("me.contributions.state")}</th>
          <th scope="col">{t("me.contributions.when")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {"number" in row ? (
              <RevisionCells t={t} locale={locale} row={row} />
            ) : (
              <WorkCells t={t} locale={locale} row={row} />
            )}
            <td data-l={t("me.contributions.state")}>
              <Tag kind={MARK[row.state]}>{t(`me.contributions.is.${row.state}`)}</Tag>
              {row.decisionReason ? (
                <>
                  <br />
                  <bdi className="tiny">{row.decisionReason}</bdi>
                </>
              ) : null}
            </td>
            <td data-l={t("me.contributions.when")}>
              <Time at={row.createdAt} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function RevisionCells(props: { t: Translator; locale: Locale; row: OwnRevision }) {
  const { t, locale, row } = props;
  const summary = row.summary === "" ? t("past.hidden.summary") : row.summary;
  return (
    <>
      <th scope="row">
        <a href={profileHref(locale, row.slug)}>{row.names[locale]}</a>
        <br />
        <span className="tiny dim">{sectionTitle(t, row.section)}</span>
      </th>
      <td data-l={t("me.contributions.summary")}>
        {row.state === "published" ? (
          <a href={profileHref(locale, row.slug, `/revisions/${row.number}`)}>
            <bdi>{summary}</bdi>
          </a>
        ) : (
          <a href={pendingHref(locale, row.slug, row.number)}>
            <bdi>{summary}</bdi>
          </a>
        )}
      </td>
    </>
  );
}

/** A work, with a link to read it, or to edit it while it cannot be read. */
function WorkCells(props: { t: Translator; locale: Locale; row: OwnWork }) {
  const { t, locale, row } = props;
  const isRead = row.state === "published" || row.state === "retracted";
  const place = `/${row.area}/${row.slug}${isRead ? "" : "/edit"}`;
  return (
    <>
      <th scope="row">{message(t, `me.contributions.kind.${row.kind}`)}</th>
      <td data-l={t("me.contributions.summary")}>
        <a href={localePath(locale, place)} lang={row.language}>
          <bdi>{row.title}</bdi>
        </a>
      </td>
    </>
  );
}
