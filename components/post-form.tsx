import type { ReactNode } from "react";
import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { GuardNote } from "@/components/guard-note";
import { Note } from "@/components/ui/note";
import type { FieldErrors } from "@/lib/core/errors";
import { formList } from "@/lib/core/form-list";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

/** The fields of a form: their values after a refusal, and their errors. */
export interface FormFields {
  /** Returns the sent value, or else the stored one. */
  value: (name: string, kept?: string | null) => string;
  /** The same for a list of choices. */
  values: (name: string, kept?: readonly string[]) => readonly string[];
  /** Whether a single checkbox is ticked. */
  checked: (name: string, kept?: boolean) => boolean;
  errors: (name: string) => string[] | undefined;
  problems: { errors: FieldErrors; error: FormState["error"] };
  /** Whether the form waited on the server while its sender signed in, and is filled in again. */
  isHeld: boolean;
  /** A warning about the text that was sent, and the form that it is about. */
  guard?: NonNullable<FormState["guard"]> & { form: string };
}

/** The id of the note above a form that was filled in again; the head of the page links to it. */
export const HELD_ID = "held-form";

const NOTHING: FormFields["problems"] = { errors: {}, error: null };

/**
 * Returns the form state for the row that it was sent for, and an empty one for other rows. `field` is the
 * hidden field that identifies the row.
 */
export function formOf(form: FormState, field: string, row: string): FormState {
  return form.values[field] === row ? form : NO_FORM;
}

/** Returns the fields of one of a page's forms; if another form was sent, with their stored values and no errors. */
export function fieldsOf(t: Translator, form: FormState, name: string): FormFields {
  const isSent = form.name === name && form.shown === undefined;
  const problems = isSent ? { errors: form.errors, error: form.error } : NOTHING;
  return {
    value(field, kept) {
      const sent = isSent ? form.values[field] : undefined;
      return typeof sent === "string" ? sent : isSent && sent === undefined && !kept ? "" : (kept ?? "");
    },
    values(field, kept = []) {
      if (!isSent) return kept;
      const sent = form.values[field];
      return sent === undefined ? [] : Array.isArray(sent) ? sent : [sent];
    },
    checked: (field, kept = false) => (isSent ? formList(form.values[field]).length > 0 : kept),
    errors: (field) => fieldProblems(t, problems, field),
    problems,
    isHeld: isSent && form.held !== undefined,
    ...(isSent && form.guard ? { guard: { ...form.guard, form: name } } : {}),
  };
}

/**
 * A form that posts to its own page and works without scripts. `name` distinguishes the forms of a page; null
 * if each of its buttons has its own (`name="form"`). `labels` names its fields for the error summary.
 */
export function PostForm(props: {
  t: Translator;
  name: string | null;
  action: string;
  fields?: FormFields;
  labels?: Readonly<Record<string, string>>;
  ids?: Readonly<Record<string, string>>;
  /** Hidden fields. */
  hidden?: Readonly<Record<string, string>>;
  /** The field that its buttons set, if they differ in more than the form. */
  button?: string;
  className?: string;
  /** A script shows the form. */
  isHidden?: boolean;
  children: ReactNode;
}) {
  const {
    t,
    name,
    action,
    fields,
    labels = {},
    ids,
    hidden = {},
    button,
    className = "stack narrow",
    isHidden,
    children,
  } = props;
  return (
    <form method="post" action={action} className={className} hidden={isHidden} noValidate>
      {fields?.isHeld ? (
        <Note kind="warn" id={HELD_ID}>
          {t("common.held.above")}
        </Note>
      ) : null}
      {fields ? <ErrorsSummary t={t} problems={fields.problems} labels={labels} ids={ids} /> : null}
      {fields?.guard ? <GuardNote t={t} guard={fields.guard} pressed={pressedIn(fields, button)} /> : null}
      {name === null ? null : <input type="hidden" name="form" value={name} />}
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {children}
    </form>
  );
}

function pressedIn({ guard, value }: FormFields, button: string | undefined): Record<string, string> {
  const form = guard?.form ?? "";
  return button === undefined ? { form } : { form, [button]: value(button) };
}
