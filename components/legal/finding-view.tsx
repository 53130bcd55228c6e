import { Wordings } from "@/components/content/wordings";
import { Words } from "@/components/content/words";
import { citeHref, profileHref } from "@/components/profiles/addresses";
import { declarationLabel } from "@/components/profiles/declared";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type MappingRecord, mappingsKind } from "@/lib/profiles/kinds/mappings";
import { type AsRead, inWordsOf, type Worded } from "@/lib/revisions/records/wordings";
import { articlePlace } from "./article-name";
import { Coverage } from "./coverage";
import { Ended, FindingFacts } from "./finding-facts";
import { assessedWords } from "./reviewed";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  /** The article under which it is shown: a finding can concern one of its paragraphs. */
  article: string;
  finding: MappingRecord;
  /** The language that the country's findings are written in. */
  written: string;
  /** The country's declarations on the article. */
  declarations: readonly {
    id: string;
    nature: string;
    articles: readonly string[];
    periodTo: string | null;
  }[];
  /** Whether it is current and can be changed. */
  isCurrent?: boolean;
  /** Shows everything unfolded. */
  isOpen?: boolean;
}

/**
 * Shows the finding on an article or paragraph: comment, penalty, facts, elements, declaration, other wordings,
 * assessor, and links to its history and citation. The coverage is only shown for a paragraph.
 */
export function FindingView(props: Props) {
  const { t, locale, slug, article, finding, written } = props;
  const read = inWordsOf(finding, locale, written);
  const assessed = assessedWords(t, finding);
  const [of = ""] = finding.articles;
  const past = withQuery(profileHref(locale, slug, "/history"), { section: "mappings", record: finding.id });
  return (
    <div className="stack g2">
      {of === article ? null : (
        <p className="small">
          <b>{t("revisions.record.article", { article: of.replace(/^\d+-/, "") })}</b>{" "}
          <Coverage t={t} value={finding.coverage} />
        </p>
      )}
      {finding.comment ? (
        <p className="small">
          <Words of={read} field="comment" t={t} locale={locale} />
        </p>
      ) : null}
      <Penalty t={t} read={read} />
      <FindingFacts t={t} read={read} />
      <Elements {...props} />
      <Reservation {...props} />
      <Wordings
        {...{ t, locale }}
        section="mappings"
        fields={mappingsKind.fields}
        original={finding}
        worded={read}
        lang={read.lang}
      />
      <p className="meta">
        {assessed ? <bdi>{assessed}</bdi> : null}
        {props.isCurrent ? (
          <a href={withQuery(profileHref(locale, slug, "/edit/mappings"), { article: of })}>
            {t("law.editAssessment")}
            <span className="vh"> ({articlePlace(t, article)})</span>
          </a>
        ) : null}
        <a href={past}>{t("revisions.record.history")}</a>
        <a href={citeHref(locale, slug, { section: "mappings", record: finding.id })} rel="nofollow">
          {t("exports.cite.link")}
          <span className="vh"> ({articlePlace(t, article)})</span>
        </a>
      </p>
    </div>
  );
}

/** The finding on each element of the offence. */
function Elements({ t, locale, finding, written, isOpen }: Props) {
  if (finding.elements.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="small dim">{t("law.elementsFound", { count: finding.elements.length })}</summary>
      <ul className="small">
        {finding.elements.map((one) => (
          <li key={one.id}>
            {t("common.pair", {
              label: t(`revisions.options.lawElement.${one.element}`),
              value: t(`revisions.options.elementAnswer.${one.answer}`),
            })}
            {one.remark ? (
              <div className="dim">
                <Words of={inWordsOf(one, locale, written)} field="remark" t={t} locale={locale} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The country's declaration that a finding takes into account, as recorded in its treaty status. */
function Reservation({ t, locale, slug, finding, declarations }: Props) {
  const named = declarations.find(({ id }) => id === finding.reservation);
  if (!named) return null;
  return (
    <p className="small">
      {t("revisions.fields.mappings.reservation")}{" "}
      <a href={profileHref(locale, slug, `#treaty-status-${named.id}`)}>{declarationLabel(t, named)}</a>
      <Ended t={t} locale={locale} day={named.periodTo} />
    </p>
  );
}

/** Shows the recorded penalty of an offence. */
export function Penalty({ t, read }: { t: Translator; read: Worded<MappingRecord> | null }) {
  const words = read ? penaltyWords(t, read.record) : [];
  return words.length > 0 ? <p className="small">{words.join(" · ")}</p> : null;
}

/** The penalty as text, one line for each fact. */
export function penaltyWords(t: Translator, finding: AsRead<MappingRecord>): string[] {
  const { penaltyMinMonths: min, penaltyMaxMonths: max, fine } = finding;
  return [
    ...(min !== null && max !== null ? [t("law.penalty.between", { min, max })] : []),
    ...(min !== null && max === null ? [t("law.penalty.from", { min })] : []),
    ...(min === null && max !== null ? [t("law.penalty.upTo", { max })] : []),
    ...fineWords(t, finding),
    ...(fine ? [t("common.pair", { label: t("revisions.fields.mappings.fine"), value: fine })] : []),
  ];
}

/** Formats a fine by its amounts; older records only have it as text. */
function fineWords(t: Translator, finding: Partial<AsRead<MappingRecord>>): string[] {
  const { fineMin: min, fineMax: max, fineCurrency: currency } = finding;
  if (!currency) return [];
  const hasMin = typeof min === "number";
  const hasMax = typeof max === "number";
  if (hasMin && hasMax) return [t("law.penalty.fineBetween", { min, max, currency })];
  if (hasMin) return [t("law.penalty.fineFrom", { min, currency })];
  return hasMax ? [t("law.penalty.fineUpTo", { max, currency })] : [];
}
