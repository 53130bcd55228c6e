import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";
import type { SensitiveKind } from "@/lib/text/sensitive";

/**
 * Warns that a text seems to contain personal or case data, above the form that was not sent: with a button that replaces
 * it, and one that sends the text as it is.
 */
export function GuardNote({ t, guard }: { t: Translator; guard: NonNullable<FormState["guard"]> }) {
  if (guard.isRedacted) {
    return (
      <Note kind="ok" role="status">
        {t("common.guard.redacted")}
      </Note>
    );
  }
  return (
    <Note kind="warn" role="status" title={t("common.guard.title")}>
      <ul>
        {guard.kinds.map((kind) => (
          <li key={kind}>{t(`common.guard.kind.${kind as SensitiveKind}`)}</li>
        ))}
      </ul>
      <p>{t("common.guard.what")}</p>
      <p className="row">
        <Button kind="pri" name="guard" value="redact">
          {t("common.guard.redact")}
        </Button>
        <Button name="guard" value="send">
          {t("common.guard.send")}
        </Button>
      </p>
    </Note>
  );
}
