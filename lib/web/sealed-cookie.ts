import { decode, encode } from "next-auth/jwt";
import { CHALLENGE_SECONDS } from "@/lib/accounts/passkeys/model";
import { env } from "@/lib/env";
import { readCookie, serializeCookie } from "./cookies";

/*
 * Besides the session's own there are cookies for what stands between two requests. Each is sealed under a key of its
 * own name, so that none can be passed off as another:
 *
 *   octopus-step    ten minutes: the password was right, the code is missing (member, ground, where to go on)
 *   octopus-joined  two days: this browser joined with this address (address, ground)
 *   octopus-held    two hours: the secret by which this browser gets back a form that could not be sent yet (secret)
 *   octopus-passkey ten minutes: the challenge that this browser was given (challenge, what for, for which session)
 *   octopus-device  400 days: a random text by which a browser is known again; says nothing, so it is not sealed
 */
export type SealedName = "octopus-step" | "octopus-joined" | "octopus-held" | "octopus-passkey";

const SECONDS: Record<SealedName, number> = {
  "octopus-step": 600,
  "octopus-joined": 2 * 86_400,
  "octopus-held": 7_200,
  "octopus-passkey": CHALLENGE_SECONDS,
};
const DEVICE_SECONDS = 400 * 86_400;

/** `__Host-` wherever the site is served over https: no other host, path or plain page can then set it. */
function fullName(name: string): string {
  return env().APP_URL.startsWith("https:") ? `__Host-${name}` : name;
}

/** A `Set-Cookie` value that keeps a few texts, sealed. */
export async function sealCookie(name: SealedName, texts: Record<string, string>): Promise<string> {
  const maxAge = SECONDS[name];
  const value = await encode({ token: texts, secret: env().AUTH_SECRET, salt: name, maxAge });
  return serializeCookie(fullName(name), value, maxAge);
}

/** The texts of a sealed cookie; null when it is missing, too old or not ours. */
export async function openCookie(
  headers: Headers,
  name: SealedName,
): Promise<Record<string, unknown> | null> {
  const value = readCookie(headers.get("cookie"), fullName(name));
  if (!value) return null;
  try {
    return await decode({ token: value, secret: env().AUTH_SECRET, salt: name });
  } catch {
    // Too old, or sealed with an earlier secret: as if it were not there.
    return null;
  }
}

/** A `Set-Cookie` value that takes a cookie away. */
export function expireCookie(name: SealedName): string {
  return serializeCookie(fullName(name), "", 0);
}

export function deviceCookie(deviceToken: string): string {
  return serializeCookie(fullName("octopus-device"), deviceToken, DEVICE_SECONDS);
}

export function readDeviceCookie(headers: Headers): string | null {
  const value = readCookie(headers.get("cookie"), fullName("octopus-device"));
  return value && /^[\w-]{43}$/.test(value) ? value : null;
}
