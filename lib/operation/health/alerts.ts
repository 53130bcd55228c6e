import { asc, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { healthAlert } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Health } from "./check-health";

/**
 * Causes of alerts to administrators. Late reviews have reports of their own; a stopped worker or an
 * unreachable database cannot send mail.
 */
export const ALERT_CAUSES = [
  ...(["queue", "mail", "search", "scans", "saves", "disk"] as const),
  ...(["retention", "backup", "restore", "audit"] as const),
] as const satisfies readonly (keyof Health)[];
export type AlertCause = (typeof ALERT_CAUSES)[number];

export interface AlertLine {
  cause: string;
  since: Date;
  mailedAt: Date | null;
}

/** Lists ongoing problems, oldest first. For administrators. */
export async function listAlerts(actor: Actor): Promise<AlertLine[]> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  return db()
    .select({ cause: healthAlert.cause, since: healthAlert.since, mailedAt: healthAlert.mailedAt })
    .from(healthAlert)
    .where(isNull(healthAlert.endedAt))
    .orderBy(asc(healthAlert.since), asc(healthAlert.cause));
}
