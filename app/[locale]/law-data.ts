import { translationName } from "@/components/content/translations";
import { withQuery } from "@/components/with-query";
import { env } from "@/lib/env";
import { HANDLING, LICENCE } from "@/lib/exports";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Evidence } from "@/lib/legal/evidence/model";
import type { LegalSource } from "@/lib/legal/model";
import type { Finding, ProvisionLine } from "@/lib/legal/reading/model";
import { recordedOf } from "@/lib/legal/recorded/model";
import { lineInWords } from "@/lib/legal/words/model";
import { inReadersOrder } from "@/lib/profiles/kinds/translations";
import { inWordsOf, languageRead } from "@/lib/revisions/records/wordings";
import type { PageTools } from "@/lib/web/view";

/* The columns and data common to every file of law: the text, its revision, and its sources. */

export const addressOf = (locale: Locale, path: string) => env().APP_URL + localePath(locale, path);

/** Returns the permanent address of a country's law as of its revision; without a revision, that of its profile. */
export const standingAddress = (locale: Locale, slug: string, { revision }: Evidence) =>
  addressOf(locale, `/countries/${slug}${revision > 0 ? `/revisions/${revision}` : ""}`);

/** Returns the head of a file: its origin, date, licence, and how to verify it. */
export function fileHead(
  format: string,
  asOf: string | null,
  { t, locale, path }: PageTools,
  query: Parameters<typeof withQuery>[1] = {},
) {
  return {
    format,
    address: withQuery(addressOf(locale, path), query).replaceAll("%2C", ","),
    handling: HANDLING,
    licence: LICENCE,
    asOf,
    check: t("exports.list.check"),
  };
}

/** Returns a source as one line: publisher, title and address. */
export const sourceLine = ({ publisher, title, url }: LegalSource) =>
  [publisher, title, url].filter(Boolean).join(", ");

/** What is recorded for an article besides its assessment: "found" or "recorded", with confidence. */
export const RECORDED_COLUMNS = ["recorded", "recorded_confidence"];

/** Returns the cells of `RECORDED_COLUMNS`; empty where no provision is in force. */
export function recordedCells({ provisions }: { provisions: readonly ProvisionLine[] }): (string | null)[] {
  const recorded = recordedOf(provisions);
  return [recorded?.is ?? null, recorded?.confidence ?? null];
}

export const TEXT_COLUMNS = [
  "note",
  "text",
  "text_language",
  "translation",
  "translation_language",
  "translation_kind",
  "translator",
  "translation_date",
  "further_translations",
  "sources",
];

/** Returns a provision's text in the cells of `TEXT_COLUMNS`; empty without a provision. */
export function textCells(
  { t, locale }: Pick<PageTools, "t" | "locale">,
  line: ProvisionLine | null,
  evidence: Evidence,
): (string | null)[] {
  const said = line && evidence.texts.get(line.id);
  const note = line ? lineInWords(line, locale).note : null;
  if (!line || !said) return [note, ...TEXT_COLUMNS.slice(1).map(() => null)];
  const [first, ...others] = inReadersOrder(said.translations, locale);
  const further = others.map((one) => t("common.pair", { label: translationName(t, one), value: one.text }));
  return [
    note,
    said.text,
    said.lang,
    first?.text ?? null,
    first?.lang ?? null,
    first?.kind ?? null,
    first?.by ?? null,
    first?.date ?? null,
    further.join("\n\n") || null,
    said.sources.map(sourceLine).join("; ") || null,
  ];
}

export const FORCE_COLUMNS = ["force", "in_force_from", "in_force_until", "state_of_law", "superseded_by"];

/** Returns whether and since when a provision is in force, in the cells of `FORCE_COLUMNS`, as marked on the screen. */
export function forceCells(
  locale: Locale,
  slug: string,
  line: ProvisionLine | null,
  evidence: Evidence,
): (string | null)[] {
  if (!line) return FORCE_COLUMNS.map(() => null);
  const { state, from, to, law, supersededBy } = line.force;
  const successor = supersededBy && `${standingAddress(locale, slug, evidence)}#laws-${supersededBy}`;
  return [state, from, to, law, successor];
}

export const STANDING_COLUMNS = ["revision", "revision_day", "address"];

/** Returns the revision of a country's row and its permanent address, in the cells of `STANDING_COLUMNS`. */
export function standingCells(locale: Locale, slug: string, evidence: Evidence): (string | number | null)[] {
  const { revision, asOf } = evidence;
  return [revision > 0 ? revision : null, asOf, standingAddress(locale, slug, evidence)];
}

/** The languages of members' words about a provision, after all other columns. */
export const LINE_LANGUAGE_COLUMNS = ["law_language", "note_language"];

/** Returns the languages of a provision's law and note, in the cells of `LINE_LANGUAGE_COLUMNS`. */
export function lineLanguageCells(locale: Locale, line: ProvisionLine | null): (string | null)[] {
  if (!line) return LINE_LANGUAGE_COLUMNS.map(() => null);
  const { law, note, said } = lineInWords(line, locale);
  const read = { record: { title: law.title, note }, names: said.names };
  const at = { language: locale, written: line.written };
  return [languageRead(read, "title", at), languageRead(read, "note", at)];
}

/** Returns the language of the comment on a finding, for a file. */
export function commentLanguage(locale: Locale, finding: Finding | null): string | null {
  if (!finding) return null;
  const at = { language: locale, written: finding.written };
  return languageRead(inWordsOf(finding, locale, finding.written), "comment", at);
}

/** Returns a provision as data: its row, its text, and its address. */
export function provisionData(locale: Locale, slug: string, line: ProvisionLine, evidence: Evidence) {
  const { sources = [], translations = [], ...said } = evidence.texts.get(line.id) ?? {};
  return {
    ...line,
    ...said,
    translations: inReadersOrder(translations, locale),
    sources,
    address: `${standingAddress(locale, slug, evidence)}#laws-${line.id}`,
  };
}

/** Returns the revision of a country's row as data. */
export function standingData(locale: Locale, slug: string, evidence: Evidence) {
  const { revision, asOf } = evidence;
  return { revision, asOf, address: standingAddress(locale, slug, evidence) };
}
