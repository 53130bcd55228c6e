import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { languageName } from "@/lib/i18n/language-names";
import { CarriedNotes } from "./carried-reply";
import { CopiedLawNote } from "./copied-law";
import { ReviewNotes } from "./edit-notes";
import type { EditProps } from "./edit-props";
import { PlainRecordsForm, PlainTextForm } from "./plain-forms";
import { EditorSections, SectionGuide } from "./section-guide";
import { FirstLanguage, Translating } from "./translating";

/** The screen for editing: a plain form for browsers without scripts, replaced by the editor in others. */
export function EditView(props: EditProps) {
  const { t, locale, head, section, data, text, records, language, original, marks } = props;
  const title = sectionTitle(t, section);
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      actions={
        <WatchLink
          t={t}
          locale={locale}
          place={{ kind: "profile", slug: head.slug }}
          name={head.names[locale]}
          isButton
        />
      }
      sub={
        original
          ? t("translations.edit.sub", { section: title, language: languageName(language, locale) })
          : t("editor.sub", { section: title })
      }
    >
      <WatchWords t={t} />
      {props.isBlank ? (
        <div className="wrap">
          <SectionGuide t={t} section={section} />
        </div>
      ) : null}
      <ReviewNotes {...props} />
      <CopiedLawNote t={t} start={props.copied} />
      <CarriedNotes {...props} />
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
        <div className={original ? undefined : "wrap body cols framed"}>
          <div id="editor" data-editor={data}>
            {records ? (
              <PlainRecordsForm {...props} records={records} />
            ) : text === null ? (
              <Note kind="warn">{t("editor.plain.holdsMore")}</Note>
            ) : (
              <PlainTextForm {...props} text={text} />
            )}
          </div>
          {original ? null : <EditorSections t={t} locale={locale} slug={head.slug} section={section} />}
        </div>
      </Translating>
    </ProfileFrame>
  );
}
