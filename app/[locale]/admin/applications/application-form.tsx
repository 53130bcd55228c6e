import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { TextArea } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
  /** `seen`: the version that the administrator saw; if the application has changed since, it must be read again. */
  row: { id: string; seen: string };
  name: "decide" | "ask";
  fields: FormFields;
  field: "decisionReason" | "question";
  /** Unique on the page, which has this form once per application. */
  id: string;
  label: string;
  hint: string;
  rows?: number;
  isRequired?: boolean;
  hidden?: Readonly<Record<string, string>>;
  className?: string;
  /** The buttons. */
  children: ReactNode;
}

/** The form of an administrator's message to the applicant, with the buttons of the action. */
export function ApplicationForm(props: Props) {
  const { t, locale, row, name, fields, field, id, label, hint, isRequired, hidden, children } = props;
  return (
    <PostForm
      t={t}
      name={name}
      action={localePath(locale, ADMIN_PLACES.applications)}
      fields={fields}
      labels={{ [field]: label }}
      ids={{ [field]: id }}
      hidden={{ applicationId: row.id, seen: row.seen, ...hidden }}
      className={props.className ?? "stack"}
    >
      <TextArea
        name={field}
        id={id}
        label={label}
        hint={hint}
        defaultValue={fields.value(field)}
        errors={fields.errors(field)}
        maxLength={1000}
        rows={props.rows ?? 3}
        required={isRequired}
      />
      {children}
    </PostForm>
  );
}
