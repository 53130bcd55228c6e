import { GuardWords } from "@/components/guard-words";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";
import type { SensitiveKind } from "@/lib/text/sensitive";

/**
 * Warns that a text seems to contain personal or case data, above the form that was not sent: with a button that replaces
 * it, and one that sends the text as it is. `pressed`: the fields that the button of the form set; a browser sends only one
 * button, so those of the warning repeat them (`readGuard`).
 */
export function GuardNote(props: {
  t: Translator;
  guard: NonNullable<FormState["guard"]>;
  pressed: Readonly<Record<string, string>>;
}) {
  const { t, guard, pressed } = props;
  if (guard.isRedacted) {
    return (
      <Note kind="ok" role="status">
        {t("common.guard.redacted")}
      </Note>
    );
  }
  const repeated = Object.entries(pressed).map(([name, value]) => `:${name}=${value}`);
  if (guard.filter) {
    const { explanation, isRefused } = guard.filter;
    return (
      <Note kind="warn" icon="alert" role="status">
        <div className="stack g3">
          <p>
            <b>{t(isRefused ? "common.guard.refused" : "common.guard.filter")}</b>
          </p>
          <p dir="auto">{explanation}</p>
          <p>{t(isRefused ? "common.guard.refusedWhat" : "common.guard.filterWhat")}</p>
          {isRefused ? null : (
            <p className="row">
              <Button name="guard" value={["sendall", ...repeated].join("")}>
                {t("common.guard.send")}
              </Button>
            </p>
          )}
        </div>
      </Note>
    );
  }
  return (
    <Note kind="warn" icon="alert" role="status">
      <GuardWords t={t} kinds={guard.kinds as SensitiveKind[]}>
        <Button kind="pri" name="guard" value={["redact", ...repeated].join("")}>
          {t("common.guard.redact")}
        </Button>
        <Button name="guard" value={["send", ...repeated].join("")}>
          {t("common.guard.send")}
        </Button>
      </GuardWords>
    </Note>
  );
}

/** The warning in a form that is drawn from the state of its page. */
export function GuardOf({ t, form }: { t: Translator; form: FormState }) {
  if (!form.guard) return null;
  return <GuardNote t={t} guard={form.guard} pressed={form.name === null ? {} : { form: form.name }} />;
}
