import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { newBlockId } from "@/lib/text/block-id";
import { fitsTextarea, toTextarea } from "@/lib/text/markdown-lite";
import type { FoundMaterial } from "@/lib/training";
import { materialHref } from "../../addresses";

/** The description as plain text; each save is a revision with its summary. */
export function DescriptionForm(props: {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
}) {
  const { t, locale, material, fields } = props;
  if (!fitsTextarea(material.description)) return <Note>{t("training.form.holdsMore")}</Note>;
  return (
    <PostForm
      t={t}
      name="description"
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={{ text: t("training.form.description"), summary: t("training.form.summary") }}
      hidden={{
        base: material.base === null ? "" : String(material.base),
        clientToken: fields.value("clientToken") || newBlockId() + newBlockId(),
      }}
      className="stack"
    >
      <TextArea
        name="text"
        label={t("training.form.description")}
        hint={t("training.form.descriptionHint")}
        defaultValue={fields.value("text", toTextarea(material.description))}
        errors={fields.errors("text")}
        rows={12}
      />
      <TextField
        name="summary"
        label={t("training.form.summary")}
        defaultValue={fields.value("summary")}
        errors={fields.errors("summary")}
        maxLength={200}
        required
      />
      <p>
        <Button kind="pri">{t("training.form.saveDescription")}</Button>
      </p>
    </PostForm>
  );
}
