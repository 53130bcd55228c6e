import type { ReactNode } from "react";
import type { Footnotes } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { Prose } from "@/components/content/prose";
import { RecordView, titleOf } from "@/components/content/record-view";
import { Day, Time } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import { WatchLink } from "@/components/watching/watch-link";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/kinds";
import type { LostOf } from "@/lib/profiles/backlinks/model";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { citeHref, pastOf, profileHref, withQuery } from "./addresses";
import { AuthorName } from "./author";
import { BesideSource } from "./beside-source";
import { declaredIn } from "./declared";
import { FreshnessMark } from "./freshness-mark";
import { OUTLINE_ENTRIES, type OutlineEntry } from "./outline";
import { sourcesOf } from "./page-footnotes";
import { ProtectionMark } from "./protection-note";
import { reportHref } from "./report-view";
import { editHref, oldPassages, SectionLanguages } from "./section-languages";
import { sectionTitle } from "./section-title";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  /** What the page is asked for in. */
  language: string;
  footnotes: Footnotes;
  /** Old revisions are read and not edited: their sections lead nowhere. */
  isCurrent: boolean;
  /** The section that an old revision changed. */
  changed?: string;
  /** Which links lead to no page of this site, as things stand. */
  lostOf?: LostOf | undefined;
}

/** The text of a profile: all sections in order, written or not, and the sources that they refer to. */
export function ProfileArticle(props: Props) {
  return (
    <article className="prose">
      {OUTLINE_ENTRIES.map((entry) => (
        <Section key={entry.key} {...props} entry={entry} />
      ))}
    </article>
  );
}

type One = Props & { entry: OutlineEntry };

function Section(props: One) {
  const { t, locale, page, entry } = props;
  const section = page.sections[entry.key];
  // What was checked is the source; of a translation its age against that is told.
  const freshness = section?.translation ? undefined : page.freshness?.[entry.key];
  const protection = page.protections?.[entry.key];
  const isWritten = section !== undefined && !section.isEmpty;
  return (
    <section id={entry.key}>
      <Heading {...props} />
      {protection ? <ProtectionMark t={t} locale={locale} protection={protection} /> : null}
      {section ? (
        <SectionLanguages
          t={t}
          locale={locale}
          slug={page.head.slug}
          section={section}
          language={props.language}
          isCurrent={props.isCurrent}
          isBeside={page.originals?.[entry.key] !== undefined}
        />
      ) : null}
      {section?.isHidden ? (
        <p className="dim">{t("profiles.hidden.text")}</p>
      ) : isWritten ? (
        <Body {...props} section={section} />
      ) : (
        <NotYet {...props} />
      )}
      {section ? <Changed {...props} section={section} /> : null}
      {props.isCurrent ? (
        <p className="meta">
          <a
            href={reportHref(
              locale,
              page.head.slug,
              entry.key,
              section?.translation ? section.language : undefined,
            )}
            aria-describedby={`title-of-${entry.key}`}
          >
            {t("reports.link")}
          </a>
          {isWritten ? (
            <a
              href={withQuery(profileHref(locale, page.head.slug, `/blame/${entry.key}`), {
                lang: section.versions.length > 1 && section.language !== locale ? section.language : null,
              })}
              aria-describedby={`title-of-${entry.key}`}
            >
              {t("profiles.authors.title")}
            </a>
          ) : null}
        </p>
      ) : null}
      {freshness && isWritten ? (
        <FreshnessMark
          t={t}
          locale={locale}
          slug={page.head.slug}
          section={entry.key}
          number={section.revision.number}
          freshness={freshness}
        />
      ) : null}
    </section>
  );
}

/** Where a section is edited in the language in which it is shown. */
function editPath({ locale, page, entry }: One): string {
  const section = page.sections[entry.key];
  return editHref(locale, page.head.slug, entry.key, section?.translation ? section.language : undefined);
}

/** Where one is begun that nobody has written: in the language of the page. */
function beginPath({ locale, page, entry, language }: One): string {
  const isOther = recordsKindOf(entry.key) === null && language !== DEFAULT_CONTENT_LANGUAGE;
  return editHref(locale, page.head.slug, entry.key, isOther ? language : undefined);
}

