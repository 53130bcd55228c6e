import { articleText, valueText } from "@/components/content/field-value";
import { dayText } from "@/components/time";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { Confidence, DatedFact, Fact, Field } from "@/lib/revisions/records-fields";
import { safeHref } from "@/lib/text/href";
import { type Citation, inLanguage, type Lines, type Run } from "./model";

/** Everything that drawing the parts of a document needs. */
export interface Drawing {
  t: Translator;
  locale: Locale;
  numberOf: (source: string) => number | null;
  /** The language of the section's text by members, if known. */
  written?: string;
}

/** Formats the mark of a source like the page. */
export function citeRun({ t, numberOf }: Drawing, source: string, locator: string | null = null): Run {
  const number = numberOf(source);
  const cites: Citation = { number, locator };
  const mark = number === null ? "?" : String(number);
  return { text: locator ? t("exports.doc.markAt", { number: mark, locator }) : `[${mark}]`, cites };
}

/** Shows the confidence of a statement unless it is the usual one. */
export function confidenceRuns(
  { t }: Pick<Drawing, "t">,
  value: unknown,
  than: unknown = "confirmed",
): Run[] {
  if (!value || value === than) return [];
  return [{ text: ` (${t(`revisions.options.confidence.${value as Confidence}`)})`, italic: true }];
}

const FACTS = { yes: "yes", no: "no", unknown: "unknown", not_applicable: "notApplicable" } as const;

/** Formats the value of a field as the page does. `lang`: language of text values. */
export function valueLines(
  drawing: Drawing,
  field: Field,
  value: unknown,
  { than, lang }: { than?: unknown; lang?: string | undefined } = {},
): Lines {
  const { t, locale } = drawing;
  const line = (text: string): Lines => [[{ text }]];
  switch (field.type) {
    case "date":
      return line(dayText(String(value), locale));
    case "dated": {
      const fact = value as DatedFact;
      return [[{ text: dayText(fact.value, locale) }, ...confidenceRuns(drawing, fact.confidence, than)]];
    }
    case "number":
      return line(formatter(locale).number(Number(value)));
    case "fact4":
      return line(t(`common.fact.${FACTS[value as Fact]}`));
    case "confirm":
      return line(t(`common.fact.${value === true ? "yes" : "no"}`));
    case "url":
      return [[addressRun(String(value))]];
    case "email":
      return [[{ text: String(value), href: `mailto:${String(value)}` }]];
    case "longtext":
      return paragraphs(String(value)).map((runs) => inLanguage(runs, lang));
    case "list":
      return (value as string[]).map((text) => [{ text, lang }]);
    case "articles":
      return line((value as string[]).map((article) => articleText(article, t)).join(" · "));
    case "text":
      return [[{ text: String(value), lang }]];
    case "phone":
      return line(String(value));
    default:
      return line(valueText(field, value, t, locale));
  }
}

/** Prints an address in full, since paper has no links; links it if it is a web address. */
export function addressRun(href: string): Run {
  const safe = safeHref(href);
  return safe?.startsWith("http") ? { text: href, href: safe } : { text: href };
}

/** Prints the host name of an address, linked to the full address; else the address. */
export function hostRun(href: string): Run {
  const run = addressRun(href);
  return run.href ? { ...run, text: new URL(run.href).hostname.replace(/^www\./, "") } : run;
}

/** Divides a text at its line breaks; leaves out empty lines. */
export function paragraphs(text: string): Lines {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => [{ text: line }]);
}
