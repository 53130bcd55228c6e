import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { type Option, SelectField, TextField } from "@/components/ui/field";
import {
  NEEDS,
  PLACES_OF_DATA,
  type Question,
  type RouteQuery,
  STAGES,
  URGENCIES,
} from "@/lib/cooperation/route/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  query: RouteQuery;
  question: Question;
  choices: readonly Option[];
}

/** Who asks whom, for what, how urgently; the rest is folded until it is used. The address is the plan's. */
export function RouteForm({ t, locale, query, question, choices }: Props) {
  const isMore = question.place !== "country" || Boolean(query.stage ?? query.on);
  return (
    <form className="stack g3" action={localePath(locale, PLACES.route)}>
      <div className="filters">
        {(["from", "to"] as const).map((side) => (
          <SelectField
            key={side}
            name={side}
            label={t(`cooperation.route.${side}`)}
            empty={t("cooperation.route.choose")}
            names="country"
            options={choices}
            defaultValue={query[side] ?? ""}
          />
        ))}
        <SelectField
          name="data"
          label={t("cooperation.route.data")}
          options={NEEDS.map((value) => ({ value, label: t(`cooperation.route.needs.${value}`) }))}
          defaultValue={question.need}
        />
        <SelectField
          name="urgency"
          label={t("cooperation.route.urgency")}
          options={URGENCIES.map((value) => ({ value, label: t(`cooperation.route.urgencies.${value}`) }))}
          defaultValue={question.urgency}
        />
        <Button kind="pri">{t("cooperation.route.show")}</Button>
      </div>
      <details open={isMore}>
        <summary>{t("cooperation.route.more")}</summary>
        <div className="filters">
          <SelectField
            name="place"
            label={t("cooperation.route.place")}
            options={PLACES_OF_DATA.map((value) => ({
              value,
              label: t(`cooperation.route.places.${value}`),
            }))}
            defaultValue={question.place}
          />
          <SelectField
            name="stage"
            label={t("cooperation.route.stage")}
            empty={t("cooperation.route.anyStage")}
            options={STAGES.map((value) => ({
              value,
              label: t(`revisions.options.authorityStage.${value}`),
            }))}
            defaultValue={query.stage ?? ""}
          />
          <TextField name="on" type="date" label={t("cooperation.route.on")} defaultValue={query.on ?? ""} />
        </div>
      </details>
    </form>
  );
}
