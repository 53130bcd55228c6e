import { PLACES } from "@/components/shell/places";
import type { Option } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { RouteQuery, Side } from "@/lib/cooperation/route/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

const EXAMPLE = { from: "senegal", to: "united-states-of-america", data: "subscriber", urgency: "ongoing" };

interface Props {
  t: Translator;
  locale: Locale;
  query: RouteQuery;
  /** The slugs of the countries that were found. */
  named: Readonly<Record<Side, string | undefined>>;
  choices: readonly Option[];
}

/** What is missing for a plan: a country that is not known, two that are one, or the first choice. */
export function StartNote({ t, locale, query, named, choices }: Props) {
  const unknown = (["from", "to"] as const).flatMap((side) =>
    query[side] && !named[side] ? [query[side]] : [],
  );
  if (unknown.length > 0)
    return unknown.map((name) => (
      <Note key={name} kind="warn">
        {t("cooperation.route.unknown", { name })}
      </Note>
    ));
  if (named.from && named.from === named.to) return <Note>{t("cooperation.route.same")}</Note>;
  const hasExample = [EXAMPLE.from, EXAMPLE.to].every((slug) => choices.some(({ value }) => value === slug));
  return (
    <p className="dim">
      {t("cooperation.route.start")}{" "}
      {hasExample
        ? t.rich("cooperation.route.example", {
            a: (words) => <a href={withQuery(localePath(locale, PLACES.route), EXAMPLE)}>{words}</a>,
          })
        : null}
    </p>
  );
}
