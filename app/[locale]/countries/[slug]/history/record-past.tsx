import { type Footnotes, numberFootnotes, recordReferences } from "@/components/content/footnotes";
import { type SourceNote, SourceNotes } from "@/components/content/notes";
import type { RecordsShape } from "@/components/content/record-parts";
import { titleOf } from "@/components/content/record-title";
import { sectionTitle } from "@/components/profiles/section-title";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { RecordMoment } from "@/lib/pages/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { WORDINGS } from "@/lib/revisions/records/wordings";
import { type Field, fieldLabelKey } from "@/lib/revisions/records-fields";

/** Props of the histories of a record and of its fields. */
export interface PastProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** The id of the record. */
  record: string;
  /** Newest first. */
  moments: readonly RecordMoment[];
  /** The sources that the profile lists today. */
  sources: readonly SourceNote[];
  /** The language that this list is written in. */
  written: string | undefined;
}

/**
 * Returns the fields whose changes are listed: those of the section's records or, for a record within another,
 * those of such a record.
 */
export function shapeOf(section: SectionKey, moments: readonly RecordMoment[]): RecordsShape | null {
  const kind = recordsKindOf(section);
  const within = moments.find((moment) => moment.record !== null)?.within;
  if (!kind || !within) return kind;
  const fields = kind.fields.find((field) => field.name === within.field)?.fields ?? [];
  return { key: kind.key, fields, titleField: fields[0]?.name ?? "id", columns: null };
}

/** Returns the current or last name of the record. */
export function nameOf({ section, moments, t, locale }: PastProps): string {
  const shape = shapeOf(section, moments);
  const newest = moments.find((moment) => moment.record !== null)?.record;
  return shape && newest ? titleOf(shape, newest, t, locale) : "";
}

/**
 * The link to watch the subject of the history: the record, one of its fields or, for a record within
 * another, the field that contains it. Nothing if it no longer exists.
 */
export function PastWatch({ field, ...past }: PastProps & { field?: string }) {
  const { t, locale, head, section, moments } = past;
  const newest = moments[0]?.record;
  if (!newest) return null;
  const { within } = moments[0] ?? {};
  const of = within ? within : { record: past.record, field };
  const at = { slug: head.slug, section, record: of.record };
  return (
    <>
      <WatchLink
        t={t}
        locale={locale}
        place={of.field ? { ...at, kind: "field", field: of.field } : { ...at, kind: "record" }}
        name={within ? message(t, fieldLabelKey(section, fieldWithin(within.field))) : nameOf(past)}
        isButton
      />
      <WatchWords t={t} />
    </>
  );
}

/** A field for the list that contains a nested record, enough for its label. */
const fieldWithin = (name: string): Field =>
  name === WORDINGS ? { name, type: "records", isShared: true } : { name, type: "records" };

/** Names the record's marks and parts as they were after one revision. */
export function prefixOf(moment: RecordMoment): string {
  return `at-${moment.number}`;
}

/**
 * Numbers the sources by first use, newest value first, as the page shows them: for whole records, or for one
 * `field`. Nested records are then only included if they are that field.
 */
export function pastFootnotes(
  moments: readonly RecordMoment[],
  { section, sources, field }: Pick<PastProps, "section" | "sources"> & { field?: Field },
): Footnotes {
  const all = shapeOf(section, moments)?.fields ?? [];
  const fields = field ? all.filter((one) => one.type !== "records" || one.name === field.name) : all;
  const references = moments.flatMap((moment) =>
    moment.record ? recordReferences([moment.record], fields, prefixOf(moment)) : [],
  );
  return numberFootnotes(references, new Set(sources.map((source) => source.id)));
}

/** The sources that the page refers to. */
export function PastSources({
  sources,
  written,
  footnotes,
  t,
  locale,
}: PastProps & { footnotes: Footnotes }) {
  const cited = sources.filter((source) => footnotes.numberOf(source.id) !== null);
  if (cited.length === 0) return null;
  return (
    <section className="prose" aria-labelledby="sources">
      <h2 id="sources">{sectionTitle(t, "sources")}</h2>
      <SourceNotes {...{ footnotes, t, locale, written }} sources={cited} />
    </section>
  );
}
