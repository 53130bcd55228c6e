import { ConfidenceTag } from "@/components/content/doubt";
import { referenceHref } from "@/components/legal/addresses";
import { articlePlace } from "@/components/legal/article-name";
import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { FactList } from "@/components/ui/box";
import type { PlannedRoute } from "@/lib/cooperation/route/plan";
import { localePath } from "@/lib/i18n/locales";
import { instrumentName } from "./instrument-name";
import { NamedAuthorities } from "./named-authorities";
import type { PlanProps } from "./plan-props";
import { RouteBites } from "./route-bites";

type Props = PlanProps & { route: PlannedRoute; place: number };

/** One open route: what it is, and why it is open; whom to ask, what it yields, and what limits it. */
export function RouteCard(props: Props) {
  const { t, locale, route, place } = props;
  const facts: (Fact | false | null | undefined)[] = [
    { term: "basis", value: <Basis {...props} /> },
    { term: "whom", value: <Whom {...props} /> },
    route.evidence && { term: "evidence", value: t(`cooperation.route.evidence.${route.evidence}`) },
    route.limits && {
      term: "limits",
      value: <Lines texts={route.limits.map((one) => t(`cooperation.route.limit.${one}`))} />,
    },
    route.form && {
      term: "form",
      value: <a href={localePath(locale, PLACES.request)}>{t(`cooperation.route.form.${route.form}`)}</a>,
    },
    route.bites.length > 0 && { term: "bites", value: <RouteBites {...props} bites={route.bites} /> },
    route.notes.length > 0 && {
      term: "notes",
      value: <Lines texts={route.notes.map((one) => t(`cooperation.route.note.${one}`))} />,
    },
  ];
  return (
    <section aria-labelledby={`route-${route.key}`} className="stack g2">
      <h3 id={`route-${route.key}`}>
        {t("cooperation.route.numbered", { place, title: t(`cooperation.route.route.${route.key}.title`) })}
      </h3>
      <p className="narrow">{t(`cooperation.route.route.${route.key}.what`)}</p>
      <FactList
        facts={facts.flatMap((one) =>
          one ? [{ term: t(`cooperation.route.facts.${one.term}`), value: one.value }] : [],
        )}
      />
    </section>
  );
}

interface Fact {
  term: "basis" | "whom" | "evidence" | "limits" | "form" | "bites" | "notes";
  value: React.ReactNode;
}

const Lines = ({ texts }: { texts: readonly string[] }) => (
  <ul className="plain">
    {texts.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

/** The treaty with its articles, the day since which it binds both, and how sure that is. */
function Basis({ t, locale, route }: Props) {
  const { instrument, bond, articles = [] } = route;
  const since = bond?.since;
  const name = instrument === null ? t("cooperation.route.without") : instrumentName(t, instrument);
  return (
    <>
      {since
        ? t.rich("cooperation.route.since", { name, day: () => <Day day={since} locale={locale} /> })
        : name}{" "}
      {bond ? <ConfidenceTag value={bond.confidence} t={t} /> : null}
      {articles.length > 0 ? (
        <ul className="plain">
          {articles.map((id) => (
            <li key={id}>
              <a href={referenceHref(locale, id)}>{articlePlace(t, id)}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Who receives the request: authorities that are recorded; else who usually does. */
function Whom({ t, locale, to, route }: Props) {
  const { theirs, receiver, named, key } = route;
  const authorities = <NamedAuthorities t={t} locale={locale} slug={to.slug} named={theirs} />;
  if (receiver !== "central" || named === null)
    return (
      <>
        {t(`cooperation.route.receiver.${receiver}`)}
        {theirs.length > 0 ? (
          <>
            <br />
            {t("cooperation.route.informed")}
            {authorities}
          </>
        ) : null}
      </>
    );
  if (theirs.length > 0) return authorities;
  return t(key === "reciprocity" ? "cooperation.route.diplomatic" : "cooperation.route.noWhom");
}
