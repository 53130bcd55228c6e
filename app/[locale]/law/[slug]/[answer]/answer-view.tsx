import { ConfidenceTag } from "@/components/content/doubt";
import { Footnote } from "@/components/content/footnote";
import type { Footnotes } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { Words } from "@/components/content/words";
import { articlePlace } from "@/components/legal/article-name";
import { AnswerMark } from "@/components/legal/coverage";
import { DraftWords } from "@/components/legal/draft-words";
import { Ended } from "@/components/legal/finding-facts";
import { FindingView } from "@/components/legal/finding-view";
import { legalFootnotes, legalMark } from "@/components/legal/legal-notes";
import { Quoted, StandingProvision } from "@/components/legal/standing-provision";
import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { Day } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { articlePathOf } from "@/lib/convention/model";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { answerPath, legalPath, type StandingAnswer } from "@/lib/legal/answer/model";
import { linesOf } from "@/lib/legal/profile/model";
import { isAnsweredBy } from "@/lib/legal/reading/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { Confidence } from "@/lib/revisions/records-fields";
import { CiteAnswer } from "./cite-answer";

interface Props {
  t: Translator;
  locale: Locale;
  answer: StandingAnswer;
  /** The site's own address. */
  origin: string;
}

/** A country's answer to an article, as its records were after a revision, permanently. */
export function AnswerView(props: Props) {
  const { t, locale, answer, origin } = props;
  const { head, row, sources } = answer;
  const footnotes = legalFootnotes([row], sources);
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab="legal" sub={articlePlace(t, row.article.id)}>
      <div className="wrap body stack g5 narrow">
        <DraftWords t={t} locale={locale} />
        <Standing {...props} />
        <Assessed {...props} footnotes={footnotes} />
        <section aria-labelledby="provisions" className="stack g3">
          <SectionHead id="provisions">{t("law.provisions")}</SectionHead>
          {isAnsweredBy(row.provisions) ? null : (
            <p className="dim">{t(row.provisions.length > 0 ? "law.noneInForce" : "law.noProvision")}</p>
          )}
          {row.provisions.map((one) => (
            <StandingProvision
              key={one.provision.id}
              {...{ t, locale, one }}
              written={row.written.laws}
              place={{ slug: head.slug, article: row.article.id, revision: answer.line.number }}
              marks={<Marks {...props} record={one.provision} footnotes={footnotes} />}
            />
          ))}
        </section>
        <Declarations {...props} footnotes={footnotes} />
        {footnotes.order.length > 0 ? (
          <section aria-labelledby="sources" className="stack g3">
            <SectionHead id="sources">{t("law.profile.sources")}</SectionHead>
            <SourceNotes
              t={t}
              locale={locale}
              footnotes={footnotes}
              written={row.written.sources}
              sources={sources.filter((source) => footnotes.numberOf(source.id) !== null)}
            />
          </section>
        ) : null}
        <CiteAnswer {...{ t, locale, answer, origin }} />
      </div>
    </ProfileFrame>
  );
}

/** The date of the answer, whether there is a newer one, what of it is hidden, and further links. */
function Standing({ t, locale, answer }: Props) {
  const { head, row, line, newest, isChanged, hidden } = answer;
  const { slug } = head;
  const article = row.article.id;
  const newestHref = localePath(locale, answerPath({ slug, article, revision: newest }));
  const asOf = t.rich("law.standing.asOf", {
    number: line.number,
    when: () => <Day day={dayOf(line.createdAt)} locale={locale} isLong />,
  });
  return (
    <div className="stack">
      <Note kind={isChanged ? "warn" : "plain"} title={asOf}>
        {isChanged
          ? t.rich("law.standing.changed", {
              number: newest,
              newest: (words) => <a href={newestHref}>{words}</a>,
              diff: (words) => (
                <a
                  href={withQuery(profileHref(locale, slug, "/diff"), { from: line.number, to: newest })}
                  rel="nofollow"
                >
                  {words}
                </a>
              ),
            })
          : t("law.standing.same")}
      </Note>
      {hidden.map((key) => (
        <Note key={key} kind="warn">
          {t("common.pair", { label: sectionTitle(t, key), value: t("past.hidden.text") })}
        </Note>
      ))}
      <nav className="row" aria-label={t("past.revision.ways")}>
        <a href={localePath(locale, legalPath({ slug, article }))}>{t("law.standing.today")}</a>
        <a href={profileHref(locale, slug, `/revisions/${line.number}`)}>
          {t("law.standing.whole", { number: line.number })}
        </a>
        <a href={localePath(locale, articlePathOf(article) ?? "/convention")}>{t("law.standing.others")}</a>
      </nav>
    </div>
  );
}

