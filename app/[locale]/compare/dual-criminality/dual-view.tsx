import { ConfidenceTag, DoubtLegend } from "@/components/content/doubt";
import { Original } from "@/components/content/record-parts";
import { Words } from "@/components/content/words";
import { legalHref } from "@/components/legal/addresses";
import { articlePlace } from "@/components/legal/article-name";
import { AnswerMark } from "@/components/legal/coverage";
import { Ended, FindingFacts } from "@/components/legal/finding-facts";
import { Penalty } from "@/components/legal/finding-view";
import { ForceMark } from "@/components/legal/force-mark";
import { LegalWordings } from "@/components/legal/legal-wordings";
import { profileHref } from "@/components/profiles/addresses";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/field";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { compareElements, type DualQuery, OFFENCES, offenceArticle } from "@/lib/legal/compare/model";
import { type LegalProfile, type LegalRow, linesOf } from "@/lib/legal/profile/model";
import { isAnsweredBy, isAnsweredWithoutSource } from "@/lib/legal/reading/model";
import { inLegalWords } from "@/lib/legal/words/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import { elementsOf } from "@/lib/vocabulary/elements";
import { exampleOf } from "../choices";

interface Props {
  t: Translator;
  locale: Locale;
  query: DualQuery;
  choices: readonly Option[];
  sides: readonly Side[];
}

/** One country's answer to the offence. */
export interface Side {
  profile: LegalProfile;
  row: LegalRow;
}

/** An offence and two countries: both provisions, penalties, and the answers of both to each element. */
export function DualView(props: Props) {
  const { t, query, sides } = props;
  // Only articles of the Convention have elements.
  const elements = elementsOf(Number(query.article));
  return (
    <div className="wrap body flush stack g5">
      <DualForm {...props} />
      {sides.length === 2 ? (
        <>
          <Note>
            {t(`law.dual.${resultOf(sides)}`, namesOf(props))} {doubtOf(props)}
          </Note>
          <DoubtLegend t={t} of="full" />
          <Sides {...props} />
          {elements.length > 0 ? <Elements {...props} elements={elements} /> : null}
        </>
      ) : (
        <p className="dim">
          {t("law.dual.start")} <Example {...props} />
        </p>
      )}
      <p className="small dim">{t("law.dual.noAdvice")}</p>
    </div>
  );
}

/** A link to an example: one offence in two countries. */
function Example({ t, locale, choices }: Props) {
  const [first, second] = exampleOf(choices, 2);
  if (!first || !second) return null;
  const query = { article: "2", first: first.value, second: second.value };
  return t.rich("law.dual.example", {
    offence: articlePlace(t, offenceArticle("2")),
    countries: listText([first.label, second.label], locale),
    a: (words) => <a href={withQuery(localePath(locale, PLACES.dualCriminality), query)}>{words}</a>,
  });
}

function namesOf({ locale, sides }: Props) {
  return {
    first: sides[0]?.profile.head.names[locale] ?? "",
    second: sides[1]?.profile.head.names[locale] ?? "",
  };
}

/** Names the countries whose provision is not confirmed by a source. */
function doubtOf({ t, locale, sides }: Props): string | null {
  const names = sides
    .filter(({ row }) => isAnsweredWithoutSource(linesOf(row)))
    .map(({ profile }) => profile.head.names[locale]);
  return names.length > 0 ? t("doubt.answers", { countries: listText(names, locale) }) : null;
}

function resultOf([one, other]: readonly Side[]): "both" | "first" | "second" | "neither" {
  const has = (side: Side | undefined) => isAnsweredBy(side?.row.provisions ?? []);
  if (has(one) && has(other)) return "both";
  return has(one) ? "first" : has(other) ? "second" : "neither";
}

