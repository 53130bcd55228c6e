import { DoubtLegend } from "@/components/content/doubt";
import { Answers } from "@/components/cooperation/card";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Day } from "@/components/time";
import { Section } from "@/components/ui/heading";
import { type CardQuestion, cardOf, cardPath } from "@/lib/cooperation/card/model";
import type { Side } from "@/lib/cooperation/route/model";
import type { ClosedRoute } from "@/lib/cooperation/route/plan";
import { listText } from "@/lib/i18n/lists";
import { localePath } from "@/lib/i18n/locales";
import { Gaps } from "./gaps";
import { instrumentName } from "./instrument-name";
import type { PlanProps } from "./plan-props";
import { RouteCard } from "./route-card";
import { Steps } from "./steps";

/** A plan: what to do first, the open routes, what the other country demands, closed routes, what is not recorded. */
export function PlanView(props: PlanProps) {
  const { t, locale, question, from, to, plan, asked } = props;
  return (
    <>
      <p className="narrow">
        <b>{t("cooperation.route.titleOf", { from: from.names[locale], to: to.names[locale] })}</b>
        <br />
        {t.rich("cooperation.route.asOf", { day: () => <Day day={question.day} locale={locale} /> })}{" "}
        {asked ? t("cooperation.route.past") : null}
      </p>
      <DoubtLegend t={t} of="full" />
      <Section id="first" title={t("cooperation.route.first")}>
        <Steps {...props} />
      </Section>
      <Section id="routes" title={t("cooperation.route.routes")}>
        <ol className="plain stack g5">
          {plan.routes.map((route, n) => (
            <li key={route.key}>
              <RouteCard {...props} route={route} place={n + 1} />
            </li>
          ))}
        </ol>
        {plan.closed.length > 0 ? <Closed {...props} /> : null}
      </Section>
      <Demands {...props} />
      <Gaps {...props} />
      <DesignationNotes t={t} locale={locale} entries={[from, to]} />
    </>
  );
}

/** Questions of the card that matter while a request is written. */
const ASKED: readonly CardQuestion[] = [
  "languages",
  "sending",
  "dualCriminality",
  "documents",
  "preservation",
  "time",
];

function Demands({ t, locale, to, plan }: PlanProps) {
  const rows = cardOf(plan.demands).filter(
    ({ question, answers }) => ASKED.includes(question) && answers.length > 0,
  );
  if (rows.length === 0) return null;
  const page = localePath(locale, cardPath(to.slug));
  return (
    <Section id="demands" title={t("cooperation.route.demands", { country: to.names[locale] })}>
      <dl className="dl">
        {rows.map((row) => (
          <div key={row.question}>
            <dt>{t(`cooperation.card.questions.${row.question}`)}</dt>
            <dd>
              <Answers t={t} locale={locale} lang={undefined} row={row} page={page} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="small">
        <a href={page}>{t("cooperation.route.demandsMore")}</a>
      </p>
    </Section>
  );
}

function Closed(props: PlanProps) {
  const { t, plan } = props;
  return (
    <details className="small">
      <summary>{t("cooperation.route.closed", { count: plan.closed.length })}</summary>
      <ul className="stack g2">
        {plan.closed.map((one) => (
          <li key={one.key}>
            {t("common.pair", {
              label: t(`cooperation.route.route.${one.key}.title`),
              value: instrumentName(t, one.instrument),
            })}
            {" ("}
            {whyClosed(one, props)}
            {")"}
          </li>
        ))}
      </ul>
    </details>
  );
}

function whyClosed({ why }: ClosedRoute, { t, locale, ...countries }: PlanProps) {
  const names = (sides: readonly Side[]) => ({
    countries: listText(
      [...new Set(sides)].map((side) => countries[side].names[locale]),
      locale,
    ),
  });
  switch (why.state) {
    case "later":
      return t.rich("cooperation.route.why.later", { day: () => <Day day={why.from} locale={locale} /> });
    case "not_applied":
      return t("cooperation.route.why.not_applied", names(why.bites.map(({ side }) => side)));
    case "unbound":
    case "unknown":
      return t(`cooperation.route.why.${why.state}`, names(why.sides));
    default:
      return t(`cooperation.route.why.${why.state}`);
  }
}
