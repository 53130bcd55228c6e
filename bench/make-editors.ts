import { createHash, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { apiToken, session } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { sessionCookieName } from "@/lib/web/cookies";

const DAY = 86_400_000;

/** A member who edits in the bench, with what an HTTP client needs to be that member. */
export interface Editor {
  memberId: string;
  handle: string;
  /** For the `Authorization: Bearer` header. */
  token: string;
  /** For the `Cookie` header. */
  cookie: string;
}

/**
 * Makes members, each with a personal token and a session. They have no password, so no one can sign in as
 * them.
 */
export async function makeEditors(count: number, now: Date = new Date()): Promise<Editor[]> {
  const editors: Editor[] = [];
  for (let n = 1; n <= count; n += 1) editors.push(await makeEditor(n, now));
  return editors;
}

async function makeEditor(n: number, now: Date): Promise<Editor> {
  const memberId = newId();
  const handle = `bench-editor-${n}`;
  const token = `oct_${randomBytes(32).toString("base64url")}`;
  const sessionId = newId();
  await db()
    .insert(member)
    .values({
      id: memberId,
      state: "active",
      handle,
      email: `${handle}@example.org`,
      emailKey: `${handle}@example.org`,
      fullName: `Bench Editor ${n}`,
      displayName: `Bench Editor ${n}`,
      verifiedAt: now,
      createdAt: now,
    });
  // A new member's edit would await review; published saves are to be measured.
  await db().insert(roleGrant).values({ memberId, role: "trusted", grantedAt: now });
  await db()
    .insert(apiToken)
    .values({
      id: newId(),
      memberId,
      name: "bench",
      hash: createHash("sha256").update(token).digest("hex"),
      hint: token.slice(-4),
      scopes: ["profiles:write"],
      createdAt: now,
      expiresAt: new Date(now.getTime() + 30 * DAY),
    });
  await db().insert(session).values({
    id: sessionId,
    memberId,
    createdAt: now,
    lastSeenAt: now,
    confirmedAt: now,
    device: "bench",
  });
  const sealed = await encode({ token: { sid: sessionId }, secret: env().AUTH_SECRET });
  return { memberId, handle, token, cookie: `${sessionCookieName()}=${encodeURIComponent(sealed)}` };
}
