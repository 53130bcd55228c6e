import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { isSectionKey } from "@/lib/profiles/model";
import type { Neighbours, ProfilePage, RevisionLine } from "@/lib/profiles/reading/model";
import type { FormState } from "@/lib/web/view";
import { profileHref } from "./addresses";
import { changeHref } from "./changes-table";
import { ProfileFrame } from "./profile-frame";
import { ProfileColumns } from "./profile-view";
import { RevisionNote } from "./revision-note";
import { sectionTitle } from "./section-title";
import { SummaryForm } from "./summary-form";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  line: RevisionLine;
  neighbours: Neighbours;
  /** The number of the revision by which the section stands today. */
  standing: number | null;
  form: FormState;
}

/** A profile as it stood after one of its revisions, for good. */
export function RevisionView(props: Props) {
  const { t, locale, page, line, standing, form } = props;
  const { number } = line;
  const changed = isSectionKey(line.section) ? line.section : undefined;
  const canRevert =
    changed !== undefined && standing !== null && standing !== number && line.mergedInto === null;
  const section = sectionTitle(t, line.section);
  const revert = canRevert ? (
    <SummaryForm
      t={t}
      form={form}
      name="revert"
      label={t("profiles.revision.revert")}
      text={t("profiles.revision.revertText", { section })}
      summary={t("profiles.revision.revertSummary", { number })}
      hidden={{ seen: props.neighbours.newest }}
    />
  ) : null;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={page.head}
      tab="history"
      sub={t("profiles.revision.sub", { number })}
    >
      <ProfileColumns
        t={t}
        locale={locale}
        page={page}
        isCurrent={false}
        changed={changed}
        above={<Banner {...props} canRevert={canRevert} />}
        below={revert}
      />
    </ProfileFrame>
  );
}

function Banner({ t, locale, page, line, neighbours, canRevert }: Props & { canRevert: boolean }) {
  const { number } = line;
  const { slug } = page.head;
  const isNewest = neighbours.next === null;
  return (
    <div className="stack">
      <Note
        kind={isNewest ? "plain" : "warn"}
        title={
          isNewest ? t("profiles.revision.isCurrent", { number }) : t("profiles.revision.banner", { number })
        }
      >
        {t("profiles.revision.changed", { section: sectionTitle(t, line.section) })}
        <br />
        <RevisionNote t={t} locale={locale} line={line} />
      </Note>
      <nav className="row" aria-label={t("profiles.revision.ways")}>
        <ButtonLink href={profileHref(locale, slug)}>{t("profiles.revision.current")}</ButtonLink>
        <ButtonLink href={changeHref(locale, { ...line, slug })}>{t("profiles.revision.see")}</ButtonLink>
        {neighbours.previous === null ? null : (
          <ButtonLink href={profileHref(locale, slug, `/revisions/${neighbours.previous}`)} rel="prev">
            {t("profiles.revision.previous")}
          </ButtonLink>
        )}
        {neighbours.next === null ? null : (
          <ButtonLink href={profileHref(locale, slug, `/revisions/${neighbours.next}`)} rel="next">
            {t("profiles.revision.next")}
          </ButtonLink>
        )}
        {canRevert ? <ButtonLink href="#revert">{t("profiles.revision.revert")}</ButtonLink> : null}
      </nav>
    </div>
  );
}
