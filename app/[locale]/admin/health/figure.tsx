import type { ReactNode } from "react";
import { Time } from "@/components/time";
import { LATE_DAYS, OVERDUE_DAYS } from "@/lib/core/waiting";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type Health, healthText } from "@/lib/operation";
import { ADMIN_PLACES } from "../admin-frame";

/** The parts that are checked, in the order of the page. */
export const HEALTH_PARTS = [
  ...(["database", "worker", "queue", "mail", "search", "scans", "saves", "disk"] as const),
  ...(["review", "retention", "backup", "restore", "audit"] as const),
] as const satisfies readonly (keyof Health)[];
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** Returns a part's figure, with a link to the screen for dealing with it. */
export function figureOf(t: Translator, locale: Locale, part: HealthPart, health: Health): ReactNode {
  switch (part) {
    case "database":
      return t(`admin.health.databaseIs.${health.database.state}`);
    case "review": {
      const { late, overdue } = health.review;
      return (
        <a href={localePath(locale, "/moderation/edits")}>
          {t("admin.health.reviewIs", { late, lateDays: LATE_DAYS, overdue, overdueDays: OVERDUE_DAYS })}
        </a>
      );
    }
    case "queue":
      return <a href={localePath(locale, ADMIN_PLACES.jobs)}>{healthText(t, locale, part, health)}</a>;
    case "audit":
      return <a href={localePath(locale, ADMIN_PLACES.audit)}>{healthText(t, locale, part, health)}</a>;
    case "worker":
    case "retention":
    case "backup":
    case "restore": {
      const { lastAt } = health[part];
      return lastAt ? (
        <Time at={lastAt} locale={locale} />
      ) : (
        <span className="dim">{t("admin.health.never")}</span>
      );
    }
    default:
      return healthText(t, locale, part, health);
  }
}
