import type { FormFields } from "@/components/post-form";
import { TextField } from "@/components/ui/field";
import type { Translator } from "@/lib/i18n/translator";
import { ZoneField } from "./care-parts";

/** The labels of its fields, for the summary of errors. */
export const publishLabels = (t: Translator): Record<string, string> => ({
  publishDay: t("discussions.care.publish.day"),
  publishTime: t("discussions.care.publish.time"),
  publishZone: t("discussions.care.publish.zone"),
});

/** When a new topic appears, for moderators. */
export function PublishFields({ t, fields }: { t: Translator; fields: FormFields }) {
  const labels = publishLabels(t);
  return (
    <details className="more" open={(fields.errors("publishDay") ?? []).length > 0}>
      <summary>{t("discussions.care.publish.title")}</summary>
      <div className="stack">
        <p className="small dim">{t("discussions.care.publish.hint")}</p>
        <TextField
          name="publishDay"
          type="date"
          label={labels.publishDay}
          defaultValue={fields.value("publishDay")}
          errors={fields.errors("publishDay")}
        />
        <TextField
          name="publishTime"
          type="time"
          label={labels.publishTime}
          defaultValue={fields.value("publishTime", "09:00")}
          errors={fields.errors("publishTime")}
        />
        <ZoneField label={labels.publishZone ?? ""} name="publishZone" fields={fields} />
      </div>
    </details>
  );
}
