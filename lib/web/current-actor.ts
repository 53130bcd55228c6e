import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { decode } from "next-auth/jwt";
import { findActorBySession, findActorByToken } from "@/lib/accounts";
import { findTokenProblem, hashToken } from "@/lib/accounts/api-tokens";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { isId } from "@/lib/core/id";
import { env } from "@/lib/env";
import { readCookie, sessionCookieName } from "./cookies";
import { requestContext } from "./request-context";

/**
 * Reads the actor once per request: by session cookie, or `Authorization: Bearer` without one. A forged
 * cookie, an ended session and an unknown token give null.
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
  const bearer = bearerOf(headers);
  return bearer ? findActorByToken(hashToken(bearer)) : null;
}

function bearerOf(headers: Headers): string | undefined {
  return /^Bearer (oct_[A-Za-z0-9_-]{20,100})$/.exec(headers.get("authorization") ?? "")?.[1];
}

/**
 * Throws for an invalid personal token, with the reason; otherwise a program would continue as a visitor
 * unnoticed. Called if no actor was found; a session cookie takes precedence over a token.
 */
export async function refuseBadToken(headers: Headers): Promise<void> {
  if (readCookie(headers.get("cookie"), sessionCookieName())) return;
  if (!/^Bearer(?: |$)/i.test(headers.get("authorization") ?? "")) return;
  const bearer = bearerOf(headers);
  const problem = bearer ? await findTokenProblem(hashToken(bearer)) : "token_malformed";
  throw new DomainError("unauthenticated", problem);
}

/** Finds who has a page open, by its session cookie, each time anew. That a page is open is no sign that somebody is there. */
export async function actorOfOpenPage(headers: Headers): Promise<Actor | null> {
  const cookie = readCookie(headers.get("cookie"), sessionCookieName());
  const sessionId = cookie ? await sessionIdOf(cookie) : null;
  return sessionId ? findActorBySession(sessionId, new Date(), { isActive: false }) : null;
}

async function actorOfCookie(cookie: string): Promise<Actor | null> {
  const sessionId = await sessionIdOf(cookie);
  return sessionId ? findActorBySession(sessionId) : null;
}

/** Cache of session ids by cookie, as decrypting one takes a millisecond. */
const opened = new LRUCache<string, string>({ max: 2_000 });

/** Decrypts the session id of a cookie; null if this site did not seal it. Does not check that the session is valid. */
export async function sessionIdOf(cookie: string): Promise<string | null> {
  const secret = env().AUTH_SECRET;
  const key = createHash("sha256").update(secret).update("\0").update(cookie).digest("base64url");
  const known = opened.get(key);
  if (known !== undefined) return known;
  try {
    const sealed = await decode({ token: cookie, secret });
    const sid = sealed?.sid;
    if (typeof sid !== "string" || !isId(sid)) return null;
    const ends = typeof sealed?.exp === "number" ? sealed.exp * 1000 - Date.now() : 0;
    if (ends > 0) opened.set(key, sid, { ttl: ends });
    return sid;
  } catch {
    // Not ours, or sealed with an earlier secret: the reader is signed out.
    return null;
  }
}
