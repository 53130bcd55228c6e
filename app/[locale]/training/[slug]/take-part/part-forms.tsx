import { type DetailField, DetailFields } from "@/components/detail-fields";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Checkbox, RadioGroup, TextArea } from "@/components/ui/field";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { newBlockId } from "@/lib/text/block-id";
import type { FoundMaterial, listOwnQuestions, listRatings } from "@/lib/training";
import { materialHref } from "../../addresses";
import { audienceOptions } from "../../fields";

export interface PartProps {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  form: FormState;
  actor: Actor;
}

type Questions = Awaited<ReturnType<typeof listOwnQuestions>>;

const SCORES = ["5", "4", "3", "2", "1"] as const;

/** The form to request restricted files, and earlier requests; nothing for members with access who never asked. */
export function AskPart(props: PartProps & { requests: Questions["requests"]; mayHave: boolean }) {
  const { t, locale, material, form, requests, mayHave } = props;
  const fields = fieldsOf(t, form, "ask");
  const isOpen = requests.some((one) => one.state === "open");
  if (mayHave && requests.length === 0) return null;
  return (
    <section aria-labelledby="ask" className="stack narrow">
      <SectionHead id="ask">{t("training.part.askTitle")}</SectionHead>
      {requests.map((one) => (
        <Note key={one.id} kind={one.state === "granted" ? "ok" : one.state === "open" ? "warn" : "plain"}>
          {one.state === "open"
            ? t("training.part.asked")
            : t(`training.part.${one.state}`, { reason: one.endReason ?? one.decisionReason ?? "" })}
        </Note>
      ))}
      {isOpen || mayHave ? null : (
        <PostForm
          t={t}
          name="ask"
          action={materialHref(locale, material.slug, "/take-part")}
          fields={fields}
          labels={{ reason: t("training.part.askReason") }}
          ids={{ reason: "ask-reason" }}
        >
          <TextArea
            name="reason"
            id="ask-reason"
            label={t("training.part.askReason")}
            hint={t("training.part.askReasonHint")}
            defaultValue={fields.value("reason")}
            errors={fields.errors("reason")}
            maxLength={1000}
            rows={3}
            required
          />
          <p>
            <Button kind="pri">{t("training.part.ask")}</Button>
          </p>
        </PostForm>
      )}
    </section>
  );
}

type Rating = Awaited<ReturnType<typeof listRatings>>[number];

/** The member's rating, which can be changed; for moderators also the form to hide others' ratings. */
export function RatePart(props: PartProps & { ratings: readonly Rating[] }) {
  const { t, locale, material, actor, ratings } = props;
  return (
    <section aria-labelledby="rate" className="stack narrow">
      <SectionHead id="rate">{t("training.part.rateTitle")}</SectionHead>
      {can(actor, "material.rate", material) ? (
        <RateForm {...props} own={ratings.find((one) => one.memberId === actor.id)} />
      ) : (
        <p className="dim">{t("training.part.own")}</p>
      )}
      {can(actor, "material.hide-rating")
        ? ratings.map((rating) => (
            <PostForm
              key={rating.memberId}
              t={t}
              name="hide"
              action={materialHref(locale, material.slug, "/take-part")}
              hidden={{ memberId: rating.memberId }}
              className="row"
            >
              <bdi>{rating.author.displayName}</bdi>
              <Button size="sm" kind="bad">
                {t("training.part.hide")}
              </Button>
            </PostForm>
          ))
        : null}
    </section>
  );
}

function RateForm({ t, locale, material, form, own }: PartProps & { own: Rating | undefined }) {
  const fields = fieldsOf(t, form, "rate");
  const labels = {
    score: t("training.part.score"),
    role: t("training.part.role"),
    comment: t("training.part.comment"),
  };
  const list: DetailField[] = [
    {
      name: "role",
      type: "one",
      hint: t("training.part.roleHint"),
      empty: t("training.form.choose"),
      options: audienceOptions(t),
    },
    { name: "comment", type: "lines", maxLength: 1000, rows: 3 },
  ];
  return (
    <PostForm
      t={t}
      name="rate"
      action={materialHref(locale, material.slug, "/take-part")}
      fields={fields}
      labels={labels}
    >
      <RadioGroup
        name="score"
        label={labels.score}
        options={SCORES.map((value) => ({ value, label: t(`training.part.scores.${value}`) }))}
        value={fields.value("score", own ? String(own.score) : undefined)}
        errors={fields.errors("score")}
      />
      <DetailFields list={list} labels={labels} kept={own} fields={fields} />
      <p>
        <Button kind="pri">{t("training.part.rate")}</Button>
      </p>
    </PostForm>
  );
}

/** The form to report an error; earlier reports are listed with their answers. */
export function SuggestPart(props: PartProps & { suggestions: Questions["suggestions"] }) {
  const { t, locale, material, form, suggestions } = props;
  const fields = fieldsOf(t, form, "suggest");
  const states = {
    open: t("training.part.openState"),
    accepted: t("training.part.acceptedState"),
    declined: t("training.part.declinedState"),
  };
  return (
    <section aria-labelledby="suggest" className="stack narrow">
      <SectionHead id="suggest">{t("training.part.suggestTitle")}</SectionHead>
      <PostForm
        t={t}
        name="suggest"
        action={materialHref(locale, material.slug, "/take-part")}
        fields={fields}
        labels={{ text: t("training.part.suggestion") }}
        ids={{ text: "suggest-text" }}
        hidden={{ clientToken: fields.value("clientToken") || newBlockId() + newBlockId() }}
      >
        <TextArea
          name="text"
          id="suggest-text"
          label={t("training.part.suggestion")}
          defaultValue={fields.value("text")}
          errors={fields.errors("text")}
          maxLength={1000}
          rows={3}
          required
        />
        <p>
          <Button kind="pri">{t("training.part.suggest")}</Button>
        </p>
      </PostForm>
      {suggestions.length > 0 ? (
        <>
          <h3>{t("training.part.yours")}</h3>
          <ul className="list small">
            {suggestions.map((one) => (
              <li key={one.id}>
                <p className="meta">{states[one.state]}</p>
                <p className="lines" dir="auto">
                  {one.text}
                </p>
                {one.answer ? (
                  <p className="lines dim" dir="auto">
                    {one.answer}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** A message to the member who uploaded the material; neither learns the other's address automatically. */
export function ContactPart({ t, locale, material, form, actor }: PartProps) {
  const fields = fieldsOf(t, form, "contact");
  return (
    <section aria-labelledby="contact" className="stack narrow">
      <SectionHead id="contact">{t("training.part.contactTitle")}</SectionHead>
      {can(actor, "material.contact", material) ? (
        <PostForm
          t={t}
          name="contact"
          action={materialHref(locale, material.slug, "/take-part")}
          fields={fields}
          labels={{ text: t("training.part.message") }}
          ids={{ text: "contact-text" }}
          hidden={{ clientToken: fields.value("clientToken") || newBlockId() + newBlockId() }}
        >
          <TextArea
            name="text"
            id="contact-text"
            label={t("training.part.message")}
            defaultValue={fields.value("text")}
            errors={fields.errors("text")}
            maxLength={1000}
            rows={4}
            required
          />
          <Checkbox
            name="tellsAddress"
            label={t("training.part.tellsAddress")}
            defaultChecked={fields.checked("tellsAddress")}
          />
          <p>
            <Button kind="pri">{t("training.part.contact")}</Button>
          </p>
        </PostForm>
      ) : (
        <p className="dim">{material.ownerId ? t("training.part.own") : t("training.part.contactNone")}</p>
      )}
    </section>
  );
}
