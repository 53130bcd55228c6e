import type { FormFields } from "@/components/post-form";
import { TextArea, TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { Translator } from "@/lib/i18n/translator";

/** A text within its object's form: a plain field for browsers without scripts, and the editor for all others. */
export function TextPart(props: {
  t: Translator;
  fields: FormFields;
  label: string;
  /** The message if a plain field would lose something. */
  holdsMore: string;
  /** The editor's data as JSON. */
  data: string;
  /** The text for a plain field; null if such a field would lose something. */
  text: string | null;
  /** The text that a refused save conflicts with. */
  theirs: string | null;
  lang: string;
}) {
  const { t, fields, label, holdsMore, data, text, theirs, lang } = props;
  return (
    <div id="editor" data-editor={data} data-kind="text">
      {text === null ? (
        <Note kind="warn">{holdsMore}</Note>
      ) : (
        <TextArea
          name="text"
          label={label}
          hint={t("editor.plain.hintWithNotes")}
          errors={fields.errors("text")}
          rows={18}
          dir="auto"
          lang={lang}
          defaultValue={fields.value("text", text)}
        />
      )}
      {theirs === null ? null : (
        <TextArea
          name="theirs"
          label={t("revisions.conflict.theirs")}
          rows={10}
          readOnly
          dir="auto"
          defaultValue={theirs}
        />
      )}
    </div>
  );
}

/** The field for the edit summary of a text. */
export function SummaryField(props: { t: Translator; id?: string; label: string; fields: FormFields }) {
  const { t, fields, ...parts } = props;
  return (
    <TextField
      {...parts}
      name="summary"
      hint={t("editor.summary.hint")}
      dir="auto"
      maxLength={200}
      required
      defaultValue={fields.value("summary")}
      errors={fields.errors("summary")}
    />
  );
}
