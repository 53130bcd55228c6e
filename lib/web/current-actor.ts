import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import { findActorBySession, findActorByToken } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { readCookie, sessionCookieName } from "./cookies";
import { requestContext } from "./request-context";

/**
 * Who asks, read once per request: by the session cookie, or by `Authorization: Bearer` when there is no cookie. A
 * cookie that is forged, an ended session and an unknown token are all nobody.
 */
export function currentActor(headers: Headers): Promise<Actor | null> {
  const context = requestContext();
  if (!context) return readActor(headers);
  context.actor ??= readActor(headers);
  return context.actor;
}

async function readActor(headers: Headers): Promise<Actor | null> {
  const cookie = readCookie(headers.get("cookie"), sessionCookieName());
  if (cookie) return actorOfCookie(cookie);
  const bearer = /^Bearer (oct_[A-Za-z0-9_-]{20,100})$/.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ? findActorByToken(createHash("sha256").update(bearer).digest("hex")) : null;
}

async function actorOfCookie(cookie: string): Promise<Actor | null> {
  const sessionId = await sessionIdOf(cookie);
  return sessionId ? findActorBySession(sessionId) : null;
}

/** The session id inside a cookie; null for anything that this site did not seal. */
export async function sessionIdOf(cookie: string): Promise<string | null> {
  try {
    const sealed = await decode({ token: cookie, secret: env().AUTH_SECRET });
    const sid = sealed?.sid;
    return typeof sid === "string" && isId(sid) ? sid : null;
  } catch {
    // Not ours, or sealed with an earlier secret: whoever sends it is signed out.
    return null;
  }
}
