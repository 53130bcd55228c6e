import { and, eq, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { emailKeyOf } from "../model";
import { findPayload, makeToken, renewToken } from "../token";
import { findReader, writeTo } from "./write";

/** Mails a confirmation link that continues where joining began: creates it, stores its hash, then sends it. */
export async function mailVerification({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["unverified"]);
  if (!reader) return;
  const now = new Date();
  const payload = await findPayload(db(), memberId, "verify", now);
  const token = await makeToken(db(), { kind: "verify", memberId, payload }, now);
  await writeTo(reader, { name: "verify", path: `/join/verify?token=${token}`, isStranger: true });
}

/** Notifies an owner that someone registered with their address; an unverified member gets the link instead. */
export async function mailJoinedAgain({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["active", "applied", "suspended", "refused"]);
  if (reader) await writeTo(reader, { name: "joinedAgain", path: "/signin" });
  else await mailVerification({ memberId });
}

/** Mails the link to set a new password, valid for half an hour. */
export async function mailReset({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["active", "applied"]);
  if (!reader) return;
  const token = await makeToken(db(), { kind: "reset", memberId }, new Date());
  await writeTo(reader, { name: "reset", path: `/reset?token=${token}` });
}

/**
 * Mails the link to the new address; the current one is notified by a job of its own, since it may refuse mails. If the
 * new one is another member's, that member is notified and no link is sent.
 */
export async function mailEmailChange({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["active"]);
  const wanted = reader && (await renewToken(db(), memberId, "email-change", new Date()));
  if (!reader || typeof wanted?.payload.email !== "string") return;
  const to = wanted.payload.email;
  const owner = await findOwner(to, memberId);
  if (owner) return mailJoinedAgain({ memberId: owner });
  await writeTo(reader, {
    name: "emailChange",
    path: `/me/email?token=${wanted.text}`,
    to,
    isStranger: true,
  });
}

async function findOwner(email: string, besides: string): Promise<string | null> {
  const [row] = await db()
    .select({ id: member.id })
    .from(member)
    .where(
      and(
        eq(member.emailKey, emailKeyOf(email) ?? ""),
        ne(member.id, besides),
        ne(member.state, "unverified"),
      ),
    );
  return row?.id ?? null;
}

/** Notifies both addresses of a change, the old one with an undo link; or the restored one of the undo. */
export async function mailEmailChanged({ memberId }: { memberId: string }): Promise<void> {
  const reader = await findReader(memberId, ["active"]);
  if (!reader) return;
  const undo = await renewToken(db(), memberId, "email-undo", new Date());
  if (!undo || typeof undo.payload.email !== "string") {
    await writeTo(reader, { name: "emailUndone", path: "/signin" });
    return;
  }
  const to = undo.payload.email;
  await writeTo(reader, { name: "emailChanged", path: `/me/email?token=${undo.text}`, to });
  await writeTo(reader, { name: "emailChangedNew", path: "/me/security" });
}
