import { askAboutHref } from "@/components/discussions/addresses";
import { citeHref, profileHref, reportHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { Day, Time } from "@/components/time";
import { More } from "@/components/ui/more";
import { WatchLink } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import type { Translator } from "@/lib/i18n/translator";
import { needsVerification } from "@/lib/profiles/freshness/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import {
  CheckLink,
  EditsSince,
  isOverdue,
  Overdue,
  ReviewMark,
  ShortMarks,
  VerifiedOn,
} from "./freshness-mark";
import type { SectionData } from "./section-data";

type Props = Omit<SectionData, "section" | "content"> & { t: Translator; section: SectionState };

/**
 * One quiet line below a section: its last change, and in a word whether it is verified or overdue. Everything else
 * is behind "More", dates of verification and review among them.
 */
export function SectionFoot(props: Props) {
  const { t, locale, slug, section, freshness } = props;
  const { number, createdAt, author } = section.revision;
  const standing = freshness &&
    !section.isEmpty && { t, locale, slug, section: section.key, number, freshness };
  const isToVerify = standing && props.isCurrent && needsVerification(standing.freshness);
  return (
    <div className="meta" {...(isToVerify ? { "data-section": section.key, "data-to-verify": number } : {})}>
      <span>
        {t.rich("profiles.page.changed", {
          verb: (words) => <span className="vh-narrow">{words}</span>,
          when: () => <Time at={createdAt} locale={locale} isDayOnly />,
          who: () => <AuthorName t={t} locale={locale} author={author} />,
        })}
      </span>
      {standing ? <ShortMarks {...standing} /> : null}
      {standing ? <EditsSince {...standing} /> : null}
      <More t={t} of={sectionTitle(t, section.key)}>
        <a href={profileHref(locale, slug, `/revisions/${number}`)}>{t("past.revision.name", { number })}</a>
        <AsOf {...props} />
        {standing ? <FreshnessDays {...standing} /> : null}
        <Cite {...props} />
        {props.isCurrent ? <OfCurrent {...props} /> : null}
      </More>
    </div>
  );
}

/** The days of verification and review; an overdue section can be confirmed by one button. */
function FreshnessDays(props: Parameters<typeof Overdue>[0]) {
  const { t, locale, freshness } = props;
  return (
    <>
      <VerifiedOn {...props} />
      {freshness.verification?.editsSince === 0 ? <span>{t("freshness.noEdits")}</span> : null}
      {isOverdue(props) ? <Overdue {...props} /> : <ReviewMark t={t} locale={locale} freshness={freshness} />}
      <CheckLink {...props} />
    </>
  );
}

/** The newest date of a section's records. */
function AsOf({ t, locale, section }: Props) {
  const day = newestDay(section);
  return day ? (
    <span>
      {t("profiles.page.dataAsOf")} <Day day={day} locale={locale} />
    </span>
  ) : null;
}

function newestDay({ key, content }: SectionState): string | null {
  if (!recordsKindOf(key)) return null;
  const days = (content as { records: AnyRecord[] }).records.flatMap(({ asOf }) =>
    typeof asOf === "string" ? [asOf] : [],
  );
  return days.sort().at(-1) ?? null;
}

function Cite({ t, locale, slug, section, revision, language }: Props) {
  if (section.isEmpty || section.isHidden) return null;
  const lang = language === locale ? undefined : language;
  return (
    <a
      href={citeHref(locale, slug, { section: section.key, revision, lang })}
      rel="nofollow"
      aria-describedby={`title-of-${section.key}`}
    >
      {t("exports.cite.link")}
    </a>
  );
}

/** Links to the error report, to the authors of each passage, and to watching the section. */
function OfCurrent({ t, locale, slug, section }: Props) {
  const describedBy = `title-of-${section.key}`;
  const translated = section.translation ? section.language : undefined;
  const lang = section.versions.length > 1 && section.language !== locale ? section.language : null;
  return (
    <>
      <a href={reportHref(locale, slug, section.key, translated)} aria-describedby={describedBy}>
        {t("reports.link")}
      </a>
      <a
        href={askAboutHref(locale, { kind: "section", slug, section: section.key })}
        rel="nofollow"
        aria-describedby={describedBy}
      >
        {t("discussions.ask")}
      </a>
      {section.isEmpty ? null : (
        <a
          href={withQuery(profileHref(locale, slug, `/blame/${section.key}`), { lang })}
          aria-describedby={describedBy}
        >
          {t("profiles.authors.title")}
        </a>
      )}
      <WatchLink
        t={t}
        locale={locale}
        place={{ kind: "section", slug, section: section.key }}
        name={sectionTitle(t, section.key)}
      />
    </>
  );
}
