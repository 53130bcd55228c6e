import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { findActorBySession } from "@/lib/accounts";
import type { Actor, Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { indexMembers } from "@/lib/members";
import { type By, SYSTEM, transact } from "@/lib/transact";

/** Counts from a thousand, so that handles sort like numbers. */
let made = 1_000;

/** Creates a minimal member: active, verified, without a password. Returns the row's id, handle and address. */
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

/** Creates a member in the directory, whom the search finds by name. */
export async function makeListed(displayName: string, handle: string) {
  const made = await makeMember({ displayName, handle, isListed: true });
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    await indexMembers(ctx.tx, [made.id]);
  });
  return made;
}

/** Assigns a role directly as a row, for tests of something else. */
export async function giveRole(memberId: string, role: Exclude<Role, "member">, country = ""): Promise<void> {
  await db().insert(roleGrant).values({ memberId, role, country, grantedAt: new Date() });
}

/** Creates a session of a member, just signed in, by default with a second factor. Returns its id. */
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

/** Returns the member as an actor with a new session, as a request would read it. */
export async function actorOf(
  memberId: string,
  values: Partial<typeof session.$inferInsert> = {},
): Promise<Actor> {
  const actor = await findActorBySession(await makeSession(memberId, values));
  if (!actor) throw new Error("the member of this test may not act");
  return actor;
}

/**
 * Creates a member with roles, signed in with a second factor: the shortest way to an actor with permissions. A focal
 * point is one of Senegal.
 */
export async function makeActor(...roles: Exclude<Role, "member">[]): Promise<Actor> {
  const { id } = await makeMember();
  for (const role of roles) await giveRole(id, role, role === "focal-point" ? "SN" : "");
  return actorOf(id);
}

/** Returns the author of a command, in a browser at a documentation address (RFC 5737). */
export function by(actor: Actor | null): By {
  return { actor, origin: { via: "web", ip: "192.0.2.7", device: "Firefox on Linux" } };
}
