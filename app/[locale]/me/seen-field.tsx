import { DetailControl, type DetailField } from "@/components/detail-fields";
import type { FormFields } from "@/components/post-form";
import { SelectField } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";
import type { OwnProfile } from "@/lib/members";
import { type ProfileField, VISIBILITIES, visibilityOf } from "@/lib/members/model";

interface Props {
  t: Translator;
  field: DetailField & { name: ProfileField };
  labels: Readonly<Record<string, string>>;
  own: OwnProfile;
  fields: FormFields;
}

/** A field about the member, with the choice of who sees it. */
export function SeenField({ t, field, labels, own, fields }: Props) {
  const name = `see-${field.name}`;
  const isWide = field.type === "boxes" || field.type === "several";
  return (
    <div className={isWide ? "seen-field all" : "seen-field narrow"}>
      <DetailControl field={field} labels={labels} kept={own} fields={fields} />
      <SelectField
        name={name}
        label={
          <>
            {t("me.profile.seenBy")}
            <span className="vh"> {labels[field.name]}</span>
          </>
        }
        options={VISIBILITIES.map((one) => ({ value: one, label: t(`members.visibility.${one}`) }))}
        defaultValue={fields.value(name, visibilityOf(own.visibility, field.name))}
        errors={fields.errors(name)}
      />
    </div>
  );
}
