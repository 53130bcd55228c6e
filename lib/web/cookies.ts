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
