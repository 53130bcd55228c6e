import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import {
  checkSignIn,
  findActorBySession,
  makeFormStamp,
  prepareRegistration,
  register,
  signIn,
} from "@/lib/accounts";
import type { Join } from "@/lib/accounts/model";
import { hashPassword } from "@/lib/accounts/password";
import { makeToken, type TokenKind } from "@/lib/accounts/token";
import { confirmTwoFactor, findPendingSecret, startTwoFactor } from "@/lib/accounts/two-factor";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { type By, transact } from "@/lib/transact";
import { actorOf, by, makeMember } from "./members";

export const PASSWORD = "violet kettle on the roof";
export const OTHER_PASSWORD = "seven ships sail at dawn";
/** A browser that never signed in, at a documentation address. */
export const BROWSER = { network: "192.0.2.7", deviceToken: null as string | null };
export const VISITOR: By = by(null);

/** Returns the input of a person who joins, on a form that is a minute old. */
export const answers = (values: Partial<Join> = {}): Join => ({
  fullName: "Awa Ndiaye",
  email: "awa@justice.example",
  password: PASSWORD,
  country: "SN",
  institution: null,
  sector: "prosecution",
  reason: "I prosecute cybercrime in Dakar.",
  charter: "on",
  homepage: "",
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
  next: "",
  ...values,
});

/** Joins as through the form. */
export async function join(values: Partial<Join> = {}, locale: Locale = "en"): Promise<void> {
  const prepared = await prepareRegistration(answers(values), locale);
  await transact(VISITOR, (ctx) => register(ctx, prepared));
}

export async function rowOf(emailKey: string) {
  const [row] = await db()
    .select({
      id: member.id,
      state: member.state,
      handle: member.handle,
      hash: member.passwordHash,
      fullName: member.fullName,
    })
    .from(member)
    .where(eq(member.emailKey, emailKey));
  return row;
}

/** Lists every audit entry so far, in order. */
export async function listFacts(): Promise<string[]> {
  const rows = await db().select({ fact: auditEntry.fact }).from(auditEntry).orderBy(auditEntry.id);
  return rows.map((row) => row.fact);
}

/** Lists every waiting job in the order of queueing. */
export async function listJobs(): Promise<string[]> {
  const { rows } = await db().execute<{ task: string }>(
    `select t.identifier as task from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
  return rows.map((row) => row.task);
}

/** Creates a link's token, as for a mail. */
export function linkFor(memberId: string, kind: TokenKind, now = new Date()): Promise<string> {
  return makeToken(db(), { kind, memberId }, now);
}

/** Creates a member whose password is `PASSWORD`. */
export async function withPassword(values: Parameters<typeof makeMember>[0] = {}) {
  return makeMember({ passwordHash: await hashPassword(PASSWORD), ...values });
}

/** Creates a member with that password and a second factor, whose current code is still unused. */
export async function withFactor(values: Parameters<typeof makeMember>[0] = {}) {
  const owner = await withPassword(values);
  const actor = await actorOf(owner.id);
  await transact(by(actor), startTwoFactor);
  const secret = (await findPendingSecret(owner.id))?.secret ?? "";
  const epoch = Math.floor(Date.now() / 1000) - 30;
  const { recoveryCodes } = await transact(by(actor), (ctx) =>
    confirmTwoFactor(ctx, { code: generateSync({ secret, epoch }) }),
  );
  return { ...owner, secret, recoveryCodes };
}

/** Signs in with a password, as through the form. */
export async function enter(email: string, password = PASSWORD, browser = BROWSER) {
  const checked = await checkSignIn({ email, password, next: "" }, browser);
  return transact(VISITOR, (ctx) => signIn(ctx, checked), { evenReadOnly: true });
}

/** Signs in a member without a second step. */
export async function enterAs(
  email: string,
  browser = BROWSER,
): Promise<{ actor: Actor; deviceToken: string }> {
  const outcome = await enter(email, PASSWORD, browser);
  if (outcome.is !== "in") throw new Error(`the sign-in was answered with ${outcome.is}`);
  const actor = await findActorBySession(outcome.started.sessionId);
  if (!actor) throw new Error("the session does not act");
  return { actor, deviceToken: outcome.started.deviceToken };
}

/** Sets environment variables for the rest of the test; undefined removes one. */
export function setEnvironment(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("octopus.env")];
}
