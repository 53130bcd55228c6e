import { type FormFields, PostForm } from "@/components/post-form";
import { PlainPreview } from "@/components/revisions/plain-preview";
import { SummaryField, TextPart } from "@/components/text-part";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Preview } from "@/lib/revisions";

interface Props {
  t: Translator;
  locale: Locale;
  action: string;
  /** The name of the form that saves. */
  name: string;
  words: { text: string; summary: string; save: string; holdsMore: string };
  fields: FormFields;
  clientToken: string;
  /** The number of the revision that the text was read from; null for none. */
  base: number | null;
  /** The text for a plain field; null if such a field would lose something. */
  text: string | null;
  /** The text that a refused save conflicts with. */
  theirs: { text: string; number: number } | null;
  /** The changes that saving would make, if the preview was requested. */
  preview: Preview | null;
  /** The language of the text. */
  lang: string;
  /** The editor's data as JSON. */
  data: string;
}

/**
 * The form for a text of which each save is a revision with a summary: with the editor, or as plain text without
 * scripts, with a button to preview the changes.
 */
export function TextRevisionForm(props: Props) {
  const { t, locale, action, name, words, fields, clientToken, base, text, theirs, preview, lang, data } =
    props;
  // What was typed is based on the text shown then, until it is merged with the current one.
  const typedOn = theirs ? String(theirs.number) : fields.value("base", String(base ?? ""));
  return (
    <PostForm
      t={t}
      name={null}
      action={action}
      fields={fields}
      labels={{ text: words.text, summary: words.summary }}
      hidden={{ base: typedOn, clientToken }}
      className="stack"
    >
      {preview ? (
        <PlainPreview t={t} locale={locale} preview={preview} sourceTitle={() => null} level="h3" />
      ) : null}
      {theirs ? <p>{t("editor.plain.conflict")}</p> : null}
      <TextPart
        t={t}
        fields={fields}
        label={words.text}
        holdsMore={words.holdsMore}
        data={data}
        text={text}
        theirs={theirs?.text ?? null}
        lang={lang}
      />
      <SummaryField t={t} label={words.summary} fields={fields} />
      <div className="row">
        <Button kind="pri" name="form" value={name}>
          {words.save}
        </Button>
        {/* The editor has its own preview. */}
        {text === null ? null : (
          <noscript>
            <Button name="form" value="preview">
              {t("editor.preview.button")}
            </Button>
          </noscript>
        )}
      </div>
    </PostForm>
  );
}
