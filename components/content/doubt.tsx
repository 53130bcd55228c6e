import { Tag } from "@/components/ui/tag";
import type { Translator } from "@/lib/i18n/message";
import type { Confidence } from "@/lib/revisions/records-fields";

const MARKS = { confirmed: "ok", likely: "mild", unverified: "warn", disputed: "bad" } as const;

/**
 * Shows the confidence of a statement as a mark; nothing if it is `than`, the confidence that already applies
 * around it ("confirmed" if not given).
 */
export function ConfidenceTag(props: { value: Confidence; than?: Confidence; t: Translator }) {
  const { value, than = "confirmed", t } = props;
  if (value === than) return null;
  return <Tag kind={MARKS[value]}>{t(`revisions.options.confidence.${value}`)}</Tag>;
}

/**
 * Explains the marks, and the absence of one: above each list of facts with marks, folded, since most readers need
 * it once. `brief` is for lists that mark only unverified facts.
 */
export function DoubtLegend({ t, of }: { t: Translator; of: "brief" | "full" }) {
  return (
    <details className="small dim">
      <summary>{t("doubt.legend.title")}</summary>
      <p>{t(`doubt.legend.${of}`)}</p>
    </details>
  );
}

/** Shows one confidence above a section whose entries all share it, instead of a mark on each. */
export function DoubtLine({ t, value }: { t: Translator; value: Exclude<Confidence, "confirmed"> }) {
  return <p className="small dim">{t(`doubt.all.${value}`)}</p>;
}
