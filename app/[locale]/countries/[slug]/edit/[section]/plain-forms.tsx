import type { ReactNode } from "react";
import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { GuardOf } from "@/components/guard-note";
import { PlainRecords, RecordsProblems } from "@/components/records/plain-records";
import { ConflictChoices } from "@/components/revisions/conflict-view";
import { PlainPreview } from "@/components/revisions/plain-preview";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { newBlockId } from "@/lib/text/block-id";
import { CopyLawLink } from "./copied-law";
import type { EditProps, PlainRecordsData } from "./edit-props";
import { MarkFields } from "./translating";

const typedIn = (form: FormState) => (name: string) =>
  typeof form.values[name] === "string" ? (form.values[name] as string) : null;

/** A section of prose as plain text, for browsers without scripts. */
export function PlainTextForm(props: EditProps & { text: string }) {
  const { t, text, base, theirs, form } = props;
  const typed = typedIn(form);
  const labels = { summary: t("editor.summary.label"), text: t("editor.plain.text") };
  return (
    <form method="post" className={theirs ? "stack" : "stack narrow"}>
      <ErrorsSummary t={t} problems={form} labels={labels} />
      <GuardOf t={t} form={form} />
      <Preview {...props} />
      {theirs ? <p>{t("editor.plain.conflict")}</p> : null}
      {/* After a conflict the text was merged with the current one, so that is the base of the save. */}
      <Basis {...props} base={theirs?.number ?? typed("base") ?? base ?? ""} isAnother={theirs !== null} />
      <div className={theirs ? "two" : undefined}>
        <TextArea
          name="text"
          label={labels.text}
          hint={theirs ? undefined : t("editor.plain.hint")}
          errors={fieldProblems(t, form, "text")}
          rows={18}
          dir="auto"
          lang={props.language}
          defaultValue={typed("text") ?? text}
        />
        {theirs ? (
          <TextArea
            name="theirs"
            label={t("revisions.conflict.theirs")}
            rows={18}
            readOnly
            dir="auto"
            defaultValue={theirs.text}
          />
        ) : null}
      </div>
      <Ending {...props} send="save" look="preview" />
    </form>
  );
}

/** A section of records, one record open at a time, for browsers without scripts. */
export function PlainRecordsForm(props: EditProps & { records: PlainRecordsData }) {
  const { t, locale, section, records, base, form } = props;
  const { lines, conflict, ...parts } = records;
  const typed = typedIn(form);
  const labels = { summary: t("editor.summary.label") };
  return (
    <form method="post" className="stack">
      {/* Enter in a text field sends the form without any of its steps. */}
      <button type="submit" className="vh" name="form" value="step:stay:" tabIndex={-1} aria-hidden="true" />
      {lines.length > 0 ? (
        <RecordsProblems title={t("common.errors.title", { count: lines.length })} lines={lines} />
      ) : (
        <ErrorsSummary t={t} problems={form} labels={labels} />
      )}
      <GuardOf t={t} form={form} />
      <Preview {...props} />
      <Basis {...props} base={typed("base") ?? base ?? ""} isAnother={conflict !== null} />
      {conflict ? (
        <Section id="conflict" title={t("editor.conflict.title")}>
          <p>{t("editor.conflict.intro", { number: conflict.currentNumber })}</p>
          <input type="hidden" name="seen" value={conflict.currentNumber} />
          <ConflictChoices t={t} locale={locale} section={section} conflicts={conflict.conflicts} />
        </Section>
      ) : null}
      {section === "laws" ? <CopyLawLink t={t} locale={locale} slug={props.head.slug} /> : null}
      <PlainRecords {...parts} t={t} locale={locale} section={section} />
      <div className="stack narrow">
        <Ending {...props} send="records" look="look" />
      </div>
    </form>
  );
}

function Preview({ t, locale, preview, sourceTitle }: EditProps) {
  return preview ? <PlainPreview t={t} locale={locale} preview={preview} sourceTitle={sourceTitle} /> : null;
}

/**
 * Hidden fields: the base of the form, the pending edit that saving accepts (if any), the replies that the page says it is
 * from, the token against saving twice.
 */
function Basis(props: Omit<EditProps, "base"> & { base: number | string; isAnother: boolean }): ReactNode {
  const { base, isAnother, accepts, carried, form } = props;
  // The form was sent before with another text, so its new text is another save.
  const isSpent = form.error?.reason === "token_used";
  const kept = isAnother || isSpent ? null : typedIn(form)("clientToken");
  return (
    <>
      <input type="hidden" name="base" value={base} />
      {accepts === null ? null : <input type="hidden" name="accepts" value={accepts} />}
      {carried.replies.map(({ id }) => (
        <input key={id} type="hidden" name="fromReplies" value={id} />
      ))}
      <input type="hidden" name="clientToken" value={kept ?? newBlockId()} />
    </>
  );
}

/** The summary, the marks of the save, and the buttons. */
function Ending(props: EditProps & { send: string; look: string }) {
  const { t, form, copied, carried } = props;
  const typed = typedIn(form);
  const summary = copied === null || copied === "missing" ? carried.summary : copied.summary;
  return (
    <>
      <TextArea
        name="summary"
        label={t("editor.summary.label")}
        hint={t("editor.summary.hint")}
        errors={fieldProblems(t, form, "summary")}
        rows={2}
        maxLength={200}
        dir="auto"
        defaultValue={typed("summary") ?? summary}
      />
      <Checkbox
        name="small"
        label={t("editor.summary.smallCorrection")}
        value={t("editor.summary.smallCorrection")}
        defaultChecked={typed("small") !== null}
      />
      {props.marks ? <MarkFields t={t} form={form} marks={props.marks} /> : null}
      {props.despite === null ? null : (
        <Checkbox
          name="despiteClaim"
          label={props.despite}
          value="on"
          defaultChecked={typed("despiteClaim") !== null}
        />
      )}
      <div className="row end">
        <Button kind="pri" name="form" value={props.send}>
          {t("editor.submit.save")}
        </Button>
        <Button name="form" value={props.look}>
          {t("editor.preview.button")}
        </Button>
      </div>
    </>
  );
}
