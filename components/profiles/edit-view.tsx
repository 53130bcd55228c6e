import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { PlainPreview } from "@/components/revisions/plain-preview";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { ProtectionState } from "@/lib/profiles/review/model";
import type { DiffResult } from "@/lib/revisions/model";
import { newBlockId } from "@/lib/text/block-id";
import type { FormState } from "@/lib/web/view";
import { ReviewNotes, type WaitingText } from "./edit-notes";
import { ProfileFrame } from "./profile-frame";
import { sectionTitle } from "./section-title";
import { FirstLanguage, type MarkChoices, MarkFields, type Original, Translating } from "./translating";

export interface EditProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  /** What the editor starts from, as JSON; the script takes the place of the plain form. */
  data: string;
  /** The text for a plain field; null where such a field would lose something. */
  text: string | null;
  family: "prose" | "records";
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
  const { t, locale, head, section, data, text, family, language, original, marks } = props;
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
          {text === null ? (
            <Note kind="warn">
              {t(family === "prose" ? "editor.plain.holdsMore" : "editor.plain.records")}
            </Note>
          ) : (
            <PlainForm {...props} text={text} />
          )}
        </div>
      </Translating>
    </ProfileFrame>
  );
}

function PlainForm(props: EditProps & { text: string }) {
  const { t, text, base, theirs, form } = props;
  const typed = (name: string) =>
    typeof form.values[name] === "string" ? (form.values[name] as string) : null;
  const labels = { summary: t("editor.summary.label"), text: t("editor.plain.text") };
  // The form was sent before, with another text: what stands in it now is another save.
  const isSpent = form.error?.reason === "token_used";
  // After a conflict the text was put together with what stands, so that is what it is saved on.
  const from = theirs?.number ?? typed("base") ?? base ?? "";
  return (
    <form method="post" className={theirs ? "stack" : "stack narrow"}>
      <ErrorsSummary t={t} problems={form} labels={labels} />
      {props.preview ? (
        <PlainPreview t={t} locale={props.locale} preview={props.preview} sourceTitle={props.sourceTitle} />
      ) : null}
      {theirs ? <p>{t("editor.plain.conflict")}</p> : null}
      <input type="hidden" name="base" value={from} />
      {props.accepts === null ? null : <input type="hidden" name="accepts" value={props.accepts} />}
      <input
        type="hidden"
        name="clientToken"
        value={theirs || isSpent ? newBlockId() : (typed("clientToken") ?? newBlockId())}
      />
      <div className={theirs ? "two" : undefined}>
        <TextArea
          name="text"
          label={labels.text}
          hint={theirs ? undefined : t("editor.plain.hint")}
          errors={fieldProblems(t, form, "text")}
          rows={18}
          dir="auto"
          lang={props.language}
          defaultValue={typed("text") ?? text}
        />
        {theirs ? (
          <TextArea
            name="theirs"
            label={t("revisions.conflict.theirs")}
            rows={18}
            readOnly
            dir="auto"
            defaultValue={theirs.text}
          />
        ) : null}
      </div>
      <TextArea
        name="summary"
        label={labels.summary}
        hint={t("editor.summary.hint")}
        errors={fieldProblems(t, form, "summary")}
        rows={2}
        maxLength={200}
        dir="auto"
        defaultValue={typed("summary") ?? ""}
      />
      <Checkbox
        name="small"
        label={t("editor.summary.smallCorrection")}
        value={t("editor.summary.smallCorrection")}
        defaultChecked={typed("small") !== null}
      />
      {props.marks ? <MarkFields t={t} form={form} marks={props.marks} /> : null}
      {props.despite === null ? null : (
        <Checkbox
          name="despiteClaim"
          label={props.despite}
          value="on"
          defaultChecked={typed("despiteClaim") !== null}
        />
      )}
      <div className="row end">
        <Button kind="pri" name="form" value="save">
          {t("editor.submit.save")}
        </Button>
        <Button name="form" value="preview">
          {t("editor.preview.button")}
        </Button>
      </div>
    </form>
  );
}
