import type { Translator } from "@/lib/i18n/message";
import { type AnyRecord, CONFIDENCES, type Confidence, type DatedFact, type Field } from "./records-fields";

/** The confidence of a fact, as in projections and files; null if not recorded. */
export type Sureness = string | null | undefined;

const isConfidence = (value: Sureness): value is Confidence => CONFIDENCES.some((one) => one === value);

/**
 * How sure a fact is where there is room for few words, such as in a list of countries or on a map: what a source
 * states counts as confirmed there, so that only what no source supports is marked.
 */
export function briefly(value: Sureness): Confidence {
  return value === "unverified" || value === "disputed" ? value : "confirmed";
}

/** The surest first. */
const ORDER: readonly Confidence[] = ["confirmed", "likely", "disputed", "unverified"];

/** The confidence of a statement based on several facts: that of the least sure one. */
export function leastSure(values: readonly Sureness[]): Confidence {
  return ORDER.findLast((one) => values.includes(one)) ?? "confirmed";
}

/** How sure a statement is for which one of several facts is enough: as sure as the surest; null of none. */
export function surest(values: readonly Sureness[]): Confidence | null {
  return ORDER.find((one) => values.includes(one)) ?? null;
}

/**
 * How sure all entries of a list are, where they agree and none is confirmed: said once for all of them. Null of one
 * entry alone, which bears its own mark.
 */
export function sharedDoubt(values: readonly Sureness[]): Exclude<Confidence, "confirmed"> | null {
  const [first] = values;
  if (values.length < 2 || !isConfidence(first) || first === "confirmed") return null;
  return values.every((one) => one === first) ? first : null;
}

/** How sure each fact of a record says that it is: itself, its days, and the records within it. */
export function surenessWithin(
  fields: readonly Field[],
  record: AnyRecord,
  than: Sureness = null,
): Sureness[] {
  const own = fields.some(({ name }) => name === "confidence") ? (record.confidence as Sureness) : null;
  const sure = own ?? than;
  return [
    ...(sure === null ? [] : [sure]),
    ...fields.flatMap((field): Sureness[] => {
      const value = record[field.name];
      if (field.type === "dated" && value) return [(value as DatedFact).confidence];
      if (field.type !== "records") return [];
      return ((value ?? []) as AnyRecord[]).flatMap((one) =>
        field.fields?.some(({ name }) => name === "confidence")
          ? surenessWithin(field.fields, one, sure)
          : [],
      );
    }),
  ];
}

/**
 * How the rows of a table within a record bear marks: each is as sure as it says itself, or as the record where it does
 * not. Where all agree, they are `shared`, which is said once; `than`: what is said already.
 */
export function doubtOfRows(
  fields: readonly Field[],
  record: AnyRecord,
  rows: readonly AnyRecord[],
  than: Confidence | undefined,
) {
  const isSure = fields.some(({ name }) => name === "confidence");
  const surenessOf = (row: AnyRecord): Confidence | undefined => {
    const own = isSure ? (row.confidence ?? record.confidence) : undefined;
    return own as Confidence | undefined;
  };
  const shared = than ? null : sharedDoubt(rows.map(surenessOf));
  return { shared, surenessOf, than: than ?? shared ?? undefined };
}

/** Add to words with a count how many of what is counted are unverified. */
export function withCount(t: Translator, text: string, unverified: number): string {
  return unverified > 0 ? t("doubt.count", { text, count: unverified }) : text;
}

/** Say how many of what a sentence has counted are unverified; nothing where none is. */
export function ofThemUnverified(t: Translator, count: number): string | null {
  return count > 0 ? t("doubt.ofThem", { count }) : null;
}

/**
 * What a citation says of how sure the cited is; null of what is confirmed. Of something that has several facts, some
 * of which no source supports, it says just that.
 */
export function citedDoubt(t: Translator, values: readonly Sureness[]): string | null {
  const shared = values.length === 1 ? leastSure(values) : sharedDoubt(values);
  if (shared && shared !== "confirmed") return t(`doubt.cited.${shared}`);
  return briefly(leastSure(values)) === "confirmed" ? null : t("doubt.cited.part");
}

/** Put before a line of plain text how sure it is, where the line ends with an address: "Unverified: Art. 2, …". */
export function doubtBefore(t: Translator, text: string, value: Sureness): string {
  if (!isConfidence(value) || value === "confirmed") return text;
  return t("common.pair", { label: t(`revisions.options.confidence.${value}`), value: text });
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
