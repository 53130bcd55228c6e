import { purgedText } from "@/components/purged-text";
import { Time } from "@/components/time";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import { AuthorName } from "./author";
import { RevisionMark } from "./revision-tag";
import { summaryText } from "./summary-text";
import { TakenBackText } from "./taken-back";

/** The author, time and reason of a revision, and what it reverted. */
export function RevisionNote({ t, locale, line }: { t: Translator; locale: Locale; line: RevisionLine }) {
  return (
    <>
      {t.rich("past.revision.note", {
        who: () => <AuthorName t={t} locale={locale} author={line.author} />,
        when: () => <Time at={line.createdAt} locale={locale} />,
        why: () => <q dir="auto">{summaryText(t, line)}</q>,
      })}{" "}
      <RevisionMark t={t} line={line} />
      {line.purgedFor ? <b>{purgedText(t, line.purgedFor)}</b> : null}
      <TakenBackText t={t} locale={locale} line={line} />
    </>
  );
}
