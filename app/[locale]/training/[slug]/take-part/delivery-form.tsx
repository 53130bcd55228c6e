import { DetailControl, type DetailField, DetailFields } from "@/components/detail-fields";
import { countryOptions, languageOptions } from "@/components/name-options";
import { fieldsOf, PostForm } from "@/components/post-form";
import { dayText } from "@/components/time";
import { Button } from "@/components/ui/button";
import { FieldError, TextField } from "@/components/ui/field";
import { SectionHead } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { countryName } from "@/lib/i18n/country-names";
import { newBlockId } from "@/lib/text/block-id";
import type { listDeliveries } from "@/lib/training";
import { AUDIENCES } from "@/lib/training/vocabulary/model";
import { wordOf } from "@/lib/training/words/model";
import { materialHref } from "../../addresses";
import type { PartProps } from "./part-forms";

type Props = PartProps & { deliveries: Awaited<ReturnType<typeof listDeliveries>> };

/**
 * The form to report that a course was held: where, when, for how many of whom. The reports that the member
 * may remove are listed below.
 */
export function DeliveryPart(props: Props) {
  const { t, locale, material, actor, deliveries } = props;
  const removable = deliveries.filter((one) =>
    can(actor, "delivery.remove", { ...material, memberId: one.memberId }),
  );
  return (
    <section aria-labelledby="delivery" className="stack narrow">
      <SectionHead id="delivery">{t("training.part.deliveryTitle")}</SectionHead>
      <DeliveryForm {...props} />
      {removable.map((one) => (
        <PostForm
          key={one.id}
          t={t}
          name="removeDelivery"
          action={materialHref(locale, material.slug, "/take-part")}
          hidden={{ id: one.id }}
          className="row small"
        >
          <span>
            {countryName(one.country, locale)} <bdi>{one.place}</bdi> {dayText(one.startsOn, locale)}
          </span>
          <Button size="sm" kind="bad">
            {t("training.part.removeDelivery")}
          </Button>
        </PostForm>
      ))}
    </section>
  );
}

function DeliveryForm({ t, locale, material, form }: Props) {
  const fields = fieldsOf(t, form, "deliver");
  const labels = {
    country: t("training.part.country"),
    place: t("training.part.place"),
    institution: t("training.part.institution"),
    startsOn: t("training.part.startsOn"),
    endsOn: t("training.part.endsOn"),
    language: t("training.part.language"),
    participantCount: t("training.part.participants"),
    note: t("training.part.note"),
  };
  const of = { labels, fields, kept: { language: locale } };
  const list: DetailField[] = [
    {
      name: "country",
      type: "one",
      empty: t("training.form.choose"),
      names: "country",
      options: countryOptions(locale),
    },
    { name: "place", type: "line", input: "text", required: true },
    { name: "institution", type: "line", input: "text", required: true },
    { name: "startsOn", type: "line", input: "date", required: true },
    { name: "endsOn", type: "line", input: "date" },
    { name: "language", type: "one", names: "language", options: languageOptions(locale) },
  ];
  return (
    <PostForm
      t={t}
      name="deliver"
      action={materialHref(locale, material.slug, "/take-part")}
      fields={fields}
      labels={labels}
      ids={{ participantCount: "participants-0" }}
      hidden={{ clientToken: fields.value("clientToken") || newBlockId() + newBlockId() }}
    >
      <p className="hint">{t("training.part.deliveryHint")}</p>
      <DetailFields list={list} {...of} />
      <Participants
        t={t}
        counts={fields.values("participantCount")}
        errors={fields.errors("participantCount")}
      />
      <DetailControl field={{ name: "note", type: "lines", maxLength: 1000, rows: 2 }} {...of} />
      <p>
        <Button kind="pri">{t("training.part.record")}</Button>
      </p>
    </PostForm>
  );
}

/** A number for each audience; an empty one counts as zero. */
function Participants(props: { t: Props["t"]; counts: readonly string[]; errors: string[] | undefined }) {
  const { t, counts, errors } = props;
  return (
    <fieldset
      className={errors ? "f err" : "f"}
      aria-describedby={errors ? "participantCount-hint participantCount-error" : "participantCount-hint"}
    >
      <legend>{t("training.part.participants")}</legend>
      <span className="hint" id="participantCount-hint">
        {t("training.part.participantsHint")}
      </span>
      <FieldError id="participantCount" errors={errors} />
      <div className="choice-grid">
        {AUDIENCES.map((audience, n) => (
          <div key={audience}>
            <input type="hidden" name="participantRole[]" value={audience} />
            <TextField
              id={`participants-${n}`}
              name="participantCount[]"
              type="number"
              min={0}
              max={100000}
              inputMode="numeric"
              label={wordOf(t, "audience", audience)}
              defaultValue={counts[n] ?? ""}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
