import { cooperationCrumb } from "@/components/cooperation/crumb";
import { PageHead } from "@/components/ui/heading";
import { findFacts } from "@/lib/cooperation/route";
import { type Question, RouteQuery } from "@/lib/cooperation/route/model";
import { planRoutes } from "@/lib/cooperation/route/plan";
import { dayOf } from "@/lib/core/moments";
import { scope } from "@/lib/core/versions";
import { findSlugsOf } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "../../compare/choices";
import { PlanView } from "./plan-view";
import { RouteForm } from "./route-form";
import { StartNote } from "./start-note";

const isPast = (day: string | undefined): day is string => day !== undefined && day < dayOf(new Date());

/** How one country asks another for data or assistance. Days to come are planned by what is recorded today. */
export const GET = document({
  query: RouteQuery,
  limit: "diff",
  // A plan as of today would be of yesterday once it is stored.
  isStored: ({ from, to, on }) => !(from && to) || isPast(on),
  scopes: () => [scope.countries],
  async render(query, { t, locale }) {
    const [choices, slugs] = await Promise.all([
      listChoices(locale),
      findSlugsOf([query.from, query.to].flatMap((name) => name || [])),
    ]);
    const named = { from: slugs.get(query.from ?? ""), to: slugs.get(query.to ?? "") };
    const facts = await findFacts([...new Set(slugs.values())]);
    const [from, to] = [facts.get(named.from ?? ""), facts.get(named.to ?? "")];
    const question: Question = {
      need: query.data ?? "subscriber",
      urgency: query.urgency ?? "none",
      stage: query.stage,
      place: query.place ?? "country",
      day: isPast(query.on) ? query.on : dayOf(new Date()),
    };
    const title = t("cooperation.route.title");
    const isPlan = from && to && from !== to;
    const pair = isPlan
      ? t("cooperation.route.titleOf", { from: from.names[locale], to: to.names[locale] })
      : null;
    const of = { t, locale, question };
    return {
      title: pair ? t("common.pair", { label: title, value: pair }) : title,
      description: t("cooperation.route.sub"),
      scopes: [from, to].flatMap((one) => (one ? [scope.profile(one.slug)] : [])),
      crumbs: [cooperationCrumb(t), { label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("cooperation.route.sub")} />
          <div className="wrap body flush stack g5">
            <RouteForm {...of} choices={choices} query={{ ...query, ...named }} />
            {isPlan ? (
              <PlanView
                {...of}
                from={from}
                to={to}
                asked={isPast(query.on) ? query.on : undefined}
                plan={planRoutes(from, to, question)}
              />
            ) : (
              <StartNote t={t} locale={locale} query={query} named={named} choices={choices} />
            )}
          </div>
        </>
      ),
    };
  },
});
