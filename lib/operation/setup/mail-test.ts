import { eq } from "drizzle-orm";
import { setting } from "@/db/schema/core";
import { findReader, writeTo } from "@/lib/accounts";
import { SYSTEM, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { describeError, log } from "@/lib/log";
import { writeSetting } from "@/lib/site-settings";
import { MAIL_TRY_KEY, type MailReason, MailTry } from "./model";

/**
 * Sends a test mail to an administrator and stores whether the server accepted it. A refusal does not fail the
 * job: the page shows it, and the administrator tries again once it is corrected.
 */
export async function mailTest(of: { memberId: string; tryId: string }): Promise<void> {
  const reader = await findReader(of.memberId, ["active"]);
  let reason: MailReason | null = null;
  try {
    if (!reader) reason = "address";
    else if ((await writeTo(reader, { name: "test", path: "/admin/setup" })) === "refused")
      reason = "refused";
  } catch (error) {
    reason = mailReasonOf(error);
    log().warn({ event: "setup.mail-failed", reason, ...describeError(error) });
  }
  const state = reason ? "failed" : env().SMTP_URL ? "sent" : "file";
  await transact(
    SYSTEM,
    async (ctx) => {
      ctx.asSystem("the answer of the mail server");
      const [row] = await ctx.tx
        .select({ value: setting.value })
        .from(setting)
        .where(eq(setting.key, MAIL_TRY_KEY))
        .for("update");
      const tried = MailTry.safeParse(row?.value);
      // Another test mail was asked for meanwhile; its own answer counts.
      if (!tried.success || tried.data.id !== of.tryId)
        return ctx.skipAudit("a newer test mail was asked for");
      await writeSetting(ctx, MAIL_TRY_KEY, { ...tried.data, state, reason });
      await ctx.record("setup.mail-answered", { tryId: of.tryId, state, reason });
    },
    { evenReadOnly: true },
  );
}

const REASONS: Readonly<Record<string, MailReason>> = {
  EAUTH: "sign-in",
  ENOAUTH: "sign-in",
  ECONNECTION: "unreachable",
  ECONNREFUSED: "unreachable",
  ETIMEDOUT: "unreachable",
  ENOTFOUND: "unreachable",
  EDNS: "unreachable",
  ESOCKET: "unreachable",
  ETLS: "encryption",
  EENVELOPE: "refused",
  EMESSAGE: "refused",
};

/** Finds in plain terms why a mail was not accepted, by the codes of the mail library and the system. */
export function mailReasonOf(error: unknown): MailReason {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof message === "string" ? message : "";
  // The library says ESOCKET for a certificate that it does not trust as well as for a lost connection.
  if (/certificate|SSL|TLS|altnames|self-signed/i.test(text)) return "encryption";
  return (typeof code === "string" ? REASONS[code] : undefined) ?? "other";
}
