import { countryOptions, languageOptions } from "@/components/name-options";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { RadioGroup, SelectField, TextArea, TextField } from "@/components/ui/field";
import type { Category } from "@/lib/discussions";
import { CATEGORY_AUDIENCES } from "@/lib/discussions/areas/model";
import { CATEGORY_ICONS, CATEGORY_WRITERS } from "@/lib/discussions/categories/model";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  /** The category as it is stored; null in the form for a new one. */
  kept: Category | null;
}

/** Returns the labels of a category's fields in the order of the form. */
function labelsOf(t: Translator): Record<string, string> {
  const words = LOCALES.flatMap((locale) => [
    [`name_${locale}`, t(`discussions.admin.name.${locale}`)],
    [`description_${locale}`, t(`discussions.admin.description.${locale}`)],
  ]);
  return {
    slug: t("discussions.admin.address"),
    ...Object.fromEntries(words),
    audience: t("discussions.admin.audience"),
    country: t("discussions.admin.country"),
    icon: t("discussions.admin.icon"),
    language: t("discussions.admin.language"),
    openers: t("discussions.admin.openers"),
    repliers: t("discussions.admin.repliers"),
  };
}

/** The form of a category: its words by language, its icon, its language and who can write there. */
export function CategoryForm(props: Props & { name: "make" | "change"; action: string }) {
  const { t, fields, kept, name, action } = props;
  const labels = labelsOf(t);
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={labels}
      // When it was last changed, as this form shows it.
      hidden={kept === null ? {} : { seen: String(kept.updatedAt.getTime()) }}
    >
      {kept === null ? (
        <TextField
          name="slug"
          label={labels.slug}
          hint={t("discussions.admin.addressHint")}
          defaultValue={fields.value("slug")}
          errors={fields.errors("slug")}
          dir="ltr"
          maxLength={60}
          autoComplete="off"
          required
        />
      ) : null}
      <Words {...props} labels={labels} />
      <Readers {...props} labels={labels} />
      <Choices {...props} labels={labels} />
      <p>
        <Button kind="pri">{t(`discussions.admin.${name}`)}</Button>
      </p>
    </PostForm>
  );
}

type Labelled = Props & { labels: Readonly<Record<string, string>> };

/** Name and description in each language of the interface. */
function Words({ t, fields, kept, labels }: Labelled) {
  return LOCALES.map((one) => {
    const [name, description] = [`name_${one}`, `description_${one}`];
    const dir = one === "ar" ? "rtl" : "ltr";
    const isEnglish = one === "en";
    return (
      <div key={one} className="stack g3">
        <TextField
          name={name}
          label={labels[name]}
          hint={isEnglish ? null : t("discussions.admin.otherHint")}
          defaultValue={fields.value(name, kept?.texts[one]?.name)}
          errors={fields.errors(name)}
          dir={dir}
          lang={one}
          maxLength={80}
          autoComplete="off"
          required={isEnglish}
        />
        <TextArea
          name={description}
          label={labels[description]}
          defaultValue={fields.value(description, kept?.texts[one]?.description)}
          errors={fields.errors(description)}
          dir={dir}
          lang={one}
          rows={2}
          maxLength={300}
          required={isEnglish}
        />
      </div>
    );
  });
}

/** Who can read it: everybody, or fewer, which makes it a restricted room. */
function Readers({ t, locale, fields, kept, labels }: Labelled) {
  return (
    <>
      <RadioGroup
        name="audience"
        label={labels.audience}
        hint={t("discussions.admin.audienceHint")}
        value={fields.value("audience", kept?.audience ?? "public")}
        errors={fields.errors("audience")}
        options={CATEGORY_AUDIENCES.map((value) => ({
          value,
          label: t(`discussions.admin.audiences.${value}`),
        }))}
        required
      />
      <SelectField
        name="country"
        label={labels.country}
        hint={t("discussions.admin.countryHint")}
        empty={t("discussions.admin.noCountry")}
        names="country"
        options={countryOptions(locale)}
        defaultValue={fields.value("country", kept?.country)}
        errors={fields.errors("country")}
      />
    </>
  );
}

function Choices({ t, locale, fields, kept, labels }: Labelled) {
  return (
    <>
      <RadioGroup
        name="icon"
        label={labels.icon}
        value={fields.value("icon", kept?.icon)}
        errors={fields.errors("icon")}
        options={CATEGORY_ICONS.map((icon) => ({
          value: icon,
          icon,
          label: t(`discussions.admin.icons.${icon}`),
        }))}
        isGrid
        required
      />
      <SelectField
        name="language"
        label={labels.language}
        hint={t("discussions.admin.languageHint")}
        empty={t("discussions.admin.anyLanguage")}
        names="language"
        options={languageOptions(locale)}
        defaultValue={fields.value("language", kept?.language)}
        errors={fields.errors("language")}
      />
      {(["openers", "repliers"] as const).map((who) => (
        <RadioGroup
          key={who}
          name={who}
          label={labels[who]}
          value={fields.value(who, kept?.[who] ?? "members")}
          errors={fields.errors(who)}
          options={CATEGORY_WRITERS.map((value) => ({
            value,
            label: t(`discussions.admin.writers.${value}`),
          }))}
          required
        />
      ))}
    </>
  );
}
