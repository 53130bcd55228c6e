import { sectorName } from "@/components/members/member-facts";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ApplicationLine } from "@/lib/members";
import type { FormState } from "@/lib/web/view";
import { ADMIN_PLACES } from "../admin-frame";

/** One application: who asks and why, and beside it the decision. */
export function ApplicationCard(props: {
  t: Translator;
  locale: Locale;
  row: ApplicationLine;
  form: FormState;
}) {
  const { t, locale, row, form } = props;
  const isSent = form.values.applicationId === row.id;
  const fields = fieldsOf(t, isSent ? form : { ...form, name: null }, "decide");
  const id = `reason-${row.id}`;
  const labels = { decisionReason: t("admin.applications.reasonLabel") };
  return (
    <article className="cols side" aria-labelledby={`name-${row.id}`}>
      <div className="stack">
        <h2 id={`name-${row.id}`}>
          <bdi>{row.fullName}</bdi>
        </h2>
        <FactList
          facts={[
            { term: t("admin.members.email"), value: <bdi>{row.email}</bdi> },
            {
              term: t("admin.member.verified"),
              value: row.verifiedAt ? <Time at={row.verifiedAt} locale={locale} /> : "–",
            },
            {
              term: t("members.field.institution"),
              value: row.institution ? <bdi>{row.institution}</bdi> : "–",
            },
            { term: t("members.field.sector"), value: row.sector ? sectorName(t, row.sector) : "–" },
            { term: t("members.field.country"), value: row.country ? countryName(row.country, locale) : "–" },
            { term: t("admin.applications.when"), value: <Time at={row.createdAt} locale={locale} /> },
          ]}
        />
        <div>
          <h3>{t("admin.applications.why")}</h3>
          <p className="as-typed" dir="auto">
            {row.reason}
          </p>
        </div>
      </div>
      <PostForm
        t={t}
        name="decide"
        action={localePath(locale, ADMIN_PLACES.applications)}
        fields={fields}
        labels={labels}
        ids={{ decisionReason: id }}
        hidden={{ applicationId: row.id }}
        className="stack"
      >
        <TextArea
          name="decisionReason"
          id={id}
          label={labels.decisionReason}
          hint={t("admin.applications.reasonHint")}
          defaultValue={fields.value("decisionReason")}
          errors={fields.errors("decisionReason")}
          maxLength={1000}
          rows={4}
        />
        <p className="row">
          <Button kind="pri" name="decision" value="accept">
            {t("admin.applications.accept")}
          </Button>
          <Button kind="bad" name="decision" value="refuse">
            {t("admin.applications.refuse")}
          </Button>
        </p>
      </PostForm>
    </article>
  );
}
