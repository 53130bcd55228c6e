import { translationName } from "@/components/content/translations";
import { dayText } from "@/components/time";
import { confidenceRuns, paragraphs, sourceRuns } from "@/lib/exports/document";
import { type ExportDocument, inLanguage, type Part, type Run } from "@/lib/exports/document/model";
import { HANDLING } from "@/lib/exports/model";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { type Evidence, NO_EVIDENCE } from "@/lib/legal/evidence/model";
import type { LegalSource } from "@/lib/legal/model";
import type { ProvisionLine } from "@/lib/legal/reading/model";
import { lineInWords } from "@/lib/legal/words/model";
import { inReadersOrder } from "@/lib/profiles/kinds/translations";
import { langOfField } from "@/lib/revisions/records/wordings";

interface Named {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** Input of a document about the law of several countries. */
export interface LawDrawing {
  t: Translator;
  locale: Locale;
  origin: string;
  evidenceOf: (slug: string) => Evidence;
  /** Returns the marks of a country's sources, numbered by first use. */
  cite: (slug: string, sources: readonly LegalSource[]) => Run[];
  sources: ReadonlyMap<number, readonly Run[]>;
}

export function lawDrawing(
  { t, locale, origin }: Pick<LawDrawing, "t" | "locale" | "origin">,
  evidence: ReadonlyMap<string, Evidence>,
): LawDrawing {
  const numbers = new Map<string, number>();
  const sources = new Map<number, readonly Run[]>();
  const cite = (slug: string, cited: readonly LegalSource[]) =>
    cited.map((source): Run => {
      const number = numbers.get(`${slug}/${source.id}`) ?? numbers.size + 1;
      numbers.set(`${slug}/${source.id}`, number);
      sources.set(number, sourceRuns(t, locale, source));
      return { text: `[${number}]`, cites: { number, locator: null } };
    });
  return { t, locale, origin, cite, sources, evidenceOf: (slug) => evidence.get(slug) ?? NO_EVIDENCE };
}

/** A provision by locator and law, with its sources and how sure it is. */
export function provisionRuns(drawing: LawDrawing, slug: string, line: ProvisionLine): Run[] {
  const { t, evidenceOf, cite } = drawing;
  const { law, said } = lineInWords(line, drawing.locale);
  return [
    {
      text: t("law.provision", { locator: line.locator, law: law.title }),
      lang: langOfField(said, "title"),
    },
    ...cite(slug, evidenceOf(slug).texts.get(line.id)?.sources ?? []),
    ...confidenceRuns(drawing, line.confidence),
  ];
}

/** Draws the text of a provision in its own language, then its translations, each marked as a translation. */
export function textParts({ t, locale, evidenceOf }: LawDrawing, slug: string, line: ProvisionLine): Part[] {
  const said = evidenceOf(slug).texts.get(line.id);
  if (!said) return [];
  const { text, translations } = said;
  return [
    ...(text ? quoted(t("revisions.record.text", { locator: line.locator }), text, said.lang) : []),
    ...inReadersOrder(translations, locale).flatMap((one) =>
      quoted(translationName(t, one), one.text, one.lang),
    ),
  ];
}

const quoted = (head: string, text: string, lang: string | null): Part[] => [
  { is: "paragraph", look: "meta", runs: [{ text: head }] },
  ...paragraphs(text).map(
    (runs): Part => ({ is: "paragraph", look: "quote", runs: inLanguage(runs, lang ?? undefined) }),
  ),
];

/** Whether a provision's text or translation is recorded. */
export function hasText({ evidenceOf }: LawDrawing, slug: string, line: ProvisionLine): boolean {
  const said = evidenceOf(slug).texts.get(line.id);
  return Boolean(said && (said.text || said.translations.length > 0));
}

interface Made {
  title: string;
  asOf: string | null;
  /** Address of the page with the same content. */
  address: string;
  countries: readonly Named[];
  parts: readonly Part[];
  isWide?: boolean;
  /**
   * Whether its address always returns the same document, so that a reader can compare the hash by asking
   * again.
   */
  isRepeatable?: boolean;
}

/** Builds a document about law: its title and parts, notes on names, and a part about the document itself. */
export function lawDocument(drawing: LawDrawing, made: Made): ExportDocument {
  const { t, locale } = drawing;
  const { title, asOf } = made;
  const site = t("shell.site");
  const foot = asOf ? t("exports.list.footer", { title, day: dayText(asOf, locale, true) }) : title;
  return {
    language: locale,
    isRtl: direction(locale) === "rtl",
    title,
    subject: foot,
    author: site,
    day: asOf,
    head: { site, handling: HANDLING },
    foot,
    pageText: (page, pages) => t("exports.doc.page", { page, pages }),
    parts: [
      { is: "heading", level: 1, runs: [{ text: title }] },
      ...made.parts,
      ...designations(drawing, made.countries),
      aboutPart(drawing, made),
    ],
    sources: drawing.sources,
    seeNote: (number) => t("exports.doc.seeNote", { number: String(number) }),
    unwritable: t("exports.doc.unwritable"),
    isBrief: false,
    isWide: made.isWide ?? false,
  };
}

function designations({ t, locale }: LawDrawing, countries: readonly Named[]): Part[] {
  const noted = new Map(
    countries.flatMap((one) => (one.designation ? [[one.designation, one.names[locale]]] : [])),
  );
  return [...noted].map(([designation, label]): Part => {
    const value = message(t, `profiles.designation.${designation}`).replace(/^\*\s*/, "");
    return { is: "paragraph", look: "small", runs: [{ text: t("common.pair", { label, value }) }] };
  });
}

/** States its date and revisions, the address of the page, how to handle and verify it, and its licence. */
function aboutPart(drawing: LawDrawing, { asOf, address, countries, isRepeatable = true }: Made): Part {
  const { t, locale, origin, evidenceOf } = drawing;
  const line = (term: string, ...lines: Run[][]) => ({ term, lines });
  const standings = [...new Map(countries.map((one) => [one.slug, one])).values()].map((one): Run[] => {
    const { revision, asOf: day } = evidenceOf(one.slug);
    const label = one.names[locale];
    if (revision === 0 || !day)
      return [{ text: t("common.pair", { label, value: t("exports.verify.unwritten") }) }];
    const value = t("exports.doc.changed", { number: revision, day: dayText(day, locale) });
    const href = `${origin}/countries/${one.slug}/revisions/${revision}`;
    return [{ text: t("common.pair", { label, value }), href }];
  });
  return {
    is: "facts",
    pairs: [
      ...(asOf ? [line(t("exports.doc.asOf"), [{ text: dayText(asOf, locale, true) }])] : []),
      line(t("exports.list.address"), [{ text: address, href: address }]),
      ...(standings.length > 0 ? [line(t("exports.doc.revision"), ...standings)] : []),
      line(t("exports.doc.handling"), [{ text: `${HANDLING} · ${t("exports.doc.handlingText")}` }]),
      ...(isRepeatable ? [line(t("exports.list.checked"), [{ text: t("exports.list.check") }])] : []),
      line(t("exports.doc.licence"), [{ text: t("exports.doc.licenceText", { site: t("shell.site") }) }]),
    ],
  };
}
