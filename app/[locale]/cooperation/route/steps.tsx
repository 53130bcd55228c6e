import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import type { Step } from "@/lib/cooperation/route/plan";
import { localePath } from "@/lib/i18n/locales";
import { NamedAuthorities } from "./named-authorities";
import type { PlanProps } from "./plan-props";

/** What to do before a request is sent, in this order. */
export function Steps(props: PlanProps) {
  return (
    <ol className="stack g3">
      {props.plan.first.map((step) => (
        <li key={step.key}>
          <OneStep {...props} step={step} />
        </li>
      ))}
    </ol>
  );
}

function OneStep({ t, locale, from, to, question, asked, step }: PlanProps & { step: Step }) {
  const { urgency } = question;
  const pair = { from: from.slug, to: to.slug };
  switch (step.key) {
    case "own":
      if (step.named.length === 0)
        return t("cooperation.route.steps.ownUnknown", { country: from.names[locale] });
      return (
        <>
          {t("cooperation.route.steps.own")}
          <NamedAuthorities t={t} locale={locale} slug={from.slug} named={step.named} />
        </>
      );
    case "network": {
      const country = { country: to.names[locale] };
      if (step.named.length === 0) return t("cooperation.route.steps.networkUnknown", country);
      return (
        <>
          {t("cooperation.route.steps.network", country)}
          <NamedAuthorities t={t} locale={locale} slug={to.slug} named={step.named} />
        </>
      );
    }
    case "preserve": {
      const query = { ...pair, data: "preservation", urgency, on: asked };
      return t.rich("cooperation.route.steps.preserve", {
        a: () => (
          <a href={withQuery(localePath(locale, PLACES.route), query)}>
            {t(`cooperation.route.route.${step.by}.title`)}
          </a>
        ),
      });
    }
    case "path":
      return t("cooperation.route.steps.path");
    case "dual": {
      const query = { first: from.slug, second: to.slug };
      return t.rich("cooperation.route.steps.dual", {
        a: (words) => <a href={withQuery(localePath(locale, PLACES.dualCriminality), query)}>{words}</a>,
      });
    }
  }
}
