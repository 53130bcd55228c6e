import type { ReactNode } from "react";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";

/** A step that needs a reason: collapsed at first, open if it was refused. */
export function FoldedReason(props: {
  t: Translator;
  name: string;
  action: string;
  /** The name of the step, with its subject. */
  step: ReactNode;
  /** The state of the form, if this form was refused. */
  fields: FormFields | undefined;
  hidden: Readonly<Record<string, string>>;
  reason: { name: string; id: string; label: string; hint: string; value: string };
  children?: ReactNode;
}) {
  const { t, name, action, step, fields, hidden, reason, children } = props;
  return (
    <details className="more folded" open={fields !== undefined}>
      <summary>{step}</summary>
      <PostForm
        t={t}
        name={name}
        action={action}
        fields={fields}
        labels={{ [reason.name]: reason.label }}
        ids={{ [reason.name]: reason.id }}
        hidden={hidden}
      >
        {children}
        <TextField
          id={reason.id}
          name={reason.name}
          label={reason.label}
          hint={reason.hint}
          defaultValue={reason.value}
          errors={fields?.errors(reason.name)}
          maxLength={1000}
          autoComplete="off"
          required
        />
        <Button kind="bad" size="sm">
          {step}
        </Button>
      </PostForm>
    </details>
  );
}
