import { and, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { invitation } from "@/db/schema/invitations";
import { hashToken, newTokenText, writeToAddress } from "@/lib/accounts";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { formatter, message, type Translator, translator } from "@/lib/i18n/translator";

/** Mails an invitation: creates the link's secret, stores its hash, then sends it. Nothing if it has ended. */
export async function mailInvitation({ invitationId }: { invitationId: string }): Promise<void> {
  const now = new Date();
  const text = newTokenText();
  const [row] = await db()
    .update(invitation)
    .set({ hash: hashToken(text), sentAt: now })
    .where(and(eq(invitation.id, invitationId), isNull(invitation.endedAt), gt(invitation.expiresAt, now)))
    .returning({
      email: invitation.email,
      role: invitation.role,
      country: invitation.country,
      locale: invitation.locale,
      invitedBy: invitation.invitedBy,
      expiresAt: invitation.expiresAt,
    });
  if (!row?.email) return;
  const locale = offeredOr(row.locale);
  const t = translator(locale);
  const [by] = await db()
    .select({ name: member.displayName })
    .from(member)
    .where(eq(member.id, row.invitedBy));
  await writeToAddress(row.email, locale, {
    name: "invitation",
    path: `/join/invitation?token=${text}`,
    values: {
      name: by?.name ?? t("common.formerMember"),
      role: invitedAs(t, locale, row),
      until: formatter(locale).dateTime(row.expiresAt, { dateStyle: "long" }),
    },
    decline: `/join/invitation/decline?token=${text}`,
  });
}

/** Names what someone is invited as, with the country if the invitation names one. */
function invitedAs(
  t: Translator,
  locale: Locale,
  { role, country }: { role: string; country: string | null },
): string {
  const name = message(t, `members.role.${role}`);
  return country && role === "focal-point"
    ? t("members.roleOf", { role: name, country: countryName(country, locale) })
    : name;
}
