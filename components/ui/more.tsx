import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  /** What it belongs to, for screen readers that read it out of context. */
  of: string;
  children: ReactNode;
}

/** Folds rarely used links behind "More", at the end of a line of meta data. It needs no script. */
export function More({ t, of, children }: Props) {
  return (
    <details className="ways">
      <summary>
        {t("common.more")}
        <span className="vh"> ({of})</span>
      </summary>
      <div className="meta">{children}</div>
    </details>
  );
}
