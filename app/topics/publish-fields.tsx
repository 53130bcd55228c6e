import type { FormFields } from "@/components/post-form";
import { ZonedTimeFields } from "@/components/zoned-time-fields";
import type { Translator } from "@/lib/i18n/translator";

/** The labels of its fields, for the summary of errors. */
export const publishLabels = (t: Translator) => ({
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
        <ZonedTimeFields
          names={{ day: "publishDay", time: "publishTime", zone: "publishZone" }}
          labels={{ day: labels.publishDay, time: labels.publishTime, zone: labels.publishZone }}
          fields={fields}
        />
      </div>
    </details>
  );
}
