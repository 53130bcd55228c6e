import { compareHref } from "@/app/[locale]/compare/compare-href";
import { ConfidenceTag } from "@/components/content/doubt";
import { Footnote } from "@/components/content/footnote";
import type { Footnotes } from "@/components/content/footnotes";
import { Original } from "@/components/content/record-parts";
import { Words } from "@/components/content/words";
import { ArticleName, articlePlace } from "@/components/legal/article-name";
import { AnswerMark } from "@/components/legal/coverage";
import { DraftMark } from "@/components/legal/draft-mark";
import { Ended } from "@/components/legal/finding-facts";
import { FindingView } from "@/components/legal/finding-view";
import { ForceMark } from "@/components/legal/force-mark";
import { legalMark } from "@/components/legal/legal-notes";
import { LegalWordings } from "@/components/legal/legal-wordings";
import { PermanentLink } from "@/components/legal/permanent-link";
import { citeHref, profileHref } from "@/components/profiles/addresses";
import { Day } from "@/components/time";
import { More } from "@/components/ui/more";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { articleWord } from "@/lib/legal/compare/model";
import { isGap, type LegalRow, linesOf } from "@/lib/legal/profile/model";
import { isAnsweredBy } from "@/lib/legal/reading/model";
import { inLegalWords } from "@/lib/legal/words/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";

export interface RowProps {
  t: Translator;
  locale: Locale;
  slug: string;
  row: LegalRow;
  footnotes: Footnotes;
  /** The newest revision of the records behind the rows; 0 before the first. */
  revision: number;
}

/**
 * A country's law for one article: coverage, provisions with their text, findings and, if anything of the profile is
 * assessed, the date of the last check.
 */
export function LegalRowView(props: RowProps & { hasAssessed: boolean }) {
  const { t, locale, row, hasAssessed } = props;
  const checked = row.finding?.assessedOn ?? null;
  return (
    <tr id={`a-${row.article.id}`}>
      <th scope="row">
        <ArticleName t={t} locale={locale} id={row.article.id} />
      </th>
      <td data-l={t("law.coverage")}>
        {row.article.isAnswered || row.finding ? (
          <Answer {...props} />
        ) : (
          <span className="dim">{t("law.notCounted")}</span>
        )}
      </td>
      <td data-l={t("law.provisions")} className="all">
        <Provisions {...props} />
        {row.isKnown ? (
          <div className="row">
            <PermanentLink
              {...{ t, locale, slug: props.slug, revision: props.revision }}
              article={row.article.id}
              name={articlePlace(t, row.article.id)}
            />
            <a
              className="permanent"
              href={compareHref(locale, [props.slug], articleWord(row.article.id))}
              rel="nofollow"
            >
              {t("law.compare.go")}
              <span className="vh"> ({articlePlace(t, row.article.id)})</span>
            </a>
          </div>
        ) : null}
      </td>
      <td data-l={t("law.note")} className="all">
        <Findings {...props} />
      </td>
      {hasAssessed ? (
        <td data-l={t("law.checked")} className="num">
          {checked ? <Day day={checked} locale={locale} /> : <span className="dim">{t("law.never")}</span>}
        </td>
      ) : null}
    </tr>
  );
}

/** The state of the article first, with the sources of the assessment. */
function Answer(props: RowProps) {
  const { t, row } = props;
  return (
    <AnswerMark
      t={t}
      of={{ coverage: row.coverage, provisions: linesOf(row) }}
      assessed={
        row.finding ? (
          <>
            <Sources {...props} record={row.finding} />
            <ConfidenceTag value={row.finding.confidence} t={t} />
          </>
        ) : null
      }
    />
  );
}

function Sources({ t, row, record, footnotes }: RowProps & { record: { id: string; sources: string[] } }) {
  return record.sources.map((source) => (
    <Footnote
      key={source}
      t={t}
      number={footnotes.numberOf(source)}
      id={legalMark(row.article.id, record.id, source)}
    />
  ));
}

