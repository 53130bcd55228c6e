import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import { withLinks } from "@/lib/text/bare-links";
import type { Content } from "@/lib/text/nodes";
import { notesIn } from "@/lib/text/plain";
import { deadLinkNote } from "./dead-link-note";
import { inlineNodes } from "./inline";
import { pinpointed } from "./pinpoint";

/** Returns the id of the heading above a text's own footnotes. */
export function ownNotesId(prefix: string): string {
  return `notes-${prefix}`;
}

const noteId = (prefix: string, number: number) => `note-${prefix}-${number}`;
const markId = (prefix: string, number: number) => `mark-${prefix}-${number}`;

/** The mark of a footnote in the text: its number, as a link. */
export function OwnNoteMark({ t, prefix, number }: { t: Translator; prefix: string; number: number }) {
  return (
    <sup className="fn">
      <a
        href={`#${noteId(prefix, number)}`}
        id={markId(prefix, number)}
        aria-label={t("revisions.prose.note", { number })}
      >
        [{number}]
      </a>
    </sup>
  );
}

/** The list of a text's own footnotes, below it, each with a link back. Nothing if there are none. */
export function OwnNotes(props: {
  content: Content;
  t: Translator;
  locale: Locale;
  prefix: string;
  headingShift?: -1 | 0 | 1;
  /** The language of the text, if it differs from that of the page. */
  lang?: string | undefined;
  deadLinkOf?: DeadLinkOf | undefined;
}) {
  const { t, locale, prefix, lang } = props;
  const notes = notesIn(props.content);
  if (notes.length === 0) return null;
  const Heading = `h${3 + (props.headingShift ?? 0)}` as "h2" | "h3" | "h4";
  return (
    <section aria-labelledby={ownNotesId(prefix)}>
      <Heading id={ownNotesId(prefix)} {...(lang ? { lang: locale, dir: direction(locale) } : {})}>
        {t("revisions.notes.own")}
      </Heading>
      <ol className="notes">
        {notes.map(({ attrs: { text } }, n) => (
          <li key={String(n)} id={noteId(prefix, n + 1)}>
            {inlineNodes(
              withLinks(text),
              locale,
              () => null,
              (words) => pinpointed(words, t, locale),
              deadLinkNote(props),
            )}{" "}
            <a
              href={`#${markId(prefix, n + 1)}`}
              aria-label={t("revisions.notes.ownBack", { number: n + 1 })}
              {...(lang ? { lang: locale } : {})}
            >
              ↑
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
