import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, type Locale, localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { type Translator, translator } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { deliver } from "@/lib/mail/deliver";
import { ALERT_CAUSES, type AlertCause } from "./alerts";
import { checkHealth, type Health } from "./check-health";
import { healthText } from "./words";

/**
 * Mails new and resolved problems to `HEALTH_MAIL`, else to each administrator in their language. Names
 * causes and figures, never people or content. Throws if no mail could be sent.
 */
export async function mailHealth(of: { alerts: readonly string[]; over: readonly string[] }): Promise<void> {
  const known = (names: readonly string[]) => ALERT_CAUSES.filter((cause) => names.includes(cause));
  const alerts = known(of.alerts);
  const over = known(of.over);
  log().error({ event: "health.changed", alerts, over });
  const [health, readers] = await Promise.all([checkHealth(), listReaders()]);
  const sent = await Promise.allSettled(readers.map((reader) => mailOne(reader, { alerts, over, health })));
  const failed = sent.filter((one) => one.status === "rejected");
  if (readers.length > 0 && failed.length === readers.length) throw failed[0]?.reason;
}

interface Reader {
  email: string;
  locale: Locale;
}

async function listReaders(): Promise<Reader[]> {
  const { HEALTH_MAIL } = env();
  if (HEALTH_MAIL) return [{ email: HEALTH_MAIL, locale: DEFAULT_LOCALE }];
  const rows = await db()
    .select({ email: member.email, locale: member.locale })
    .from(member)
    .innerJoin(roleGrant, eq(roleGrant.memberId, member.id))
    .where(and(eq(roleGrant.role, "administrator"), eq(member.state, "active")));
  return rows.flatMap(({ email, locale }) => (email ? [{ email, locale: offeredOr(locale) }] : []));
}

async function mailOne(
  { email, locale }: Reader,
  { alerts, over, health }: { alerts: AlertCause[]; over: AlertCause[]; health: Health },
): Promise<void> {
  const t: Translator = translator(locale);
  const site = env().APP_URL;
  await deliver({
    to: email,
    locale,
    subject:
      alerts.length > 0
        ? t("mail.health.subject", { count: alerts.length })
        : t("mail.health.subjectOver", { count: over.length }),
    parts: [
      ...alerts.map((cause) =>
        t("mail.health.alert", {
          what: t(`admin.health.${cause}`),
          figure: healthText(t, locale, cause, health),
          todo: t(`admin.health.todo.${cause}`),
        }),
      ),
      ...over.map((cause) => t("mail.health.over", { what: t(`admin.health.${cause}`) })),
      { label: t("mail.health.action"), href: site + localePath(locale, "/admin/health") },
      t("mail.health.tail"),
    ],
    footer: t("mail.health.footer"),
    site,
  });
}
