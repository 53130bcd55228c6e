import type { ReactNode } from "react";
import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { Note } from "@/components/ui/note";
import type { FieldErrors } from "@/lib/core/errors";
import { type FormState, NO_FORM } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

/** A form of a page: what its fields hold again after a refusal, and what is wrong with each. */
export interface FormFields {
  /** What was sent, else what is kept. */
  value: (name: string, kept?: string | null) => string;
  /** The same for a list of choices. */
  values: (name: string, kept?: readonly string[]) => readonly string[];
  /** Whether a lone box is ticked. */
  checked: (name: string, kept?: boolean) => boolean;
  errors: (name: string) => string[] | undefined;
  problems: { errors: FieldErrors; error: FormState["error"] };
  /** Whether the form waited on the server while its sender signed in, and is filled in again. */
  isHeld: boolean;
}

/** The note above a form that was filled in again; the head of the page leads to it. */
export const HELD_ID = "held-form";

const NOTHING: FormFields["problems"] = { errors: {}, error: null };

/**
 * What was sent, for the row of a list that it was sent for; to the same forms of the other rows nothing has happened.
 * `field` is the hidden field that names the row.
 */
export function formOf(form: FormState, field: string, row: string): FormState {
  return form.values[field] === row ? form : NO_FORM;
}

/** The part of a page's form state that belongs to one of its forms; to the others nothing has happened. */
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
    checked: (field, kept = false) => (isSent ? form.values[field] !== undefined : kept),
    errors: (field) => fieldProblems(t, problems, field),
    problems,
    isHeld: isSent && form.held !== undefined,
  };
}

/**
 * A form that posts to its own page and works without scripts. `name` tells the forms of a page apart; null where each
 * of its buttons says what it asks for (`name="form"`). `labels` name its fields for the summary of what is wrong.
 */
export function PostForm(props: {
  t: Translator;
  name: string | null;
  action: string;
  fields?: FormFields;
  labels?: Readonly<Record<string, string>>;
  ids?: Readonly<Record<string, string>>;
  /** Fields that the reader does not see. */
  hidden?: Readonly<Record<string, string>>;
  className?: string;
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
    className = "stack narrow",
    children,
  } = props;
  return (
    <form method="post" action={action} className={className} noValidate>
      {fields?.isHeld ? (
        <Note kind="warn" id={HELD_ID}>
          {t("common.held.above")}
        </Note>
      ) : null}
      {fields ? <ErrorsSummary t={t} problems={fields.problems} labels={labels} ids={ids} /> : null}
      {name === null ? null : <input type="hidden" name="form" value={name} />}
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {children}
    </form>
  );
}