function Heading(props: One) {
  const { t, locale, page, entry, isCurrent, changed } = props;
  const title = sectionTitle(t, entry.key);
  const inside: ReactNode = (
    <>
      <span id={`title-of-${entry.key}`}>
        {entry.number} {title}
      </span>
      {changed === entry.key ? <Tag kind="warn">{t("profiles.revision.mark")}</Tag> : null}
      {isCurrent ? (
        <>
          <WatchLink
            t={t}
            locale={locale}
            place={{ kind: "section", slug: page.head.slug, section: entry.key }}
            name={title}
          />
          <a href={editPath(props)} aria-describedby={`title-of-${entry.key}`}>
            {t("profiles.page.edit")}
          </a>
        </>
      ) : null}
    </>
  );
  return entry.level === 2 ? <h2 className="sec">{inside}</h2> : <h3 className="sec">{inside}</h3>;
}

function Body(props: One & { section: SectionState }) {
  const { t, locale, page, footnotes, isCurrent, entry, section, lostOf } = props;
  const kind = recordsKindOf(entry.key);
  const isDeep = entry.level === 3;
  if (entry.key === "sources") {
    return <SourceNotes {...{ footnotes, t, locale }} sources={sourcesOf(page)} written={section.language} />;
  }
  const original = page.originals?.[entry.key];
  if (original && section.translation) {
    return (
      <BesideSource
        t={t}
        locale={locale}
        section={{ ...section, translation: section.translation }}
        original={original}
        footnotes={footnotes}
        headingShift={isDeep ? 1 : 0}
        lostOf={lostOf}
      />
    );
  }
  if (!kind) {
    return (
      <Prose
        content={section.content as Content}
        t={t}
        locale={locale}
        prefix={entry.key}
        numberOf={footnotes.numberOf}
        headingShift={isDeep ? 1 : 0}
        lang={locale === section.language ? undefined : section.language}
        around={oldPassages(t, locale, section)}
        lostOf={lostOf}
      />
    );
  }
  return (
    <RecordView
      kind={kind}
      records={(section.content as { records: AnyRecord[] }).records}
      t={t}
      locale={locale}
      lang={locale === section.language ? undefined : section.language}
      prefix={entry.key}
      numberOf={footnotes.numberOf}
      level={isDeep ? 4 : 3}
      historyOf={pastOf(locale, page.head.slug, entry.key)}
      declared={declaredIn(page, t)}
      aside={
        isCurrent
          ? (record) => (
              <WatchLink
                t={t}
                locale={locale}
                place={{ kind: "record", slug: page.head.slug, section: entry.key, record: record.id }}
                name={titleOf(kind, record, t, locale)}
              />
            )
          : undefined
      }
    />
  );
}

/** Nobody has looked into it yet: said in so many words, with the way to change that. */
function NotYet(props: One) {
  const { t, entry, isCurrent } = props;
  const title = sectionTitle(t, entry.key);
  return (
    <p className="dim">
      {t("profiles.page.notYet")}{" "}
      {isCurrent ? (
        <a href={beginPath(props)}>
          {recordsKindOf(entry.key) ? t("profiles.page.inviteRecords") : t("profiles.page.invite")}
          <span className="vh"> ({title})</span>
        </a>
      ) : null}
    </p>
  );
}

/** Who changed a section last and when, the newest day that its records are good for, and how to cite it. */
function Changed({ t, locale, page, language, isCurrent, section }: One & { section: SectionState }) {
  const { slug } = page.head;
  const { number, createdAt, author } = section.revision;
  const revision = isCurrent ? undefined : page.revision;
  const lang = language === locale ? undefined : language;
  const asOf = newestDay(section);
  return (
    <p className="meta">
      <span>
        {t.rich("profiles.page.changed", {
          when: () => <Time at={createdAt} locale={locale} isDayOnly />,
          who: () => <AuthorName t={t} locale={locale} author={author} />,
        })}
      </span>
      <a href={profileHref(locale, slug, `/revisions/${number}`)}>
        {t("profiles.page.revision", { number })}
      </a>
      {asOf ? (
        <span>
          {t("profiles.page.dataAsOf")} <Day day={asOf} locale={locale} />
        </span>
      ) : null}
      {section.isEmpty || section.isHidden ? null : (
        <a
          href={citeHref(locale, slug, { section: section.key, revision, lang })}
          rel="nofollow"
          aria-describedby={`title-of-${section.key}`}
        >
          {t("exports.cite.link")}
        </a>
      )}
    </p>
  );
}

function newestDay({ key, content }: SectionState): string | null {
  if (!recordsKindOf(key)) return null;
  const days = (content as { records: AnyRecord[] }).records.flatMap(({ asOf }) =>
    typeof asOf === "string" ? [asOf] : [],
  );
  return days.sort().at(-1) ?? null;
}
