import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";

/** A form that sends one text, such as a reason, a note or an appeal, with one button. */
export function WordsForm(props: {
  t: Translator;
  /** The name of the form, for its screen. */
  name: string;
  action: string;
  fields: FormFields;
  /** The name of the text's field, and what it is called on the page. */
  field: string;
  label: string;
  hint?: string;
  /** What is in the field before the sender writes. */
  kept?: string;
  rows?: number;
  maxLength?: number;
  button: string;
  kind?: "plain" | "pri" | "bad";
  hidden?: Readonly<Record<string, string>>;
  /** Names of the fields in `children`, for the error summary. */
  labels?: Readonly<Record<string, string>>;
  /** What is above the text. */
  children?: ReactNode;
}) {
  const { t, name, action, fields, field, label, hint, kept, hidden, children } = props;
  const { rows = 3, maxLength = 1000, button, kind } = props;
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={{ ...props.labels, [field]: label }}
      hidden={hidden}
    >
      {children}
      <TextArea
        name={field}
        label={label}
        hint={hint}
        dir="auto"
        rows={rows}
        maxLength={maxLength}
        required
        defaultValue={fields.value(field, kept)}
        errors={fields.errors(field)}
      />
      <p>
        <Button kind={kind}>{button}</Button>
      </p>
    </PostForm>
  );
}
