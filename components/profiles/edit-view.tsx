import { Note } from "@/components/ui/note";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { ProtectionState } from "@/lib/profiles/review/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { FormState } from "@/lib/web/view";
import { ReviewNotes, type WaitingText } from "./edit-notes";
import { type PlainRecordsData, PlainRecordsForm, PlainTextForm } from "./plain-forms";
import { ProfileFrame } from "./profile-frame";
import { sectionTitle } from "./section-title";
import { FirstLanguage, type MarkChoices, type Original, Translating } from "./translating";

export interface EditProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** What the editor starts from, as JSON; the script takes the place of the plain form. */
  data: string;
  /** The text for a plain field; null where such a field would lose something. */
  text: string | null;
  /** The records for a plain form; null of prose. */
  records: PlainRecordsData | null;
  base: number | null;
  /** Somebody else's waiting edit that saving accepts. */
  accepts: number | null;
  /** The edit that the text is of, where it is not the one that stands. */
  waiting: WaitingText | null;
  /** The words of the box to tick where somebody else has taken that edit; null where nobody has. */
  despite: string | null;
  isPublishedAtOnce: boolean;
  needsSecond: boolean;
  needsSecondInPart: boolean;
  /** Who alone may edit it, where that is so. */
  protection: ProtectionState | null;
  mayProtect: boolean;
  /** The published text that a refused save collided with. */
  theirs: { text: string; number: number } | null;
  /** What saving would change, for who asked to see it first. */
  preview: { diff: DiffResult; behind: number } | null;
  sourceTitle: (id: string) => string | null;
  /** What the text is written in. */
  language: string;
  original: Original | null;
  marks: MarkChoices | null;
  /** Where a section that nobody has written can be begun in another language; undefined for any other. */
  begin?: { other: string | null } | undefined;
  form: FormState;
}

/** The screen of editing: a plain form for browsers without scripts, and the place of the editor for all others. */
export function EditView(props: EditProps) {
  const { t, locale, head, section, data, text, records, language, original, marks } = props;
  const title = sectionTitle(t, section);
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      sub={
        original
          ? t("translations.edit.sub", { section: title, language: languageName(language, locale) })
          : t("editor.sub", { section: title })
      }
    >
      <ReviewNotes {...props} />
      {props.begin ? (
        <FirstLanguage t={t} locale={locale} language={language} other={props.begin.other} />
      ) : null}
      <Translating
        t={t}
        locale={locale}
        original={original}
        isFirst={marks?.isFirst ?? false}
        sourceTitle={props.sourceTitle}
      >
        <div className={original ? undefined : "wrap body"} id="editor" data-editor={data}>
          {records ? (
            <PlainRecordsForm {...props} records={records} />
          ) : text === null ? (
            <Note kind="warn">{t("editor.plain.holdsMore")}</Note>
          ) : (
            <PlainTextForm {...props} text={text} />
          )}
        </div>
      </Translating>
    </ProfileFrame>
  );
}
