import { and, count, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { recoveryCode, session } from "@/db/schema/sign-in";
import { findKeptReason, findUnreadWarning } from "@/lib/conduct";
import { CONDUCT_PATH } from "@/lib/conduct/model";
import { PRIVILEGED_ROLES } from "@/lib/core/actor";
import { countryName } from "@/lib/i18n/country-names";
import { formatter, message } from "@/lib/i18n/translator";
import { nameDevice } from "../device-name";
import { findReader, type Reader, writeTo } from "./write";

export async function mailPasswordChanged({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["active", "applied"]);
  if (reader) await writeTo(reader, { name: "passwordChanged", path: "/forgot" });
}

/** Notifies of a sign-in from a new browser: which, when and from where. */
export async function mailNewDevice(of: { memberId: string; sessionId: string }): Promise<void> {
  const reader = await findReader(of.memberId, ["active"]);
  const [row] = await db()
    .select({ device: session.device, ip: session.ip, at: session.createdAt })
    .from(session)
    .where(and(eq(session.id, of.sessionId), eq(session.memberId, of.memberId)));
  if (!reader || !row) return;
  const { t, locale } = reader;
  const { browser, system } = nameDevice(row.device);
  const values = {
    device: t("mail.browser", {
      browser: browser ?? t("mail.unknownBrowser"),
      system: system ?? t("mail.unknownSystem"),
    }),
    at: formatter(locale).dateTime(row.at, { dateStyle: "long", timeStyle: "short" }),
    ip: row.ip ?? t("mail.unknownPlace"),
  };
  await writeTo(reader, { name: "newDevice", path: "/me/security", values });
}

/** Mails about an account without secret links; used in `lib/consequences/`. */
export const NOTICES = [
  "two-factor-enabled",
  "two-factor-disabled",
  "two-factor-removed",
  "passkey-added",
  "passkey-removed",
  "passkey-suspected",
  "recovery-codes-made",
  "recovery-code-spent",
  "factor-reset-requested",
  "factor-reset-done",
  "factor-reset-refused",
  "api-token-created",
  "role-changed",
  "suspended",
  "suspension-kept",
  "reinstated",
  "warned",
  "data-export-made",
  "address-tried",
  "email-change-asked",
] as const;
type Notice = (typeof NOTICES)[number];

/** Sends a notice by name. Throws for a name without a text, which is a bug in a consequence. */
export async function mailNotice(of: { memberId: string; notice: string }): Promise<void> {
  const notice = NOTICES.find((name) => name === of.notice);
  if (!notice) throw new Error(`there is no notice ${of.notice}`);
  const reader = await findReader(of.memberId, notice.startsWith("suspen") ? ["suspended"] : ["active"]);
  if (!reader) return;
  const { t } = reader;
  const name = `notice.${notice}`;
  if (notice === "data-export-made") {
    await writeTo(reader, { name, path: "/me/data", action: t("mail.yourData") });
  } else if (notice === "address-tried") {
    await writeTo(reader, { name, path: "/me/notifications", action: t("mail.yourNotifications") });
  } else if (notice === "suspended") {
    await mailSuspended(reader);
  } else if (notice === "suspension-kept") {
    const more = await keptReason(reader);
    await writeTo(reader, { name, path: "/signin", action: t("mail.suspension.action"), more });
  } else if (notice === "warned") {
    await mailWarned(reader);
  } else if (notice === "reinstated") {
    await writeTo(reader, { name, path: "/signin", action: t("mail.joinedAgain.action") });
  } else if (notice === "role-changed") {
    await mailRoles(reader);
  } else {
    const values = await valuesOf(notice, reader);
    await writeTo(reader, { name, path: "/me/security", action: t("mail.security"), values });
  }
}

/** Mails why and until when a member is suspended. Signing in leads to the page of the appeal. */
async function mailSuspended(reader: Reader): Promise<void> {
  const { id, t, locale } = reader;
  const [row] = await db()
    .select({ reason: member.suspensionReason, until: member.suspendedUntil })
    .from(member)
    .where(eq(member.id, id));
  // In UTC and with its zone, as nobody's own zone is stored.
  const at = row?.until
    ? formatter(locale).dateTime(row.until, { dateStyle: "long", timeStyle: "long" })
    : null;
  await writeTo(reader, {
    name: "notice.suspended",
    path: "/signin",
    action: t("mail.suspension.action"),
    more: [
      ...(row?.reason ? [t("mail.reason", { reason: row.reason })] : []),
      at === null ? t("mail.suspension.noEnd") : t("mail.suspension.until", { at }),
    ],
  });
}

async function keptReason({ id, t }: Reader): Promise<string[]> {
  const reason = await findKeptReason(id);
  return reason ? [t("mail.reason", { reason })] : [];
}

async function mailWarned(reader: Reader): Promise<void> {
  const reason = await findUnreadWarning(reader.id);
  // They read it before the mail went.
  if (reason === null) return;
  const more = [reader.t("mail.reason", { reason })];
  await writeTo(reader, { name: "notice.warned", path: CONDUCT_PATH, more });
}

async function valuesOf(notice: Notice, reader: Reader): Promise<Record<string, string | number>> {
  if (notice !== "recovery-code-spent") return {};
  const [left] = await db()
    .select({ n: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.memberId, reader.id), isNull(recoveryCode.spentAt)));
  return { left: left?.n ?? 0 };
}

/**
 * Lists the member's current roles in their language, a focal point's with the country. Mentions two-factor sign-in
 * only to members with a role that requires it.
 */
async function mailRoles(reader: Reader): Promise<void> {
  const { id, t, locale } = reader;
  const rows = await db()
    .select({ role: roleGrant.role, country: roleGrant.country })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, id))
    .orderBy(roleGrant.role, roleGrant.country);
  const names = rows.map(({ role, country }) => {
    const name = message(t, `members.role.${role}`);
    return country === "" ? name : t("members.roleOf", { role: name, country: countryName(country, locale) });
  });
  const requiresTwoFactor = rows.some(({ role }) => PRIVILEGED_ROLES.some((each) => each === role));
  await writeTo(reader, {
    name: "notice.role-changed",
    path: "/me/security",
    action: t("mail.security"),
    values: { roles: names.length === 0 ? t("members.role.member") : formatter(locale).list(names) },
    more: requiresTwoFactor ? [t("mail.rolesTwoFactor")] : [],
  });
}
