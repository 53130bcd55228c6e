import { legalHref } from "@/components/legal/addresses";
import { ArticleName, articleAsks, articlePlace } from "@/components/legal/article-name";
import { DraftWords } from "@/components/legal/draft-words";
import { ProvisionLines } from "@/components/legal/provision-lines";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { CardTable, TableHead } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Evidence } from "@/lib/legal/evidence/model";
import type { Gap, GapReport } from "@/lib/legal/gaps/model";
import type { LegalProfile } from "@/lib/legal/profile/model";

interface Props {
  t: Translator;
  locale: Locale;
  profile: LegalProfile;
  report: GapReport;
  evidence: ReadonlyMap<string, Evidence>;
}

/**
 * Articles without provisions in a country, with the answers of the nearest countries: a brief for drafters.
 */
export function GapsView(props: Props) {
  const { t, locale, profile, report } = props;
  const { head } = profile;
  const neighbours = report.gaps.flatMap((gap) => gap.examples.map(({ country }) => country));
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab="legal" sub={t("law.gaps.sub")}>
      <div className="wrap body stack g5">
        <DraftWords t={t} locale={locale} />
        <p>
          {t("law.gaps.covered", {
            country: head.names[locale],
            covered: report.covered,
            total: report.total,
          })}{" "}
          <a href={profileHref(locale, head.slug, "/legal")}>{t("law.profile.tab")}</a>
        </p>
        <p className="small dim">{t("law.gaps.how")}</p>
        {report.gaps.length === 0 ? null : (
          <p className="row take">
            <a href={profileHref(locale, head.slug, "/legal/gaps.csv")} download="">
              {t("law.csv")}
            </a>
            <a href={profileHref(locale, head.slug, "/legal/gaps.json")}>{t("law.json")}</a>
            <a href={profileHref(locale, head.slug, "/legal/gaps.docx")} rel="nofollow" download="">
              {t("law.gaps.docx")}
            </a>
          </p>
        )}
        {report.gaps.length === 0 ? <p>{t("law.gaps.none")}</p> : <GapsTable {...props} />}
        <DesignationNotes t={t} locale={locale} entries={neighbours} />
      </div>
    </ProfileFrame>
  );
}

function GapsTable({ t, locale, profile, report, evidence }: Props) {
  return (
    <CardTable className="legal" caption={t("law.gaps.caption", { count: report.gaps.length })}>
      <TableHead columns={[t("law.article"), t("law.gaps.asks"), t("law.gaps.neighbours")]} />
      <tbody>
        {report.gaps.map((gap) => (
          <tr key={gap.article.id}>
            <th scope="row">
              <ArticleName t={t} locale={locale} id={gap.article.id} />
            </th>
            <td data-l={t("law.gaps.asks")}>
              <p className="small">{articleAsks(t, gap.article.id)}</p>
              <a
                className="small"
                href={withQuery(profileHref(locale, profile.head.slug, "/edit/laws"), {
                  article: gap.article.id,
                })}
              >
                {t("law.addProvision")}
                <span className="vh"> ({articlePlace(t, gap.article.id)})</span>
              </a>
            </td>
            <td data-l={t("law.gaps.neighbours")}>
              <Examples {...{ t, locale, gap, evidence }} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function Examples({ t, locale, gap, evidence }: Pick<Props, "t" | "locale" | "evidence"> & { gap: Gap }) {
  if (gap.examples.length === 0) return <span className="dim">{t("law.gaps.noExample")}</span>;
  return (
    <ul className="plain stack g2">
      {gap.examples.map(({ country, provisions }) => (
        <li key={country.slug}>
          <a href={legalHref(locale, country.slug, gap.article)}>{country.names[locale]}</a>
          <ProvisionLines
            {...{ t, locale, provisions }}
            slug={country.slug}
            hasNotes
            texts={evidence.get(country.slug)?.texts}
            articles={[gap.article.id]}
            revision={evidence.get(country.slug)?.revision}
          />
        </li>
      ))}
    </ul>
  );
}
