import type { FormFields } from "@/components/post-form";
import { TextRevisionForm } from "@/components/text-revision-form";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Preview } from "@/lib/revisions";
import type { FoundMaterial } from "@/lib/training";
import { plainText } from "../../../text-editing";
import { materialHref } from "../../addresses";

/** The form for the description. */
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
  return (
    <TextRevisionForm
      t={t}
      locale={locale}
      action={materialHref(locale, material.slug, "/edit")}
      name="description"
      words={{
        text: t("training.form.description"),
        summary: t("training.form.summary"),
        save: t("training.form.saveDescription"),
        holdsMore: t("training.form.holdsMore"),
      }}
      fields={fields}
      clientToken={clientToken}
      base={material.base}
      text={plainText(material.description, { hasNotes: true })}
      theirs={theirs}
      preview={preview}
      lang={material.language}
      data={data}
    />
  );
}
