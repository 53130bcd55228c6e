import { type FormFields, PostForm } from "@/components/post-form";
import { PlainPreview } from "@/components/revisions/plain-preview";
import { SummaryField, TextPart } from "@/components/text-part";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Preview } from "@/lib/revisions";
import type { FoundMaterial } from "@/lib/training";
import { plainText } from "../../../text-editing";
import { materialHref } from "../../addresses";

/**
 * The form for the description, each save of which is a revision with a summary: with the editor, or as plain
 * text without scripts, with a button to preview the changes.
 */
export function DescriptionForm(props: {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  clientToken: string;
  /** The editor's data as JSON. */
  data: string;
  theirs: { text: string; number: number } | null;
  /** The changes that saving would make, if the preview was requested. */
  preview: Preview | null;
}) {
  const { t, locale, material, fields, clientToken, data, theirs, preview } = props;
  const text = plainText(material.description, { hasNotes: true });
  const stands = String(material.base ?? "");
  const labels = { text: t("training.form.description"), summary: t("training.form.summary") };
  return (
    <PostForm
      t={t}
      name={null}
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={labels}
      // What was typed is based on the revision shown then, until it is merged with the current one.
      hidden={{ base: theirs ? String(theirs.number) : fields.value("base", stands), clientToken }}
      className="stack"
    >
      {preview ? (
        <PlainPreview t={t} locale={locale} preview={preview} sourceTitle={() => null} level="h3" />
      ) : null}
      {theirs ? <p>{t("editor.plain.conflict")}</p> : null}
      <TextPart
        t={t}
        fields={fields}
        label={labels.text}
        holdsMore={t("training.form.holdsMore")}
        data={data}
        text={text}
        theirs={theirs?.text ?? null}
        lang={material.language}
      />
      <SummaryField t={t} label={labels.summary} fields={fields} />
      <div className="row">
        <Button kind="pri" name="form" value="description">
          {t("training.form.saveDescription")}
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
