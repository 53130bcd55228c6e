import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { AlertCause } from "./alerts";
import type { Health } from "./check-health";

/** Words the figures of a health check, for page and mails. */
export function healthText(t: Translator, locale: Locale, cause: AlertCause, health: Health): string {
  const f = formatter(locale);
  const at = (moment: Date | null) =>
    moment === null
      ? t("admin.health.never")
      : f.dateTime(moment, { dateStyle: "medium", timeStyle: "short" });
  const minutes = (seconds: number) => Math.floor(seconds / 60);
  switch (cause) {
    case "queue": {
      const { waiting, oldestSeconds, failed } = health.queue;
      return t("admin.health.queueIs", { waiting, minutes: minutes(oldestSeconds), failed });
    }
    case "mail": {
      const { isSent, failed, retrying } = health.mail;
      return isSent ? t("admin.health.mailIs", { failed, retrying }) : t("admin.health.mailFiles");
    }
    case "search":
    case "scans": {
      const { waiting, oldestSeconds } = health[cause];
      return t(`admin.health.${cause}Is`, { waiting, minutes: minutes(oldestSeconds) });
    }
    case "saves":
      return t("admin.health.savesIs", { faults: health.saves.faults });
    case "disk":
      return t("admin.health.free", {
        size: f.number(health.disk.freeBytes / 1024 ** 3, {
          style: "unit",
          unit: "gigabyte",
          maximumFractionDigits: 1,
        }),
      });
    case "audit":
      return t("admin.health.auditIs", { faults: health.audit.faults });
    default:
      return at(health[cause].lastAt);
  }
}
