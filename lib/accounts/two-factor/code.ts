import { generateSecret, generateURI, verifySync } from "otplib";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { siteName } from "@/lib/i18n/site-words";

const PERIOD_SECONDS = 30;

/** Generates a secret for an authenticator: 160 bits in Base32 (RFC 4226, 4). */
export function newSecret(): string {
  return generateSecret();
}

/** Builds the address in the QR code, which all authenticator apps understand. */
export function secretAddress(secret: string, email: string): string {
  return generateURI({ issuer: siteName(DEFAULT_LOCALE), label: email, secret });
}

/**
 * Finds the time step of a six-digit code; null if it matches none. Allows one step of clock drift either way
 * (RFC 6238, 5.2); steps up to `lastStep` were used and no longer match.
 */
export function stepOf(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: PERIOD_SECONDS,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}
