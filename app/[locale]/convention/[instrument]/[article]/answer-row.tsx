import { ConfidenceTag } from "@/components/content/doubt";
import { legalHref } from "@/components/legal/addresses";
import { AnswerMark } from "@/components/legal/coverage";
import { Ended } from "@/components/legal/finding-facts";
import { PermanentLink } from "@/components/legal/permanent-link";
import { ProvisionLines } from "@/components/legal/provision-lines";
import { assessedWords } from "@/components/legal/reviewed";
import { profileHref } from "@/components/profiles/addresses";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { Day } from "@/components/time";
import type { Article } from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { articleAnswered } from "@/lib/legal/answer/model";
import type { Answer } from "@/lib/legal/reading/model";
import type { Region } from "@/lib/profiles/reading/model";
import { FindingComment } from "./finding-comment";

interface Props {
  t: Translator;
  locale: Locale;
  article: Article;
  /** The articles through which it is answered, and the current revisions of the countries' answers. */
  through: readonly string[];
  revisions: ReadonlyMap<string, number>;
  row: Answer;
  /** Whether any country of the table has been assessed. */
  hasAssessed: boolean;
}

/** A country's answer as a row of the table. */
export function AnswerRow(props: Props) {
  const { t, locale, article, row, hasAssessed } = props;
  const { finding, status, statusConfidence } = row;
  const checked = finding?.assessedOn ?? null;
  const assessed = finding ? assessedWords(t, finding) : null;
  return (
    <tr>
      <th scope="row">
        <a href={legalHref(locale, row.slug, article)}>{row.names[locale]}</a>
        {row.region ? <div className="tiny dim">{t(`profiles.region.${row.region as Region}`)}</div> : null}
      </th>
      {status ? (
        <td data-l={t("profiles.status.label")}>
          {status === "unknown" ? (
            <span className="dim">{t("profiles.status.unknown")}</span>
          ) : (
            <TreatyStatusMark t={t} status={status} confidence={statusConfidence} />
          )}
        </td>
      ) : null}
      <td data-l={t("law.coverage")}>
        <AnswerMark
          t={t}
          of={row}
          assessed={finding ? <ConfidenceTag value={finding.confidence} t={t} /> : null}
        />
      </td>
      <td data-l={t("law.provisions")} className="all">
        <Law {...props} />
      </td>
      {hasAssessed ? (
        <td data-l={t("law.checked")} className="num">
          {checked ? <Day day={checked} locale={locale} /> : <span className="dim">{t("law.never")}</span>}
          {assessed ? (
            <div className="tiny dim">
              <bdi>{assessed}</bdi>
            </div>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

/** The provisions that answer the article, and of the finding on it the comment and a link to the declaration. */
function Law({ t, locale, row, through, revisions }: Props) {
  const { slug, finding } = row;
  const name = row.names[locale];
  const revision = revisions.get(slug) ?? 0;
  const [first] = row.provisions;
  const permanent = (
    <PermanentLink
      {...{ t, locale, slug: row.slug, revision, name }}
      article={articleAnswered(first ?? { pinpoints: [] }, through)}
    />
  );
  return (
    <>
      <ProvisionLines
        t={t}
        locale={locale}
        slug={row.slug}
        provisions={row.provisions}
        articles={through}
        revision={revision}
        permanent={first ? permanent : null}
        hasNotes
      />
      {finding?.comment ? (
        <p className="small">
          <FindingComment t={t} locale={locale} finding={finding} />
        </p>
      ) : null}
      {finding?.reservation ? (
        <p className="small">
          <a href={profileHref(locale, row.slug, `#treaty-status-${finding.reservation.id}`)}>
            {t("law.reservation")}
            <span className="vh"> ({row.names[locale]})</span>
          </a>
          <Ended t={t} locale={locale} day={finding.reservation.periodTo} />
        </p>
      ) : null}
      {finding && !first ? <div>{permanent}</div> : null}
    </>
  );
}
