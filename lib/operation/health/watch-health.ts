import { eq } from "drizzle-orm";
import { healthAlert } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { ALERT_CAUSES, type AlertCause } from "./alerts";
import type { Health } from "./check-health";

/** Minimum time between two mails about one cause. */
const QUIET_MS = 24 * 3_600_000;

type Row = typeof healthAlert.$inferSelect;

/** Computes what to store and mail about a cause; null for no change. */
export function nextAlert(
  row: Row | undefined,
  isBad: boolean,
  now: Date,
): { set: Omit<Row, "cause">; mails: "alert" | "over" | null } | null {
  const isOpen = row !== undefined && row.endedAt === null;
  if (!isBad) {
    if (!isOpen) return null;
    return { set: { ...row, endedAt: now, isMailed: false }, mails: row.isMailed ? "over" : null };
  }
  const mayMail = !row?.mailedAt || now.getTime() - row.mailedAt.getTime() >= QUIET_MS;
  if (isOpen && !mayMail) return null;
  return {
    set: {
      since: isOpen ? row.since : now,
      endedAt: null,
      mailedAt: mayMail ? now : (row?.mailedAt ?? null),
      isMailed: mayMail || (isOpen && row.isMailed),
    },
    mails: mayMail ? "alert" : null,
  };
}

/**
 * Compares the site's health with the alerts sent, and queues mails: a problem at most once a day, and its
 * end if the problem was mailed. Returns what is mailed.
 */
export async function watchHealth(
  ctx: Ctx,
  health: Health,
): Promise<{ alerts: AlertCause[]; over: AlertCause[] }> {
  ctx.asSystem("the site watches itself");
  const rows = await ctx.tx
    .select({
      cause: healthAlert.cause,
      since: healthAlert.since,
      endedAt: healthAlert.endedAt,
      mailedAt: healthAlert.mailedAt,
      isMailed: healthAlert.isMailed,
    })
    .from(healthAlert)
    .for("update");
  const changed: { alerts: AlertCause[]; over: AlertCause[] } = { alerts: [], over: [] };
  for (const cause of ALERT_CAUSES) {
    const row = rows.find((one) => one.cause === cause);
    const next = nextAlert(row, health[cause].level === "bad", ctx.now);
    if (!next) continue;
    if (row) await ctx.tx.update(healthAlert).set(next.set).where(eq(healthAlert.cause, cause));
    else await ctx.tx.insert(healthAlert).values({ cause, ...next.set });
    if (next.mails === "alert") changed.alerts.push(cause);
    if (next.mails === "over") changed.over.push(cause);
  }
  if (changed.alerts.length + changed.over.length > 0) await ctx.record("health.changed", changed);
  else ctx.skipAudit("nothing that is mailed has changed");
  return changed;
}
