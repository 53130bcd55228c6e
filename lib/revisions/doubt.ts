import type { Translator } from "@/lib/i18n/message";
import { CONFIDENCES, type Confidence } from "./records-fields";

/** How sure a fact is, as projections and files hold it; null where nobody has said. */
export type Sureness = string | null | undefined;

const isConfidence = (value: Sureness): value is Confidence => CONFIDENCES.some((one) => one === value);

/**
 * How sure a fact is where there is room for few words, such as in a list of countries or on a map: what a source
 * states counts as confirmed there, so that only what no source supports is marked.
 */
export function briefly(value: Sureness): Confidence {
  return value === "unverified" || value === "disputed" ? value : "confirmed";
}

/** How sure a statement is that rests on several facts: as sure as the least sure of them. */
export function leastSure(values: readonly Sureness[]): Confidence {
  const order: readonly Confidence[] = ["confirmed", "likely", "disputed", "unverified"];
  const found = values.map((value) => order.indexOf(isConfidence(value) ? value : "confirmed"));
  return order[Math.max(0, ...found)] ?? "confirmed";
}

/** Add to words with a count how many of what is counted are unverified. */
export function withCount(t: Translator, text: string, unverified: number): string {
  return unverified > 0 ? t("doubt.count", { text, count: unverified }) : text;
}

/** Say how many of what a sentence has counted are unverified; nothing where none is. */
export function ofThemUnverified(t: Translator, count: number): string | null {
  return count > 0 ? t("doubt.ofThem", { count }) : null;
}

/** Add to a plain text how sure it is: "Party (unverified)". What is confirmed, or as sure as `than`, stays as it is. */
export function withDoubt(
  t: Translator,
  text: string,
  value: Sureness,
  than: Sureness = "confirmed",
): string {
  if (!isConfidence(value) || value === "confirmed" || value === than) return text;
  return t("doubt.marked", { text, mark: t(`doubt.mark.${value}`) });
}