/** The coverage, and the other findings. */
function Assessed(props: Props & { footnotes: Footnotes }) {
  const { t, locale, answer } = props;
  const { head, row } = answer;
  const { finding } = row;
  const findings = [...(finding ? [finding] : []), ...row.paragraphs];
  return (
    <section aria-labelledby="coverage" className="stack g3">
      <SectionHead id="coverage">{t("law.coverage")}</SectionHead>
      <p>
        {row.article.isAnswered || finding ? (
          <AnswerMark
            t={t}
            of={{ coverage: row.coverage, provisions: linesOf(row) }}
            assessed={finding ? <Marks {...props} record={finding} /> : null}
          />
        ) : (
          <span className="dim">{t("law.notCounted")}</span>
        )}
      </p>
      {finding?.assessedOn ? (
        <p className="small">
          {t("law.checked")} <Day day={finding.assessedOn} locale={locale} />
        </p>
      ) : null}
      {findings.length === 0 && row.article.isAnswered && !isAnsweredBy(row.provisions) ? (
        <p className="dim">{t("law.nobodyLooked")}</p>
      ) : null}
      {findings.map((one) => (
        <FindingView
          key={one.id}
          {...{ t, locale }}
          slug={head.slug}
          article={row.article.id}
          finding={one}
          declarations={row.declarations}
          written={row.written.mappings}
          isOpen
        />
      ))}
    </section>
  );
}

function Declarations(props: Props & { footnotes: Footnotes }) {
  const { t, locale, answer } = props;
  const { declarations } = answer.row;
  if (declarations.length === 0) return null;
  return (
    <section aria-labelledby="declarations" className="stack g3">
      <SectionHead id="declarations">{t("law.declarations.title")}</SectionHead>
      {declarations.map((one) => (
        <div key={one.id} id={`declaration-${one.id}`} className="stack g2">
          <p>
            <b>{message(t, `revisions.options.declarationNature.${one.nature}`)}</b>{" "}
            {one.madeOn ? <Day day={one.madeOn} locale={locale} /> : null} <Marks {...props} record={one} />
          </p>
          <p>
            <Words
              of={inWordsOf(one, locale, answer.row.written["treaty-status"])}
              field="summary"
              t={t}
              locale={locale}
            />
            <Ended t={t} locale={locale} day={one.periodTo} />
          </p>
          {one.text ? (
            <Quoted head={t("revisions.fields.treaty-status.text")} lang={one.lang} text={one.text} />
          ) : null}
          {one.translation ? (
            <Quoted
              head={t("revisions.fields.treaty-status.translation")}
              lang={null}
              text={one.translation}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** Shows the sources of a record and its confidence. */
function Marks({
  t,
  answer,
  record,
  footnotes,
}: Props & {
  record: { id: string; sources: readonly string[]; confidence?: Confidence | null };
  footnotes: Footnotes;
}) {
  return (
    <>
      {record.sources.map((source) => (
        <Footnote
          key={source}
          t={t}
          number={footnotes.numberOf(source)}
          id={legalMark(answer.row.article.id, record.id, source)}
        />
      ))}{" "}
      {record.confidence ? <ConfidenceTag value={record.confidence} t={t} /> : null}
    </>
  );
}
