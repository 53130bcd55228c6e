import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Checkbox, SelectField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { PendingEdit } from "@/lib/profiles/review/model";

/** Returns the address to which forms about a pending edit are sent. */
export const pendingAction = (locale: Locale, slug: string, number: number) =>
  profileHref(locale, slug, `/pending?revision=${number}`);

/** Shows who has claimed a pending edit, with buttons to claim, release or hand it over. */
export function Claim({
  t,
  locale,
  slug,
  edit,
  form,
}: {
  t: Translator;
  locale: Locale;
  slug: string;
  form: FormState;
  edit: PendingEdit;
}) {
  const { claim } = edit;
  const action = pendingAction(locale, slug, edit.number);
  const hidden = { number: String(edit.number) };
  const name = claim?.isOwn ? "release" : "claim";
  const values = {
    who: () => <bdi>{claim?.displayName ?? ""}</bdi>,
    when: () => (claim ? <Time at={claim.at} locale={locale} /> : null),
  };
  return (
    <>
      {claim ? (
        <Note>
          {t.rich(claim.isOwn ? "profiles.pending.claimedByYou" : "profiles.pending.claimedBy", values)}
        </Note>
      ) : null}
      {claim && !claim.isOwn ? null : (
        <PostForm t={t} name={name} action={action} fields={fieldsOf(t, form, name)} hidden={hidden}>
          <p>
            <Button>{t(claim ? "profiles.pending.release" : "profiles.pending.take")}</Button>
          </p>
        </PostForm>
      )}
      {edit.reviewers.length === 0 || (claim && !claim.isOwn) ? null : (
        <HandOver t={t} action={action} edit={edit} fields={fieldsOf(t, form, "hand")} />
      )}
    </>
  );
}

/** The form for handing it to another reviewer. */
function HandOver(props: { t: Translator; action: string; edit: PendingEdit; fields: FormFields }) {
  const { t, action, edit, fields } = props;
  const label = t("profiles.pending.handTo");
  return (
    <details open={hasProblems(fields)}>
      <summary>{t("profiles.pending.hand")}</summary>
      <PostForm
        t={t}
        name="hand"
        action={action}
        fields={fields}
        labels={{ to: label }}
        hidden={{ number: String(edit.number) }}
      >
        <SelectField
          name="to"
          label={label}
          hint={t("profiles.pending.handHint")}
          empty={t("profiles.pending.handNobody")}
          options={edit.reviewers.map(({ handle, displayName }) => ({ value: handle, label: displayName }))}
          defaultValue={fields.value("to")}
          errors={fields.errors("to")}
        />
        <p>
          <Button>{t("profiles.pending.handDo")}</Button>
        </p>
      </PostForm>
    </details>
  );
}

const hasProblems = ({ problems }: FormFields) =>
  problems.error !== null || Object.keys(problems.errors).length > 0;

/** If someone else has claimed an edit, a reviewer confirms that they know before they decide. */
export function DespiteClaim(props: {
  t: Translator;
  form: "accept" | "reject";
  fields: FormFields;
  edit: Pick<PendingEdit, "claim">;
}) {
  const { t, form, fields, edit } = props;
  if (!edit.claim || edit.claim.isOwn) return null;
  return (
    <Checkbox
      id={`${form}-despite`}
      name="despiteClaim"
      label={despiteWords(t, edit.claim.displayName)}
      defaultChecked={fields.checked("despiteClaim")}
    />
  );
}

export const despiteWords = (t: Translator, name: string) =>
  t("profiles.pending.despite", { name: `\u2068${name}\u2069` });
