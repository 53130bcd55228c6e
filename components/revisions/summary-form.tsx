import type { ReactNode } from "react";
import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { GuardOf } from "@/components/guard-note";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  form: FormState;
  /** Name of the form, unique on its page. */
  name: string;
  /** Label of the button and heading of the box. */
  label: string;
  /** Explains the effect. */
  text: string;
  /** Default summary. */
  summary: string;
  /** Further values sent with the form. */
  hidden?: Readonly<Record<string, string | number>>;
  /** The content before the button. */
  aside?: ReactNode;
}

/**
 * A form that makes a revision and asks only for a summary. Shown to all; visitors are asked to sign in and
 * then return to it.
 */
export function SummaryForm({ t, form, name, label, text, summary, hidden = {}, aside }: Props) {
  const isOwn = form.name === name;
  const problems = isOwn ? form : { errors: {}, error: null };
  const typed = isOwn && typeof form.values.summary === "string" ? form.values.summary : summary;
  const summaryLabel = t("profiles.form.summary");
  return (
    <Box id={name} title={label}>
      <form method="post" className="in-b stack g3">
        <ErrorsSummary t={t} problems={problems} labels={{ summary: summaryLabel }} />
        {isOwn ? <GuardOf t={t} form={form} /> : null}
        <p className="small">{text}</p>
        <input type="hidden" name="form" value={name} />
        {Object.entries(hidden).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <TextField
          name="summary"
          label={summaryLabel}
          hint={t("profiles.form.summaryHint")}
          errors={fieldProblems(t, problems, "summary")}
          defaultValue={typed}
          minLength={3}
          maxLength={200}
          required
        />
        <div className="row end">
          {aside}
          <Button kind="pri">{label}</Button>
        </div>
      </form>
    </Box>
  );
}
