import { translationName } from "@/components/content/translations";
import { withQuery } from "@/components/with-query";
import { env } from "@/lib/env";
import { HANDLING, LICENCE } from "@/lib/exports";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Evidence } from "@/lib/legal/evidence/model";
import type { LegalSource } from "@/lib/legal/model";
import type { Finding, ProvisionLine } from "@/lib/legal/reading/model";
import { lineInWords } from "@/lib/legal/words/model";
import { inReadersOrder } from "@/lib/profiles/kinds/translations";
import { inWordsOf, languageRead } from "@/lib/revisions/records/wordings";
import type { PageTools } from "@/lib/web/view";

/* What every file of law says in the same way: which text it gives, by which revision, and from which sources. */

export const addressOf = (locale: Locale, path: string) => env().APP_URL + localePath(locale, path);

/** The address of a country's law for good, as it stood by the revision; before the first, of its profile. */
export const standingAddress = (locale: Locale, slug: string, { revision }: Evidence) =>
  addressOf(locale, `/countries/${slug}${revision > 0 ? `/revisions/${revision}` : ""}`);

/** What a file says of itself: from where, as of which day, under which terms, and how it is checked. */
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

/** A source in one line: who published what, and where. */
export const sourceLine = ({ publisher, title, url }: LegalSource) =>
  [publisher, title, url].filter(Boolean).join(", ");

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

/** What a provision says, in the cells of `TEXT_COLUMNS`; empty where there is no provision. */
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

/** Whether and since when a provision is law, in the cells of `FORCE_COLUMNS`: as the screen marks it. */
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

/** By which revision a country's line stands, and where that is kept, in the cells of `STANDING_COLUMNS`. */
export function standingCells(locale: Locale, slug: string, evidence: Evidence): (string | number | null)[] {
  const { revision, asOf } = evidence;
  return [revision > 0 ? revision : null, asOf, standingAddress(locale, slug, evidence)];
}

/** The languages of what members wrote about a provision, behind all other columns. */
export const LINE_LANGUAGE_COLUMNS = ["law_language", "note_language"];

/** The languages of a provision's law and note as a file gives them, in the cells of `LINE_LANGUAGE_COLUMNS`. */
export function lineLanguageCells(locale: Locale, line: ProvisionLine | null): (string | null)[] {
  if (!line) return LINE_LANGUAGE_COLUMNS.map(() => null);
  const { law, note, said } = lineInWords(line, locale);
  const read = { record: { title: law.title, note }, names: said.names };
  const at = { language: locale, written: line.written };
  return [languageRead(read, "title", at), languageRead(read, "note", at)];
}

/** The language of what somebody wrote about a finding, as a file gives it. */
export function commentLanguage(locale: Locale, finding: Finding | null): string | null {
  if (!finding) return null;
  const at = { language: locale, written: finding.written };
  return languageRead(inWordsOf(finding, locale, finding.written), "comment", at);
}

/** A provision as data: its line, what it says, and where it stands. */
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

/** By which revision a country's line stands, as data. */
export function standingData(locale: Locale, slug: string, evidence: Evidence) {
  const { revision, asOf } = evidence;
  return { revision, asOf, address: standingAddress(locale, slug, evidence) };
}
