import { Fragment } from "react";
import { SourceNotes } from "@/components/content/notes";
import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { ProtectionMark } from "@/components/profiles/protection-note";
import { reportHref } from "@/components/profiles/report-view";
import { sectionTitle } from "@/components/profiles/section-title";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { CardTable } from "@/components/ui/table";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { TREATIES } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { chooseRows, type LegalProfile, type LegalQuery, type LegalRow } from "@/lib/legal/profile/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Protection } from "@/lib/profiles/review/model";
import { CoverageLegend } from "./coverage";
import { legalFootnotes } from "./legal-notes";
import { LegalRowView } from "./legal-row";
import { LegalFilters, LegalSummary } from "./legal-summary";

interface Props {
  t: Translator;
  locale: Locale;
  profile: LegalProfile;
  query: LegalQuery;
  /** Which sections of the country only some may edit. */
  protections?: Partial<Record<SectionKey, Protection>>;
}

/** The sections that a legal profile is drawn from. */
const SECTIONS = ["mappings", "laws"] as const;

/** A country's law set against the Convention, article by article. */
export function LegalView(props: Props) {
  const { t, locale, profile, query } = props;
  const { head } = profile;
  const rows = chooseRows(profile.rows, query);
  const footnotes = legalFootnotes(rows, profile.sources);
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
      <div className="wrap body cols lead">
        <aside className="stack" aria-label={t("law.profile.summary")}>
          <LegalSummary {...props} />
        </aside>
        <div className="stack">
          {SECTIONS.map((key) => {
            const protection = props.protections?.[key];
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
          <LegalFilters {...props} />
          <div id="legal" className="stack">
            {rows.length === 0 ? (
              <Empty
                action={
                  <ButtonLink href={profileHref(locale, head.slug, "/legal")}>
                    {t("law.profile.clear")}
                  </ButtonLink>
                }
              >
                <span data-live-count="">{t("law.profile.nothing")}</span>
              </Empty>
            ) : (
              <LegalTable {...props} rows={rows} />
            )}
            <CoverageLegend t={t} />
            {SECTIONS.map((key) => (
              <p key={key} className="meta">
                <span id={`about-${key}`}>{sectionTitle(t, key)}</span>
                <a href={reportHref(locale, head.slug, key)} aria-describedby={`about-${key}`}>
                  {t("reports.link")}
                </a>
                <a href={profileHref(locale, head.slug, `/blame/${key}`)} aria-describedby={`about-${key}`}>
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
                  sources={profile.sources.filter((source) => footnotes.numberOf(source.id) !== null)}
                />
              </section>
            ) : null}
          </div>
        </div>
      </div>
    </ProfileFrame>
  );
}

function LegalTable({ t, locale, profile, rows }: Props & { rows: readonly LegalRow[] }) {
  const footnotes = legalFootnotes(rows, profile.sources);
  return (
    <CardTable
      className="legal"
      caption={
        <span data-live-count="">
          {t("law.profile.caption", { found: rows.length, total: profile.rows.length })}
        </span>
      }
    >
      <thead>
        <tr>
          <th scope="col">{t("law.article")}</th>
          <th scope="col">{t("law.coverage")}</th>
          <th scope="col">{t("law.provisions")}</th>
          <th scope="col">{t("law.note")}</th>
          <th scope="col">{t("law.checked")}</th>
        </tr>
      </thead>
      <tbody>
        {groupsOf(rows).map(({ key, label, own }) => (
          <Fragment key={key}>
            <tr className="grp">
              <th colSpan={5} scope="colgroup">
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
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </CardTable>
  );
}

interface Group {
  key: string;
  label: (t: Translator) => string;
  own: LegalRow[];
}

const KINDS = ["definition", "substantive", "procedural", "jurisdiction", "cooperation"] as const;

/** The rows of the Convention by what they are about, then those of each Protocol. */
export function groupsOf(rows: readonly LegalRow[]): Group[] {
  const convention = KINDS.map((kind) => ({
    key: kind,
    label: (t: Translator) => t(`law.kind.${kind}`),
    own: rows.filter((row) => row.article.instrument === "185" && row.article.kind === kind),
  }));
  const protocols = TREATIES.slice(1).map((treaty) => ({
    key: treaty,
    label: (t: Translator) => t(`law.instrument.${treaty}.name`),
    own: rows.filter((row) => row.article.instrument === treaty),
  }));
  return [...convention, ...protocols].filter(({ own }) => own.length > 0);
}
