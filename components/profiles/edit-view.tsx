import { ErrorsSummary, fieldProblems } from "@/components/errors-summary";
import { DiffView } from "@/components/revisions/diff-view";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import type { DiffResult } from "@/lib/revisions/model";
import { newBlockId } from "@/lib/text/block-id";
import type { FormState } from "@/lib/web/view";
import { ProfileFrame } from "./profile-frame";
import { sectionTitle } from "./section-title";

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
  /** The published text that a refused save collided with. */
  theirs: { text: string; number: number } | null;
  /** What saving would change, for who asked to see it first. */
  preview: { diff: DiffResult; behind: number } | null;
  sourceTitle: (id: string) => string | null;
  form: FormState;
}

/** The screen of editing: a plain form for browsers without scripts, and the place of the editor for all others. */
export function EditView(props: Props) {
  const { t, locale, head, section, data, text, family } = props;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      sub={t("editor.sub", { section: sectionTitle(t, section) })}
    >
      <div className="wrap body" id="editor" data-editor={data}>
        {text === null ? (
          <Note kind="warn">{t(family === "prose" ? "editor.plain.holdsMore" : "editor.plain.records")}</Note>
        ) : (
          <PlainForm {...props} text={text} />
        )}
      </div>
    </ProfileFrame>
  );
}

/** The difference that saving would make, above the form in which the text still stands. */
function PlainPreview({ t, locale, preview, sourceTitle }: Props) {
  if (!preview) return null;
  return (
    <section className="box" aria-labelledby="preview">
      {/* biome-ignore lint/a11y/noAutofocus: who asked for the difference is led to it */}
      <h2 id="preview" tabIndex={-1} autoFocus>
        {t("editor.preview.title")}
      </h2>
      <div className="in-b stack">
        {preview.behind > 0 ? (
          <p className="small dim">{t("editor.draft.behind", { count: preview.behind })}</p>
        ) : null}
        <DiffView t={t} locale={locale} diff={preview.diff} sourceTitle={sourceTitle} />
      </div>
    </section>
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
      <PlainPreview {...props} />
      {theirs ? <p>{t("editor.plain.conflict")}</p> : null}
      <input type="hidden" name="base" value={from} />
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