/** Provisions of an article; if none is in force, a note and a link for adding one. */
function Provisions(props: RowProps) {
  const { t, locale, slug, row } = props;
  return (
    <>
      {row.provisions.length > 0 ? <ProvisionList {...props} /> : null}
      {isAnsweredBy(row.provisions) ? null : (
        <span className="dim">
          {t(row.provisions.length > 0 ? "law.noneInForce" : "law.noProvision")}{" "}
          {isGap(row) ? (
            <a href={withQuery(profileHref(locale, slug, "/edit/laws"), { article: row.article.id })}>
              {t("law.addProvision")}
              <span className="vh"> ({articlePlace(t, row.article.id)})</span>
            </a>
          ) : null}
        </span>
      )}
    </>
  );
}

/** Lists provisions by locator and law, with force, note, text and translation. */
function ProvisionList(props: RowProps) {
  const { t, locale, slug, row } = props;
  return (
    <ul className="plain stack g2">
      {row.provisions
        .map((one) => inLegalWords(one, locale, row.written.laws))
        .map(({ law, provision, force, said }) => (
          <li key={provision.id}>
            <a
              id={`at-${row.article.id}-${provision.id}`}
              href={profileHref(locale, slug, `#laws-${provision.id}`)}
            >
              <bdi>{t("law.provision", { locator: provision.locator, law: law.title })}</bdi>
            </a>
            <Sources {...props} record={provision} /> <ConfidenceTag value={provision.confidence} t={t} />{" "}
            <ForceMark t={t} locale={locale} slug={slug} force={force} />{" "}
            {provision.text ? null : <span className="tiny dim">{t("law.locatorOnly")}</span>}
            {law.titleOriginal ? (
              <div className="tiny dim">
                <bdi lang={law.lang[0]}>{law.titleOriginal}</bdi>
              </div>
            ) : null}
            {provision.note ? (
              <div className="small dim">
                <Words of={said.provision} field="note" t={t} locale={locale} />
              </div>
            ) : null}
            <Original record={provision} names={said.names} t={t} />
            <LegalWordings t={t} locale={locale} said={said} />
            <More t={t} of={provision.locator}>
              <DraftMark
                place={{ slug, article: row.article.id, revision: props.revision }}
                provision={provision.id}
                name={provision.locator}
              />
              <a
                href={citeHref(locale, slug, { section: "laws", record: provision.id })}
                rel="nofollow"
                aria-describedby={`at-${row.article.id}-${provision.id}`}
              >
                {t("exports.cite.link")}
              </a>
            </More>
          </li>
        ))}
    </ul>
  );
}

/** Findings on the article and its paragraphs, and the State's declarations on it. */
function Findings(props: RowProps) {
  const { t, locale, slug, row } = props;
  const findings = [...(row.finding ? [row.finding] : []), ...row.paragraphs];
  return (
    <>
      {findings.map((finding) => (
        <FindingView
          key={finding.id}
          {...{ t, locale, slug, finding }}
          article={row.article.id}
          declarations={row.declarations}
          written={row.written.mappings}
          isCurrent
        />
      ))}
      {row.declarations.map((declaration) => (
        <div key={declaration.id} className="small">
          <b>{message(t, `revisions.options.declarationNature.${declaration.nature}`)}</b>{" "}
          {declaration.confidence ? <ConfidenceTag value={declaration.confidence} t={t} /> : null}{" "}
          <Words
            of={inWordsOf(declaration, locale, row.written["treaty-status"])}
            field="summary"
            t={t}
            locale={locale}
          />
          <Ended t={t} locale={locale} day={declaration.periodTo} />
          <Sources {...props} record={declaration} />
        </div>
      ))}
      {findings.length === 0 && row.article.isAnswered ? (
        <span className="dim">
          {isAnsweredBy(row.provisions) ? null : t("law.nobodyLooked")}{" "}
          <a href={withQuery(profileHref(locale, slug, "/edit/mappings"), { article: row.article.id })}>
            {t("law.assess")}
            <span className="vh"> ({articlePlace(t, row.article.id)})</span>
          </a>
        </span>
      ) : null}
    </>
  );
}
