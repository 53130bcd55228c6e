import { env } from "@/lib/env";

/** The sign-in's cookie: `__Host-` wherever the site is served over https. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus" : "octopus";
}

/** One cookie's value from a `Cookie` header; what can't be decoded is none of ours, as if it were not there. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return null;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** A `Set-Cookie` value as all of ours are: HttpOnly, SameSite=Lax, whole site; Secure over https. */
export function serializeCookie(name: string, value: string, maxAgeSeconds: number): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

/**
 * The session's companion, which scripts can read: says that there may be a session, and nothing of whose. Without it
 * a page asks nothing about its reader (`enhance/account.ts`). Set and taken away together with the session's cookie.
 */
export function companionCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus-in" : "octopus-in";
}

/** The companion's `Set-Cookie` value; zero seconds take it away. */
export function companionCookie(maxAgeSeconds: number): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const value = maxAgeSeconds > 0 ? "1" : "";
  return `${companionCookieName()}=${value}; Path=/; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

/** What was chosen on a device, which its browser tells on the way through sign-in alone (`enhance/language`). */
export function chosenLanguageCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus-language" : "octopus-language";
}

/** The longest that any session lasts; how long each may is decided on every request, from its own row. */
export const SESSION_SECONDS = 30 * 86_400;

/** Takes the session's cookie and its companion away: signed out, erased, or a session that is over. */
export function expireSessionCookies(): string[] {
  return [serializeCookie(sessionCookieName(), "", 0), companionCookie(0)];
}

/**
 * The companion for a browser that has a session's cookie and no companion: one that signed in before there were
 * companions, or whose scripts lost it. Null for all others. Costs a look at the header.
 */
export function missingCompanion(header: string | undefined): string | null {
  if (header === undefined || !header.includes(sessionCookieName())) return null;
  if (readCookie(header, sessionCookieName()) === null || readCookie(header, companionCookieName()) !== null)
    return null;
  return companionCookie(SESSION_SECONDS);
}
