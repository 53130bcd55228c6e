import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { RadioGroup, SelectField, TextArea, TextField } from "@/components/ui/field";
import { type FilterLine, PLACES } from "@/lib/filtering/model";
import { SCRIPTS } from "@/lib/filters/model";
import type { Translator } from "@/lib/i18n/translator";
import { PlaceChoice } from "./place-choice";

interface Props {
  t: Translator;
  fields: FormFields;
  /** The filter as it is stored; null in the form for a new one. */
  kept: FilterLine | null;
}

const labelsOf = (t: Translator): Record<string, string> => ({
  filterName: t("filters.name"),
  explanation: t("filters.explanation"),
  words: t("filters.words"),
  hosts: t("filters.hosts"),
  minLinks: t("filters.minLinks"),
  writers: t("filters.writers"),
  script: t("filters.script"),
  places: t("filters.places"),
});

/** The form of a filter: what it is called, what writers are told, what it looks for and where. */
export function FilterForm(props: Props & { name: "make" | "change"; action: string }) {
  const { t, fields, kept, name, action } = props;
  const labels = labelsOf(t);
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={labels}
      hidden={kept === null ? {} : { seen: String(kept.version) }}
    >
      <TextField
        name="filterName"
        label={labels.filterName}
        hint={t("filters.nameHint")}
        defaultValue={fields.value("filterName", kept?.name)}
        errors={fields.errors("filterName")}
        maxLength={80}
        autoComplete="off"
        dir="auto"
        required
      />
      <TextArea
        name="explanation"
        label={labels.explanation}
        hint={t("filters.explanationHint")}
        defaultValue={fields.value("explanation", kept?.explanation)}
        errors={fields.errors("explanation")}
        rows={2}
        maxLength={300}
        dir="auto"
        required
      />
      <Conditions {...{ t, fields, kept, labels }} />
      <PlaceChoice
        t={t}
        chosen={fields.values("places", kept?.places ?? PLACES.filter((place) => place !== "member"))}
        errors={fields.errors("places")}
      />
      <p>
        <Button kind="pri">{t(`filters.${name}`)}</Button>
      </p>
    </PostForm>
  );
}

function Conditions({ t, fields, kept, labels }: Props & { labels: Readonly<Record<string, string>> }) {
  return (
    <>
      {(["words", "hosts"] as const).map((name) => (
        <TextArea
          key={name}
          name={name}
          label={labels[name]}
          hint={t(`filters.${name}Hint`)}
          defaultValue={fields.value(name, kept?.[name].join("\n"))}
          errors={fields.errors(name)}
          rows={4}
          dir={name === "hosts" ? "ltr" : "auto"}
          spellCheck={false}
        />
      ))}
      <TextField
        name="minLinks"
        label={labels.minLinks}
        hint={t("filters.minLinksHint")}
        defaultValue={fields.value("minLinks", kept?.minLinks?.toString())}
        errors={fields.errors("minLinks")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        dir="ltr"
      />
      <RadioGroup
        name="writers"
        label={labels.writers}
        hint={t("filters.writersHint")}
        value={fields.value("writers", kept?.writers ?? "anyone")}
        errors={fields.errors("writers")}
        options={(["anyone", "new"] as const).map((value) => ({
          value,
          label: t(`filters.writersOf.${value}`),
        }))}
        required
      />
      <SelectField
        name="script"
        label={labels.script}
        empty={t("filters.anyScript")}
        options={SCRIPTS.map((value) => ({ value, label: t(`filters.scripts.${value}`) }))}
        defaultValue={fields.value("script", kept?.script)}
        errors={fields.errors("script")}
      />
    </>
  );
}
