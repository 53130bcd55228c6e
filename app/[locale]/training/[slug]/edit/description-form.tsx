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
 * The description, each save of which is a revision with its summary: with the editor, or as plain text without, where
 * a look at what would change is asked for by a button of its own.
 */
export function DescriptionForm(props: {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  clientToken: string;
  /** What the editor starts from, as JSON. */
  data: string;
  theirs: { text: string; number: number } | null;
  /** What saving would change, for who asked to see it first. */
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
      // What was typed belongs to the text that it was typed over, until it was put together with what stands.
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
        {/* The editor has a look of its own. */}
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
