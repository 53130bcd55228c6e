import { Tag } from "@/components/ui/tag";
import type { Translator } from "@/lib/i18n/message";
import type { Confidence } from "@/lib/revisions/records-fields";

const MARKS = { confirmed: "ok", likely: "mild", unverified: "warn", disputed: "bad" } as const;

/**
 * How sure a statement is: nothing for what is confirmed, a mark for the rest. What belongs to something that is
 * `than` sure is only marked where it differs.
 */
export function ConfidenceTag(props: { value: Confidence; than?: Confidence; t: Translator }) {
  const { value, than = "confirmed", t } = props;
  if (value === than) return null;
  return <Tag kind={MARKS[value]}>{t(`revisions.options.confidence.${value}`)}</Tag>;
}

/**
 * What marks mean, and what no mark means: above each list of facts that bears some. `brief` is for lists that mark
 * only what no source supports.
 */
export function DoubtLegend({ t, of }: { t: Translator; of: "brief" | "full" }) {
  return <p className="small dim">{t(`doubt.legend.${of}`)}</p>;
}

/** Said once above a section whose entries are all as sure as each other, in place of a mark on each. */
export function DoubtLine({ t, value }: { t: Translator; value: Exclude<Confidence, "confirmed"> }) {
  return <p className="small dim">{t(`doubt.all.${value}`)}</p>;
}
