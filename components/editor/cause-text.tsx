import { useEffect, useState } from "react";
import type { Translator } from "@/lib/i18n/translator";
import { useEditorContext } from "./context";
import { type Refusal, refusalOf } from "./draft/refusal";

/** Returns why the server refused a text and where the text is now; each cause has its own words. */
export function causeText(t: Translator, { cause, banner }: Refusal): string {
  switch (cause) {
    case "read_only":
      return banner === "" ? t("editor.cause.readOnly") : t("editor.cause.readOnlyBanner", { banner });
    case "rate_limited":
      return t("editor.cause.rateLimited");
    case "signed_out":
      return t("editor.cause.signedOut");
    case "too_large":
      return t("editor.cause.tooLarge");
    case "unknown_source":
      return t("editor.cause.unknownSource");
    case "waiting":
      return t("editor.cause.untitled");
    default:
      return t(`editor.cause.${cause}`);
  }
}

/** Returns the same for any error of a request, for a save that the member started. */
export function failureText(t: Translator, error: unknown): string {
  return causeText(t, refusalOf(error));
}

/** Counts down to the next attempt. Screen readers hear only the cause beside it, not each second. */
export function NextAttempt({ at }: { at: number }) {
  const { t } = useEditorContext();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="dim" aria-live="off">
      {t("editor.state.nextAttempt", { seconds: Math.max(0, Math.ceil((at - now) / 1_000)) })}
    </span>
  );
}