function DualForm({ t, locale, query, choices }: Props) {
  return (
    <form className="filters" action={localePath(locale, PLACES.dualCriminality)}>
      <SelectField
        name="article"
        label={t("law.dual.offence")}
        options={OFFENCES.map((value) => ({ value, label: articlePlace(t, offenceArticle(value)) }))}
        defaultValue={query.article ?? "2"}
      />
      {(["first", "second"] as const).map((side) => (
        <SelectField
          key={side}
          name={side}
          label={t(`law.dual.${side}Country`)}
          empty={t("law.compare.choose")}
          names="country"
          options={choices}
          defaultValue={query[side] ?? ""}
        />
      ))}
      <Button kind="pri">{t("law.dual.go")}</Button>
    </form>
  );
}

function Sides({ t, locale, sides }: Props) {
  return (
    <div className="two">
      {sides.map(({ profile: { head }, row }) => (
        <section key={head.slug} aria-labelledby={`side-${head.slug}`} className="stack g3">
          <SectionHead id={`side-${head.slug}`}>
            <a href={legalHref(locale, head.slug, row.article)}>{head.names[locale]}</a>
          </SectionHead>
          <p>
            <AnswerMark t={t} of={{ coverage: row.coverage, provisions: linesOf(row) }} />
          </p>
          {isAnsweredBy(row.provisions) ? null : (
            <p className="dim">{t(row.provisions.length > 0 ? "law.noneInForce" : "law.noProvision")}</p>
          )}
          {row.provisions
            .map((one) => inLegalWords(one, locale, row.written.laws))
            .map(({ law, provision, force, said }) => (
              <div key={provision.id}>
                <a href={profileHref(locale, head.slug, `#laws-${provision.id}`)}>
                  <bdi>{t("law.provision", { locator: provision.locator, law: law.title })}</bdi>
                </a>{" "}
                <ConfidenceTag value={provision.confidence} t={t} />{" "}
                <ForceMark t={t} locale={locale} slug={head.slug} force={force} />
                {provision.note ? (
                  <p className="small dim">
                    <Words of={said.provision} field="note" t={t} locale={locale} />
                  </p>
                ) : null}
                <Original record={provision} names={said.names} t={t} />
                <LegalWordings t={t} locale={locale} said={said} />
              </div>
            ))}
          <Penalty t={t} read={findingIn(row, locale)} />
          <FindingFacts t={t} read={findingIn(row, locale)} />
          {row.declarations.map((declaration) => (
            <p key={declaration.id} className="small">
              <b>{message(t, `revisions.options.declarationNature.${declaration.nature}`)}</b>{" "}
              {declaration.confidence ? <ConfidenceTag value={declaration.confidence} t={t} /> : null}{" "}
              <Words
                of={inWordsOf(declaration, locale, row.written["treaty-status"])}
                field="summary"
                t={t}
                locale={locale}
              />
              <Ended t={t} locale={locale} day={declaration.periodTo} />
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

const findingIn = ({ finding, written }: LegalRow, locale: Locale) =>
  finding && inWordsOf(finding, locale, written.mappings);

/** Each element of the offence with both answers, or a note that it was not assessed. */
function Elements({ t, locale, sides, elements }: Props & { elements: ReturnType<typeof elementsOf> }) {
  const answerOf = ({ row }: Side, element: string) =>
    row.finding?.elements.find((one) => one.element === element)?.answer ?? null;
  const words = (answer: string | null) =>
    answer ? (
      message(t, `revisions.options.elementAnswer.${answer}`)
    ) : (
      <span className="small dim">{t("revisions.options.coverage.not_assessed")}</span>
    );
  return (
    <CardTable caption={t("law.dual.elements")}>
      <TableHead
        columns={[
          t("revisions.fields.mappings.element"),
          ...sides.map(({ profile: { head } }) => head.names[locale]),
          t("law.dual.compared"),
        ]}
      />
      <tbody>
        {elements.map((element) => {
          const [one = null, other = null] = sides.map((side) => answerOf(side, element));
          const state = compareElements(one, other);
          return (
            <tr key={element}>
              <th scope="row">{t(`revisions.options.lawElement.${element}`)}</th>
              {sides.map((side) => (
                <td key={side.profile.head.slug} data-l={side.profile.head.names[locale]}>
                  {words(answerOf(side, element))}
                </td>
              ))}
              <td data-l={t("law.dual.compared")}>{t(`law.dual.state.${state}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </CardTable>
  );
}
