import { offeredFor } from "@/lib/vocabulary/declared";
import { elementsOfReference } from "@/lib/vocabulary/elements";
import { partsOf, readReference } from "@/lib/vocabulary/references";
import type { AnyRecord, Field } from "../records-fields";

/** An article that a record can refer to. */
interface ArticleOffer {
  /** "185-2". */
  id: string;
  /** A final provision; laws are not assessed against it. */
  isFinal: boolean;
}

/**
 * The treaty that a field refers to by default: that of the record around a declaration, else the Budapest
 * Convention.
 */
export function treatyOf(field: Field, around: AnyRecord | null): string {
  return field.offers === "declared" && typeof around?.treaty === "string" ? around.treaty : "185";
}

/** Lists the options of a choice; for elements, those of the article of the outer mapping, plus the chosen one. */
export function optionsOffered(field: Field, around: AnyRecord | null, value: unknown): readonly string[] {
  if (field.offers !== "elements") return field.options ?? [];
  const [article] = (around?.articles as string[] | undefined) ?? [];
  const own: readonly string[] = elementsOfReference(article);
  return typeof value === "string" && !own.includes(value) ? [value, ...own] : own;
}

/** Lists the articles offered before anything is typed. */
export function articlesOffered(
  field: Field,
  record: AnyRecord,
  around: AnyRecord | null,
  all: readonly ArticleOffer[],
): string[] {
  if (field.offers !== "declared") return all.filter(({ isFinal }) => !isFinal).map(({ id }) => id);
  const treaty = treatyOf(field, around);
  return (
    offeredFor(treaty, record.nature) ??
    all.filter(({ id }) => partsOf(id)?.treaty === treaty).map(({ id }) => id)
  );
}

/**
 * Parses typed references: one, or several separated by commas. What is not an article stays as typed, so
 * that nothing is lost and the field reports it.
 */
export function typedReferences(typed: string, treaty: string): string[] {
  const text = typed.trim();
  if (text === "") return [];
  const whole = readReference(text, treaty);
  if (whole !== null) return [whole];
  const each = text.split(/[,;،\n]+/).map((part) => readReference(part, treaty));
  return each.every((one) => one !== null) ? each : [text.slice(0, 200)];
}
