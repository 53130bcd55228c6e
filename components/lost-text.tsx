import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

/** A text that was refused after its form was no longer on the page, to copy. */
export function LostText(props: { t: Translator; form: FormState; name: string; field: string }) {
  const { t, form, name, field } = props;
  const typed = form.name === name ? form.values[field] : undefined;
  if (typeof typed !== "string" || typed.trim() === "") return null;
  return (
    <Note title={t("common.lost")}>
      <p className="as-typed" dir="auto">
        {typed}
      </p>
    </Note>
  );
}
