import { env } from "@/lib/env";

/** Returns the name of the session cookie: with `__Host-` if the site uses https. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus" : "octopus";
}

/** Reads one cookie from a `Cookie` header; null for a value that cannot be decoded. */
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

/** Formats a `Set-Cookie` value: HttpOnly, SameSite=Lax, whole site; Secure over https. */
export function serializeCookie(name: string, value: string, maxAgeSeconds: number): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

/**
 * Returns the name of the companion cookie, which scripts can read: it shows that there may be a session, not
 * whose. Without it a page does not ask who its reader is (`enhance/account.ts`). Set and removed together
 * with the session cookie.
 */
export function companionCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus-in" : "octopus-in";
}

/** Formats the companion's `Set-Cookie` value; zero seconds remove it. */
export function companionCookie(maxAgeSeconds: number): string {
  const secure = env().APP_URL.startsWith("https:") ? "; Secure" : "";
  const value = maxAgeSeconds > 0 ? "1" : "";
  return `${companionCookieName()}=${value}; Path=/; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

/**
 * Returns the name of the cookie for the language chosen on a device, which the browser sends only while
 * signing in (`enhance/language`).
 */
export function chosenLanguageCookieName(): string {
  return env().APP_URL.startsWith("https:") ? "__Host-octopus-language" : "octopus-language";
}

/** Longest session possible; the actual limit is checked on each request, from the session's row. */
export const SESSION_SECONDS = 30 * 86_400;

/** Removes the session cookie and its companion. */
export function expireSessionCookies(): string[] {
  return [serializeCookie(sessionCookieName(), "", 0), companionCookie(0)];
}

/**
 * Creates the companion for a browser with a session cookie and no companion: it signed in before companions
 * existed, or lost it. Null for others. Only inspects the header.
 */
export function missingCompanion(header: string | undefined): string | null {
  if (header === undefined || !header.includes(sessionCookieName())) return null;
  if (readCookie(header, sessionCookieName()) === null || readCookie(header, companionCookieName()) !== null)
    return null;
  return companionCookie(SESSION_SECONDS);
}
