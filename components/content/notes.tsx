import type { ReactNode } from "react";
import { dayText } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { LegalSource } from "@/lib/legal/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { Footnotes } from "./footnotes";
import { SafeLink } from "./inline";
import { Words } from "./words";

/** A source in the list of sources: a record of the section `sources`. */
export interface SourceNote extends LegalSource {
  /** The day since which its address has not responded, if known. */
  silentSince?: string | undefined;
}

export interface SourceNotesProps {
  sources: readonly SourceNote[];
  footnotes: Footnotes;
  t: Translator;
  locale: Locale;
  /** The language in which the country's list of sources is written. */
  written: string | undefined;
}

/** The cited sources by number, each with links back to its marks; then the uncited ones. */
export function SourceNotes({ sources, footnotes, t, locale, written }: SourceNotesProps) {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const cited = footnotes.order.flatMap((id) => byId.get(id) ?? []);
  const others = sources.filter((source) => footnotes.numberOf(source.id) === null);
  return (
    <>
      {cited.length > 0 ? (
        <ol className="notes">
          {cited.map((source) => (
            <li key={source.id} id={`n${footnotes.numberOf(source.id)}`}>
              <SourceLine {...{ source, t, locale, written }} />
              <WaysBack
                number={footnotes.numberOf(source.id) ?? 0}
                marks={footnotes.marksOf(source.id)}
                t={t}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {others.length > 0 ? (
        <ul className="notes">
          {others.map((source) => (
            <li key={source.id}>
              <SourceLine {...{ source, t, locale, written }} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** A source: publisher, title with its link, since when it does not respond, date, language, when it was read, note. */
function SourceLine(props: {
  source: SourceNote;
  t: Translator;
  locale: Locale;
  written: string | undefined;
}) {
  const { source, t, locale, written } = props;
  const title = (
    <cite>
      <bdi lang={source.lang ?? undefined}>{source.title}</bdi>
    </cite>
  );
  const parts: ReactNode[] = [
    source.publisher ? <bdi key="publisher">{source.publisher}</bdi> : null,
    source.url ? <SafeLink key="title" href={source.url} locale={locale} text={title} /> : title,
    source.silentSince ? (
      <Tag key="silent" kind="warn" icon="alert">
        {t("revisions.notes.silent", { date: dayText(source.silentSince, locale) })}
      </Tag>
    ) : null,
    source.published ? dayText(source.published, locale) : null,
    source.lang ? languageName(source.lang, locale) : null,
    source.accessed ? t("revisions.notes.accessed", { date: dayText(source.accessed, locale) }) : null,
    source.archiveUrl ? (
      <SafeLink
        key="archive"
        href={source.archiveUrl}
        locale={locale}
        text={t("revisions.record.archived")}
      />
    ) : null,
    source.note ? (
      <Words key="note" of={inWordsOf(source, locale, written)} field="note" t={t} locale={locale} />
    ) : null,
  ];
  return parts
    .filter((part) => part !== null)
    .map((part, n) => (
      <span key={String(n)}>
        {n > 0 ? " · " : null}
        {part}
      </span>
    ));
}

function WaysBack({ number, marks, t }: { number: number; marks: readonly string[]; t: Translator }) {
  return marks.map((mark, n) => {
    const label =
      marks.length === 1
        ? t("revisions.notes.back", { number })
        : t("revisions.notes.backNth", { number, use: n + 1 });
    return (
      <span key={mark}>
        {" "}
        <a href={`#${mark}`} aria-label={label}>
          ↑{marks.length > 1 ? <sup>{n + 1}</sup> : null}
        </a>
      </span>
    );
  });
}
