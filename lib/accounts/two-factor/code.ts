import { generateSecret, generateURI, verifySync } from "otplib";

const PERIOD_SECONDS = 30;

/** A new secret for an authenticator: 160 bits in Base32 (RFC 4226, 4). */
export function newSecret(): string {
  return generateSecret();
}

/** What the QR code holds: the address that every authenticator app understands. */
export function secretAddress(secret: string, email: string): string {
  return generateURI({ issuer: "Octopus Community", label: email, secret });
}

/**
 * The time step that a six-digit code stands for, or null when it fits none. One step of clock drift either way is
 * allowed (RFC 6238, 5.2); steps up to `lastStep` were used before and fit no more.
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
