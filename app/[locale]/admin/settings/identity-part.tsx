import { Checkbox, TextField } from "@/components/ui/field";
import { MAX_NAME } from "@/lib/site-settings/model";
import { PartForm, type PartProps } from "./part-form";

/** The name of the site in each language, its contact address, and whether its contact form is open. */
export function IdentityPart({ t, locale, fields, stored }: PartProps<"identity">) {
  const { name, contact, isFormOpen } = stored.value;
  const labels = {
    name: t("settings.identity.name"),
    nameFr: t("settings.identity.nameFr"),
    nameAr: t("settings.identity.nameAr"),
    contact: t("settings.identity.contact"),
    isFormOpen: t("settings.identity.form"),
  };
  const kept = { name: name.en, nameFr: name.fr, nameAr: name.ar };
  const direction = { name: "ltr", nameFr: "ltr", nameAr: "rtl" } as const;
  const saved = [
    ...(["name", "nameFr", "nameAr"] as const).map((field) => ({
      term: labels[field],
      value: <bdi>{kept[field] || t("settings.empty")}</bdi>,
    })),
    { term: labels.contact, value: <bdi>{contact || t("settings.empty")}</bdi> },
    { term: labels.isFormOpen, value: t(isFormOpen ? "settings.on" : "settings.off") },
  ];
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="identity" ticks={["isFormOpen"]}>
      {(["name", "nameFr", "nameAr"] as const).map((field) => (
        <TextField
          key={field}
          name={field}
          label={labels[field]}
          hint={field === "name" ? t("settings.identity.nameHint") : t("settings.identity.otherHint")}
          defaultValue={fields.value(field, kept[field])}
          errors={fields.errors(field)}
          maxLength={MAX_NAME}
          dir={direction[field]}
          autoComplete="off"
        />
      ))}
      <TextField
        name="contact"
        type="email"
        label={labels.contact}
        hint={t("settings.identity.contactHint")}
        defaultValue={fields.value("contact", contact)}
        errors={fields.errors("contact")}
        maxLength={254}
        dir="ltr"
        autoComplete="off"
      />
      <Checkbox
        name="isFormOpen"
        label={labels.isFormOpen}
        hint={t("settings.identity.formHint")}
        errors={fields.errors("isFormOpen")}
        defaultChecked={fields.checked("isFormOpen", isFormOpen)}
      />
    </PartForm>
  );
}
