import type { Translator } from "@/lib/i18n/message";
import { type AnyRecord, CONFIDENCES, type Confidence, type DatedFact, type Field } from "./records-fields";

/** The confidence of a fact, as in projections and files; null if not recorded. */
export type Sureness = string | null | undefined;

const isConfidence = (value: Sureness): value is Confidence => CONFIDENCES.some((one) => one === value);

/**
 * Returns the confidence to show where there is little room, e.g. in a list of countries or on a map: `likely` and
 * unknown count as confirmed, so that only unverified and disputed facts are marked.
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

/** Compares two confidences for a list that shows the surest first. */
export const bySureness = (a: Confidence, b: Confidence): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/**
 * Returns the confidence of a statement that needs only one of several facts: that of the surest; null for
 * none.
 */
export function surest(values: readonly Sureness[]): Confidence | null {
  return ORDER.find((one) => values.includes(one)) ?? null;
}

/**
 * Returns the confidence shared by all entries of a list, to show once; null if they differ, are confirmed, or
 * if there is only one entry, which has its own mark.
 */
export function sharedDoubt(values: readonly Sureness[]): Exclude<Confidence, "confirmed"> | null {
  const [first] = values;
  if (values.length < 2 || !isConfidence(first) || first === "confirmed") return null;
  return values.every((one) => one === first) ? first : null;
}

/** Lists the confidence of each fact of a record: its own, that of its dates, and of the records within it. */
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
 * Decides the marks of rows in a table within a record: each has its own confidence, else the record's, whose mark
 * covers the rows that agree with it. If all agree on another one, it is `shared` and shown once. `than`: the
 * confidence shown already around the record; the one returned is shown already around the rows.
 */
export function doubtOfRows(
  fields: readonly Field[],
  record: AnyRecord,
  rows: readonly AnyRecord[],
  than: Confidence | undefined,
) {
  const isSure = fields.some(({ name }) => name === "confidence");
  const surenessOf = (row: AnyRecord): Confidence | undefined =>
    isSure ? ((row.confidence ?? record.confidence) as Confidence | undefined) : undefined;
  const own = record.confidence as Sureness;
  const around = than ?? (isConfidence(own) ? own : "confirmed");
  const [first] = rows.map(surenessOf);
  const isShared = rows.length > 1 && first !== around && rows.every((row) => surenessOf(row) === first);
  const shared = isShared && first ? first : null;
  return { shared, surenessOf, than: shared ?? around };
}

/**
 * Checks whether a record says by a mark that no source was found: only if it has no other mark of doubt, and is not
 * unverified, which means the same. `than`: the confidence shown already around it.
 */
export function isMarkedUnsourced(record: AnyRecord, than: Confidence = "confirmed"): boolean {
  const own = record.confidence as Sureness;
  return record.sourceState === "none_found" && own !== "unverified" && (!isConfidence(own) || own === than);
}

/** Adds the number of unverified items to a text with a count. */
export function withCount(t: Translator, text: string, unverified: number): string {
  return unverified > 0 ? t("doubt.count", { text, count: unverified }) : text;
}

/** States how many of the items counted in a sentence are unverified; null for none. */
export function ofThemUnverified(t: Translator, count: number): string | null {
  return count > 0 ? t("doubt.ofThem", { count }) : null;
}

/**
 * Returns the remark on confidence in a citation; null if confirmed. If only some facts are unverified, it says
 * so.
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

/** Adds the confidence to a plain text: "Party (unverified)". Unchanged if confirmed, or as sure as `than`. */
export function withDoubt(
  t: Translator,
  text: string,
  value: Sureness,
  than: Sureness = "confirmed",
): string {
  if (!isConfidence(value) || value === "confirmed" || value === than) return text;
  return t("doubt.marked", { text, mark: t(`doubt.mark.${value}`) });
}
