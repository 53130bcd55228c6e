import { SelectField } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";
import { REGIONS } from "@/lib/profiles/reading/model";

/** Narrows a list to one region. */
export function RegionField({ t, region }: { t: Translator; region: string | undefined }) {
  return (
    <SelectField
      name="region"
      label={t("profiles.region.label")}
      empty={t("profiles.directory.anyRegion")}
      options={REGIONS.map((one) => ({ value: one, label: t(`profiles.region.${one}`) }))}
      defaultValue={region ?? ""}
    />
  );
}
