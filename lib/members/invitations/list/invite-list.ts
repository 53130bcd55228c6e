import { and, gt, inArray, isNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import { mayMail } from "@/lib/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { refuseUnconfirmed, requireConfirmed } from "@/lib/core/step-up";
import { insertInvitation } from "../commands/invite";
import { Invite } from "../model";
import { inviteOf, type ListedPerson } from "./model";

/** A row of the list, and whether its address has an open invitation already. */
export interface CheckedPerson extends ListedPerson {
  isInvited: boolean;
}

const keyOf = ({ email }: ListedPerson) => emailKeyOf(email) ?? "";

/**
 * Finds which people of a list have an open invitation. Whether an address has an account is not revealed. Throws
 * `forbidden`.
 */
export async function checkInvitationList(
  actor: Actor | null,
  people: readonly ListedPerson[],
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<CheckedPerson[]> {
  if (!can(actor, "invitation.manage")) throw new DomainError("forbidden", "invitation_manage");
  const keys = people.map(keyOf).filter((key) => key !== "");
  const open = await on
    .select({ emailKey: invitation.emailKey })
    .from(invitation)
    .where(
      and(inArray(invitation.emailKey, keys), isNull(invitation.endedAt), gt(invitation.expiresAt, now)),
    );
  const invited = new Set(open.map(({ emailKey }) => emailKey));
  return people.map((person) => ({ ...person, isInvited: invited.has(keyOf(person)) }));
}

/** A list of people without problems, and the reason for those who get a role. */
export interface InvitedList {
  people: readonly ListedPerson[];
  reason: string;
}

/**
 * Counts the mails of a list. Throws `invalid` for the list if a person in it cannot be invited, and
 * `rate_limited` if the site has sent its share; an address that has had its share is left out.
 */
export async function prepareList(
  actor: Actor | null,
  { people, reason }: InvitedList,
): Promise<InvitedList> {
  if (people.length === 0) throw invalidFields({ list: ["required"] });
  if (people.some(({ problem }) => problem !== null)) throw invalidFields({ list: ["rows"] });
  const checked = await checkInvitationList(actor, people);
  // Before mails are counted.
  if (people.some(({ role }) => role !== "member")) refuseUnconfirmed(actor, new Date());
  const mailed: ListedPerson[] = [];
  for (const { isInvited, ...person } of checked)
    if (!isInvited && (await mayMail("invitation", keyOf(person)))) mailed.push(person);
  return { people: mailed, reason };
}

/**
 * Invites the people of a list by mail. Returns how many; an address that has an open invitation by now gets no
 * other. Asks for the password first if someone gets a role.
 */
export async function inviteList(ctx: Ctx, { people, reason }: InvitedList): Promise<{ count: number }> {
  ctx.authorize("invitation.manage");
  if (people.some(({ role }) => role !== "member")) requireConfirmed(ctx);
  let count = 0;
  for (const person of people)
    if (await insertInvitation(ctx, Invite.parse(inviteOf(person, reason)))) count += 1;
  if (count === 0) ctx.skipAudit("everyone in the list has an open invitation");
  return { count };
}

/** Lets an administrator look at a list before anyone is invited; changes nothing. */
export async function lookAtList(ctx: Ctx): Promise<void> {
  ctx.authorize("invitation.manage");
  ctx.skipAudit("a list was only checked");
}
