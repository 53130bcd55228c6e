import { decode, encode } from "next-auth/jwt";
import { CHALLENGE_SECONDS } from "@/lib/accounts/passkeys/model";
import { env } from "@/lib/env";
import { readCookie, serializeCookie } from "./cookies";

/*
 * Cookies besides the session, for data between two requests. Each is sealed with a key derived from its
 * name, so that one cannot pass as another:
 * octopus-step ten minutes: the password was right, the code is missing (member, ground, where to continue)
 * octopus-joined two days: this browser registered with this address (address, ground)
 * octopus-held two hours: proves that this browser sent a held form (secret)
 * octopus-passkey ten minutes: challenge given to this browser (challenge, purpose, session)
 * octopus-device 400 days: random text that identifies a known browser; contains nothing, so it is not sealed
 */
export type SealedName = "octopus-step" | "octopus-joined" | "octopus-held" | "octopus-passkey";

const SECONDS: Record<SealedName, number> = {
  "octopus-step": 600,
  "octopus-joined": 2 * 86_400,
  "octopus-held": 7_200,
  "octopus-passkey": CHALLENGE_SECONDS,
};
const DEVICE_SECONDS = 400 * 86_400;

/** `__Host-` if the site uses https: no other host, path or insecure page can then set it. */
function fullName(name: string): string {
  return env().APP_URL.startsWith("https:") ? `__Host-${name}` : name;
}

/** Creates a `Set-Cookie` value with some sealed texts. */
export async function sealCookie(name: SealedName, texts: Record<string, string>): Promise<string> {
  const maxAge = SECONDS[name];
  const value = await encode({ token: texts, secret: env().AUTH_SECRET, salt: name, maxAge });
  return serializeCookie(fullName(name), value, maxAge);
}

/** Opens a sealed cookie; null if missing, expired or not ours. */
export async function openCookie(
  headers: Headers,
  name: SealedName,
): Promise<Record<string, unknown> | null> {
  const value = readCookie(headers.get("cookie"), fullName(name));
  if (!value) return null;
  try {
    return await decode({ token: value, secret: env().AUTH_SECRET, salt: name });
  } catch {
    // Expired, or sealed with an earlier secret.
    return null;
  }
}

/** Creates a `Set-Cookie` value that removes a cookie. */
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
