import { ArticleName } from "@/components/legal/article-name";
import { TreatyDoubts } from "@/components/profiles/treaty-doubts";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import {
  type Article,
  type Instrument,
  type InstrumentFacts,
  instrumentAnchor,
} from "@/lib/convention/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { ArticleCounts } from "@/lib/legal/reading/model";
import { isTreatyInForce } from "@/lib/profiles/kinds/treaty-status";
import type { TreatyDoubt, TreatyFigures } from "@/lib/profiles/reading/model";
import { ofThemUnverified } from "@/lib/revisions/doubt";
import { InstrumentFactList } from "./instrument-facts";

interface Props {
  t: Translator;
  locale: Locale;
  instrument: Instrument;
  facts: InstrumentFacts;
  articles: readonly Article[];
  countsOf: (article: Article) => ArticleCounts;
  /** Parties to it, if counted. */
  figures: TreatyFigures | null;
  /** For a treaty without full status data: number of recorded Parties. */
  recorded: number;
  /** Figures that sources count differently. */
  doubts: readonly TreatyDoubt[];
}

/** States the number of Parties; for a treaty not in force, the number of ratifications. */
function standingText(t: Translator, { treaty, party, ratified }: TreatyFigures): string {
  if (isTreatyInForce(`${treaty}`) || party > 0) return t("law.parties", { count: party });
  return t("law.ratified", { count: ratified });
}

/** One instrument: its articles, with the number of countries' answers to each. */
export function InstrumentPart({
  t,
  locale,
  instrument,
  articles,
  countsOf,
  figures,
  recorded,
  doubts,
  facts,
}: Props) {
  const id = instrumentAnchor(instrument);
  return (
    <section aria-labelledby={id} className="stack g3">
      <SectionHead id={id}>{t(`law.instrument.${instrument}.name`)}</SectionHead>
      <p className="dim">
        {t(`law.instrument.${instrument}.about`)} {figures === null ? null : standingText(t, figures)}{" "}
        {figures === null
          ? null
          : ofThemUnverified(t, figures.unverified.party + figures.unverified.ratified)}
        {recorded === 0 ? null : t("law.partiesRecorded", { count: recorded })}
      </p>
      <InstrumentFactList t={t} locale={locale} facts={facts} />
      <TreatyDoubts t={t} locale={locale} doubts={doubts} />
      {articles.some((article) => !article.isSourced) ? (
        <p className="small dim">{t("law.numbersUnverified")}</p>
      ) : null}
      <CardTable caption={t("law.articlesCaption", { count: articles.length })}>
        <TableHead
          columns={[
            t("law.article"),
            t("law.kindLabel"),
            { label: t("law.withProvision"), className: "r" },
            { label: t("law.assessed"), className: "r" },
          ]}
        />
        <tbody>
          {articles.map((article) => (
            <ArticleRow key={article.id} t={t} locale={locale} article={article} counts={countsOf(article)} />
          ))}
        </tbody>
      </CardTable>
    </section>
  );
}

function ArticleRow(props: { t: Translator; locale: Locale; article: Article; counts: ArticleCounts }) {
  const { t, locale, article, counts } = props;
  const f = formatter(locale);
  return (
    <tr>
      <th scope="row">
        <ArticleName t={t} locale={locale} id={article.id} />
        {article.isSourced ? null : (
          <>
            {" "}
            <Tag kind="warn">{t("revisions.options.confidence.unverified")}</Tag>
          </>
        )}
      </th>
      <td data-l={t("law.kindLabel")}>{t(`law.kind.${article.kind}`)}</td>
      <td data-l={t("law.withProvision")} className="r">
        {f.number(counts.provisions)}
      </td>
      <td data-l={t("law.assessed")} className="r">
        {f.number(counts.assessed)}
      </td>
    </tr>
  );
}
