import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { findActorBySession } from "@/lib/accounts";
import type { Actor, Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { indexMembers } from "@/lib/members";
import { type By, SYSTEM, transact } from "@/lib/transact";

let made = 0;

/** The least valid member: active, verified, without a password. Returns the row's id, handle and address. */
export async function makeMember(
  values: Partial<typeof member.$inferInsert> = {},
): Promise<{ id: string; handle: string; email: string; displayName: string }> {
  made += 1;
  const id = newId();
  const handle = values.handle ?? `member-${made}`;
  const email = values.email ?? `${handle}@example.org`;
  const displayName = values.displayName ?? `Member ${made}`;
  const now = new Date();
  await db()
    .insert(member)
    .values({
      id,
      state: "active",
      handle,
      email,
      emailKey: email.toLowerCase(),
      fullName: displayName,
      displayName,
      createdAt: now,
      verifiedAt: now,
      ...values,
    });
  return { id: values.id ?? id, handle, email, displayName };
}

/** A member of the directory, whom the search finds by name. */
export async function makeListed(displayName: string, handle: string) {
  const made = await makeMember({ displayName, handle, isListed: true });
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    await indexMembers(ctx.tx, [made.id]);
  });
  return made;
}

/** Gives a role as a row: what a test stands on, not what it tries. */
export async function giveRole(memberId: string, role: Exclude<Role, "member">, country = ""): Promise<void> {
  await db().insert(roleGrant).values({ memberId, role, country, grantedAt: new Date() });
}

/** A session of a member, signed in just now; with a second factor unless told otherwise. Returns its id. */
export async function makeSession(
  memberId: string,
  values: Partial<typeof session.$inferInsert> = {},
): Promise<string> {
  const id = newId();
  const now = new Date();
  await db()
    .insert(session)
    .values({
      id,
      memberId,
      createdAt: now,
      lastSeenAt: now,
      confirmedAt: now,
      secondFactorAt: now,
      device: "Firefox on Linux",
      ...values,
    });
  return id;
}

/** The member as actor, through a session of its own, as a request would read it. */
export async function actorOf(
  memberId: string,
  values: Partial<typeof session.$inferInsert> = {},
): Promise<Actor> {
  const actor = await findActorBySession(await makeSession(memberId, values));
  if (!actor) throw new Error("the member of this test may not act");
  return actor;
}

/** A member with roles, signed in with a second factor: the shortest way to someone who may. */
export async function makeActor(...roles: Exclude<Role, "member">[]): Promise<Actor> {
  const { id } = await makeMember();
  for (const role of roles) await giveRole(id, role, role === "focal-point" ? "SN" : "");
  return actorOf(id);
}

/** Who asks, from a browser at a documentation address (RFC 5737). */
export function by(actor: Actor | null): By {
  return { actor, origin: { via: "web", ip: "192.0.2.7", device: "Firefox on Linux" } };
}
