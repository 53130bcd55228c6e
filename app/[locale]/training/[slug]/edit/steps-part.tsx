import type { ReactNode } from "react";
import { type DetailField, DetailFields } from "@/components/detail-fields";
import { fieldsOf, PostForm } from "@/components/post-form";
import { DeleteDraft } from "@/components/trash";
import { Button, type ButtonLink } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { TRASH_DAYS } from "@/lib/core/trash";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial } from "@/lib/training";
import { materialHref } from "../../addresses";
import { basicLabels, GROUPS } from "../../fields";
import { furtherLabels } from "./details-form";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  actor: Actor;
  form: FormState;
}

/** The fields of a further version. */
const VERSION: readonly DetailField[] = [
  { name: "label", type: "line", maxLength: 30, required: true },
  { name: "changes", type: "lines", maxLength: 2000, rows: 3, required: true },
  { name: "issuedOn", type: "line", input: "date" },
];

type Kind = Parameters<typeof ButtonLink>[0]["kind"];

/** The state of a material, and why it was returned. */
export function StateNote({ t, material }: Pick<Props, "t" | "material">) {
  const { state, returnReason } = material;
  return (
    <div className="stack narrow">
      <Note kind={state === "published" ? "ok" : "plain"}>{t(`training.form.states.${state}`)}</Note>
      {returnReason ? (
        <Note kind="warn" title={t("training.form.returned")}>
          <bdi className="lines">{returnReason}</bdi>
        </Note>
      ) : null}
    </div>
  );
}

/** The next steps that this member may take. */
export function StepsPart(props: Props) {
  const { t, material, actor } = props;
  const { state } = material;
  const mayPublish = can(actor, "material.publish", material);
  const isOpen = state === "draft" || state === "submitted";
  return (
    <div className="stack narrow">
      {isOpen && mayPublish ? (
        <Step {...props} name="publish" label={t("training.form.publish")} kind="pri" />
      ) : null}
      {state === "draft" && !mayPublish ? (
        <Step {...props} name="submit" label={t("training.form.submit")} kind="pri" />
      ) : null}
      {state === "submitted" ? <Step {...props} name="withdraw" label={t("training.form.withdraw")} /> : null}
      <StepsOnceOut {...props} />
      {can(actor, "material.remove", material) ? (
        <DeleteDraft
          t={t}
          action={materialHref(props.locale, material.slug, "/edit")}
          hint={t("training.form.removeHint", { days: TRASH_DAYS })}
        />
      ) : null}
    </div>
  );
}

/** The steps after publication: confirming, further versions, retracting and restoring. */
function StepsOnceOut(props: Props) {
  const { t, material, actor } = props;
  const { state } = material;
  return (
    <>
      {material.staleSince && can(actor, "material.confirm", material) ? (
        <Step
          {...props}
          name="confirm"
          label={t("training.form.confirm")}
          hint={t("training.form.confirmHint")}
        />
      ) : null}
      {state === "published" ? <VersionSteps {...props} /> : null}
      {state === "published" && can(actor, "material.retract", material) ? (
        <Step
          {...props}
          name="retract"
          label={t("training.form.retract")}
          hint={t("training.form.retractHint")}
          kind="bad"
        >
          <Reason {...props} of="retract" label={t("training.form.reason")} />
        </Step>
      ) : null}
      {state === "retracted" && can(actor, "material.restore", material) ? (
        <Step
          {...props}
          name="restore"
          label={t("training.form.restore")}
          hint={t("training.form.restoreHint")}
        >
          <Reason {...props} of="restore" label={t("training.form.restoreReason")} />
        </Step>
      ) : null}
    </>
  );
}

/** The field for the reason of a step, which everyone can read. */
function Reason({ t, form, of, label }: Props & { of: string; label: string }) {
  const fields = fieldsOf(t, form, of);
  return (
    <TextArea
      name="reason"
      id={`${of}-reason`}
      label={label}
      defaultValue={fields.value("reason")}
      errors={fields.errors("reason")}
      maxLength={1000}
      rows={2}
      required
    />
  );
}

function Step(
  props: Props & { name: string; label: string; hint?: string; kind?: Kind; children?: ReactNode },
) {
  const { t, locale, material, form, name, label, hint, kind, children } = props;
  // An error of a whole step is shown at the top of the page, because its form may no longer be on the page.
  const fields = fieldsOf(t, form.error ? { ...form, name: null } : form, name);
  return (
    <PostForm
      t={t}
      name={name}
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={{
        ...basicLabels(t),
        ...furtherLabels(t),
        reason: t("training.form.reason"),
        use: t("training.form.files"),
      }}
      ids={{ ...GROUPS, reason: `${name}-reason`, use: "files" }}
      className="stack g3"
    >
      {children}
      <p className="row">
        <Button kind={kind}>{label}</Button>
        {hint ? <span className="hint">{hint}</span> : null}
      </p>
    </PostForm>
  );
}

/** The steps of a further version: start, edit, finish or discard it. */
function VersionSteps(props: Props) {
  const { t, material, actor } = props;
  const [newest] = material.versions;
  if (!newest || newest.publishedAt) return <BeginVersion {...props} />;
  const text = newest.submittedAt ? "versionWaits" : "versionOpen";
  return (
    <>
      <Note kind="warn">{t(`training.form.${text}`, { label: newest.label })}</Note>
      {newest.submittedAt ? null : (
        <Step
          {...props}
          name="finish"
          kind="pri"
          label={
            can(actor, "material.publish", material)
              ? t("training.form.finishVersion")
              : t("training.form.submitVersion")
          }
        />
      )}
      <Step {...props} name="drop" label={t("training.form.dropVersion")} />
    </>
  );
}

function BeginVersion({ t, locale, material, form }: Props) {
  const fields = fieldsOf(t, form, "version");
  const labels = {
    label: t("training.form.label"),
    changes: t("training.form.changes"),
    issuedOn: t("training.form.issuedOn"),
  };
  return (
    <PostForm
      t={t}
      name="version"
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={labels}
    >
      <h3>{t("training.form.versionTitle")}</h3>
      <p className="hint">{t("training.form.versionHint")}</p>
      <DetailFields list={VERSION} labels={labels} fields={fields} />
      <p>
        <Button>{t("training.form.startVersion")}</Button>
      </p>
    </PostForm>
  );
}
