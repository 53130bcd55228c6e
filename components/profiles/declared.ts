import { articleText } from "@/components/content/field-value";
import { message, type Translator } from "@/lib/i18n/translator";

/** Names a declaration by its kind and articles: "Reservation: Art. 29(4)". */
export function declarationLabel(
  t: Translator,
  { nature, articles }: { nature: string; articles: readonly string[] },
): string {
  const label = message(t, `revisions.options.declarationNature.${nature}`);
  if (articles.length === 0) return label;
  return t("common.pair", { label, value: articles.map((one) => articleText(one, t)).join(" · ") });
}

interface Treaty {
  declarations: readonly { id: string; nature: string; articles: readonly string[] }[];
}

/** Maps the ids of a country's declarations to their names. */
export function declaredIn(
  page: { sections: Readonly<Record<string, { content: unknown } | undefined>> },
  t: Translator,
): ReadonlyMap<string, string> {
  const content = page.sections["treaty-status"]?.content as { records: readonly Treaty[] } | undefined;
  const all = content?.records.flatMap((record) => record.declarations) ?? [];
  return new Map(all.map((one) => [one.id, declarationLabel(t, one)]));
}
