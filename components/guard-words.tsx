import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n/translator";
import type { SensitiveKind } from "@/lib/text/sensitive";

/** What a warning of personal and case data says, with its buttons: in forms, and in the editor. */
export function GuardWords(props: { t: Translator; kinds: readonly SensitiveKind[]; children: ReactNode }) {
  const { t, kinds, children } = props;
  return (
    <div className="stack g3">
      <p>
        <b>{t("common.guard.title")}</b>
      </p>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{t(`common.guard.kind.${kind}`)}</li>
        ))}
      </ul>
      <p>{t("common.guard.what")}</p>
      <p className="row">{children}</p>
    </div>
  );
}
