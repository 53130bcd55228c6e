import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { PlainPreview } from "@/components/revisions/plain-preview";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { ProtectionState } from "@/lib/profiles/review/model";
import type { DiffResult } from "@/lib/revisions/model";
import { newBlockId } from "@/lib/text/block-id";
import type { FormState } from "@/lib/web/view";
import { profileHref } from "./addresses";
import { ProfileFrame } from "./profile-frame";
import { ProtectionNote } from "./protection-note";
import { sectionTitle } from "./section-title";
import { FirstLanguage, type MarkChoices, MarkFields, type Original, Translating } from "./translating";

interface Props {
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
  waiting: { number: number; createdAt: Date; isOwn: boolean } | null;
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
export function EditView(props: Props) {
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

/** What becomes of what is saved here, told before anything is typed. */
function ReviewNotes(props: Props) {
  const { t, locale, head, section, waiting, protection, mayProtect } = props;
  const becomes = becomesOf(props);
  if (!waiting && !becomes && !protection && !mayProtect) return null;
  const when = waiting ? formatter(locale).dateTime(waiting.createdAt, { dateStyle: "long" }) : "";
  return (
    <div className="wrap stack">
      {protection ? <ProtectionNote t={t} locale={locale} protection={protection} /> : null}
      {mayProtect ? (
        <p className="small">
          <a href={localePath(locale, `/moderation/sections/${head.slug}/${section}`)}>
            {t("profiles.protect.link")}
          </a>
        </p>
      ) : null}
      {waiting ? (
        <Note kind="warn">
          {t(waiting.isOwn ? "editor.waiting.own" : "editor.waiting.accepts", { when })}
        </Note>
      ) : null}
      {becomes ? (
        <Note>
          {t(`editor.waiting.${becomes}`)}{" "}
          <a href={localePath(locale, PLACES.reviewing)}>{t("editor.waiting.how")}</a>
        </Note>
      ) : null}
    </div>
  );
}

/** Why what is saved waits, all of it or some; null where it appears at once. */
function becomesOf({ isPublishedAtOnce, needsSecond, needsSecondInPart }: Props) {
  if (isPublishedAtOnce) return needsSecondInPart ? "part" : null;
  return needsSecond ? "second" : "pending";
}

/** In place of the editor, for those whom the protection of the section keeps out: why, and until when. */
export function ClosedSection(
  props: Pick<Props, "t" | "locale" | "head" | "section"> & { protection: ProtectionState | null },
) {
  const { t, locale, head, section, protection } = props;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      sub={t("editor.sub", { section: sectionTitle(t, section) })}
    >
      <div className="wrap body stack">
        {protection ? <ProtectionNote t={t} locale={locale} protection={protection} isClosed /> : null}
        <p>
          <a href={`${profileHref(locale, head.slug)}#${section}`}>{sectionTitle(t, section)}</a>
        </p>
      </div>
    </ProfileFrame>
  );
}

function PlainForm(props: Props & { text: string }) {
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
