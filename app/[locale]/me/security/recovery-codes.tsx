import { Note } from "@/components/ui/note";
import type { Translator } from "@/lib/i18n/translator";

/** The recovery codes, shown only now. */
export function RecoveryCodes({ t, codes }: { t: Translator; codes: readonly string[] }) {
  return (
    <section className="stack" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes" tabIndex={-1} data-focus="">
        {t("me.twoFactor.codes")}
      </h2>
      <Note kind="warn" icon="alert" role="status">
        {t("me.twoFactor.codesKeep")}
      </Note>
      <ol className="codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
