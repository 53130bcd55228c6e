import { Fragment } from "react";
import { FreshnessMark } from "@/app/[locale]/countries/[slug]/freshness-mark";
import { Waiting } from "@/app/[locale]/countries/[slug]/profile-view";
import { DoubtLegend } from "@/components/content/doubt";
import { SourceNotes } from "@/components/content/notes";
import { CoverageLegend } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { legalFootnotes } from "@/components/legal/legal-notes";
import { profileHref, reportHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { ProtectionMark } from "@/components/profiles/protection-note";
import { sectionTitle } from "@/components/profiles/section-title";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  chooseRows,
  LEGAL_SECTIONS,
  type LegalProfile,
  type LegalQuery,
  type LegalRow,
  type LegalTrust,
} from "@/lib/legal/profile/model";
import type { Protection } from "@/lib/pages/moderation/model";
import type { SectionKey } from "@/lib/profiles/model";
import { LawNews } from "./law-news";
import { groupsOf } from "./legal-groups";
import { LegalRowView } from "./legal-row";
import { LegalFilters, LegalSummary } from "./legal-summary";

interface Props {
  t: Translator;
  locale: Locale;
  profile: LegalProfile;
  query: LegalQuery;
  /** Facts about its reliability. */
  trust: LegalTrust;
  /** Restricted sections of the country. */
  protections?: Partial<Record<SectionKey, Protection>>;
  /** The newest revision of the records behind it; 0 before the first. */
  revision: number;
}

/** Shows a country's law article by article of the Convention. */
export function LegalView(props: Props) {
  const { t, locale, profile } = props;
  const { head } = profile;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="legal"
      sub={t("law.profile.sub")}
      actions={
        <>
          <ButtonLink href={profileHref(locale, head.slug, "/edit/mappings")}>
            {t("profiles.page.edit")}
          </ButtonLink>
          <WatchLink
            t={t}
            locale={locale}
            place={{ kind: "section", slug: head.slug, section: "mappings" }}
            name={t("law.profile.title", { country: head.names[locale] })}
            isButton
          />
        </>
      }
    >
      <WatchWords t={t} />
      <DraftWords t={t} locale={locale} />
      <Waiting t={t} locale={locale} slug={head.slug} count={props.trust.waiting} />
      <div className="wrap body cols lead">
        <aside className="stack" aria-label={t("law.profile.summary")}>
          <LegalSummary {...props} />
        </aside>
        <div className="stack">
          <Trust {...props} />
          <LawNews {...{ t, locale, slug: head.slug, newest: props.revision }} />
          <LegalFilters {...props} />
          <Answers {...props} />
        </div>
      </div>
    </ProfileFrame>
  );
}

/** Reliability of its sections, and which are restricted. */
function Trust({ t, locale, profile, trust, protections }: Props) {
  return (
    <>
      {LEGAL_SECTIONS.map((key) => {
        const protection = protections?.[key];
        return protection ? (
          <ProtectionMark
            key={key}
            t={t}
            locale={locale}
            protection={protection}
            name={sectionTitle(t, key)}
          />
        ) : null;
      })}
      {trust.sections.map(({ key, ...stand }) => (
        <div key={key} className="stack g2">
          <p className="small">
            <b>{sectionTitle(t, key)}</b>
          </p>
          <FreshnessMark t={t} locale={locale} slug={profile.head.slug} section={key} {...stand} />
        </div>
      ))}
    </>
  );
}

/** Shows the selected articles with their answers and sources. */
function Answers(props: Props) {
  const { t, locale, profile, query } = props;
  const { slug } = profile.head;
  const rows = chooseRows(profile.rows, query);
  const footnotes = legalFootnotes(rows, profile.sources);
  return (
    <div id="legal" className="stack">
      {rows.length === 0 ? (
        <Empty
          action={
            <ButtonLink href={profileHref(locale, slug, "/legal")}>{t("law.profile.clear")}</ButtonLink>
          }
        >
          <span data-live-count="">{t("law.profile.nothing")}</span>
        </Empty>
      ) : (
        <>
          <DoubtLegend t={t} of="full" />
          <LegalTable {...props} rows={rows} />
        </>
      )}
      <Protocols {...props} />
      <CoverageLegend t={t} />
      {LEGAL_SECTIONS.map((key) => (
        <p key={key} className="meta">
          <span id={`about-${key}`}>{sectionTitle(t, key)}</span>
          <a href={reportHref(locale, slug, key)} aria-describedby={`about-${key}`}>
            {t("reports.link")}
          </a>
          <a href={profileHref(locale, slug, `/blame/${key}`)} aria-describedby={`about-${key}`}>
            {t("profiles.authors.title")}
          </a>
        </p>
      ))}
      {footnotes.order.length > 0 ? (
        <section aria-labelledby="legal-sources">
          <SectionHead id="legal-sources">{t("law.profile.sources")}</SectionHead>
          <SourceNotes
            t={t}
            locale={locale}
            footnotes={footnotes}
            written={profile.written.sources}
            sources={profile.sources.filter((source) => footnotes.numberOf(source.id) !== null)}
          />
        </section>
      ) : null}
    </div>
  );
}

/** A link that shows or hides the articles of the Protocols for which nothing is recorded; by default hidden. */
function Protocols({ t, locale, profile, query }: Props) {
  const open = profile.rows.filter((row) => row.article.instrument !== "185" && !row.isKnown);
  if (open.length === 0) return null;
  const href = (protocols: "1" | undefined) =>
    withQuery(profileHref(locale, profile.head.slug, "/legal"), { ...query, protocols });
  return (
    <p className="small">
      {query.protocols === "1" ? (
        <a href={`${href(undefined)}#legal`}>{t("law.profile.hideProtocols")}</a>
      ) : (
        <a href={`${href("1")}#legal`}>{t("law.profile.showProtocols", { count: open.length })}</a>
      )}
    </p>
  );
}

function LegalTable({ t, locale, profile, rows, revision }: Props & { rows: readonly LegalRow[] }) {
  const footnotes = legalFootnotes(rows, profile.sources);
  const hasAssessed = rows.some(({ finding }) => finding);
  const columns = [
    t("law.article"),
    t("law.coverage"),
    { label: t("law.provisions"), className: "wide" },
    t("law.note"),
    ...(hasAssessed ? [t("law.checked")] : []),
  ];
  return (
    <CardTable
      className="legal lines"
      caption={
        <span data-live-count="">
          {t("law.profile.caption", {
            found: rows.filter((row) => row.isCounted).length,
            total: profile.rows.filter((row) => row.isCounted).length,
            protocols: rows.filter((row) => row.article.instrument !== "185").length,
          })}
        </span>
      }
    >
      <TableHead columns={columns} />
      <tbody>
        {groupsOf(rows).map(({ key, label, own }) => (
          <Fragment key={key}>
            <tr className="grp">
              <th colSpan={columns.length} scope="colgroup">
                {label(t)}
              </th>
            </tr>
            {own.map((row) => (
              <LegalRowView
                key={row.article.id}
                t={t}
                locale={locale}
                slug={profile.head.slug}
                row={row}
                footnotes={footnotes}
                revision={revision}
                hasAssessed={hasAssessed}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </CardTable>
  );
}
