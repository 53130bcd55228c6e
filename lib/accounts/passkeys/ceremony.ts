import { createHash } from "node:crypto";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { passkey } from "@/db/schema/sign-in";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { siteName } from "@/lib/i18n/site-words";
import { type Assertion, type Attestation, CHALLENGE_SECONDS } from "./model";
import { listTransports } from "./queries";

/*
 * Adapter for the WebAuthn library. Authenticators identify the site by the host of APP_URL (the relying
 * party), so a passkey works on no other host. Everything slow or failing happens here, before any
 * transaction.
 */

const site = () => {
  const { origin, hostname } = new URL(env().APP_URL);
  return { origin, hostname };
};

/** Builds the options for creating a passkey; the caller stores `challenge` for the response. */
export async function makeAddOptions(of: { memberId: string; email: string; displayName: string }) {
  const known = await listTransports(of.memberId);
  return generateRegistrationOptions({
    rpName: siteName(DEFAULT_LOCALE),
    rpID: site().hostname,
    userName: of.email,
    userDisplayName: of.displayName,
    // The plain id: it says nothing about the person, and authenticators replace an earlier passkey by it.
    userID: new TextEncoder().encode(of.memberId),
    timeout: CHALLENGE_SECONDS * 1000,
    attestationType: "none",
    excludeCredentials: known,
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
}

/**
 * Builds the options for signing in or confirming: by any passkey, or by one of a member's. `needsUser`: requires a
 * fingerprint, face or PIN.
 */
export async function makeAskOptions(of: { memberId: string | null; needsUser: boolean }) {
  return generateAuthenticationOptions({
    rpID: site().hostname,
    timeout: CHALLENGE_SECONDS * 1000,
    allowCredentials: of.memberId ? await listTransports(of.memberId) : [],
    userVerification: of.needsUser ? "required" : "preferred",
  });
}

/** A new passkey from a browser, verified. */
export interface MadePasskey {
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  isSynced: boolean;
  isUserVerified: boolean;
  challengeHash: string;
}

const hashOf = (challenge: string) => createHash("sha256").update(challenge).digest("hex");
const REFUSED = () => new DomainError("invalid", "passkey_refused");

/** Verifies the response to `makeAddOptions`. Throws `invalid`: `passkey_late` without challenge, `passkey_refused`. */
export async function checkMade(answer: Attestation, challenge: string | null): Promise<MadePasskey> {
  if (!challenge) throw new DomainError("invalid", "passkey_late");
  const { origin, hostname } = site();
  const checked = await verifyRegistrationResponse({
    response: answer as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: hostname,
    requireUserVerification: false,
  }).catch(() => null);
  if (!checked?.verified) throw REFUSED();
  const { credential, credentialDeviceType, userVerified } = checked.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: answer.response.transports,
    isSynced: credentialDeviceType === "multiDevice",
    isUserVerified: userVerified,
    challengeHash: hashOf(challenge),
  };
}

/** A passkey that signed our challenge; the command checks the rest under its lock. */
export interface CheckedPasskey {
  passkeyId: string;
  memberId: string;
  counter: number;
  challengeHash: string;
}

/**
 * Verifies a signature by a known passkey. The command compares the counter, under its lock. Throws
 * `invalid`: `passkey_late` without a challenge, `passkey_unknown`, or `passkey_refused`.
 */
export async function checkAnswer(
  answer: Assertion,
  at: { challenge: string | null; needsUser: boolean },
): Promise<CheckedPasskey> {
  if (!at.challenge) throw new DomainError("invalid", "passkey_late");
  const [row] = await db()
    .select({
      id: passkey.id,
      memberId: passkey.memberId,
      credentialId: passkey.credentialId,
      publicKey: passkey.publicKey,
    })
    .from(passkey)
    .where(eq(passkey.credentialId, answer.id));
  if (!row) throw new DomainError("invalid", "passkey_unknown");
  const { userHandle } = answer.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString() !== row.memberId) throw REFUSED();
  const { origin, hostname } = site();
  const checked = await verifyAuthenticationResponse({
    response: answer as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: at.challenge,
    expectedOrigin: origin,
    expectedRPID: hostname,
    credential: { id: row.credentialId, publicKey: new Uint8Array(row.publicKey), counter: 0 },
    requireUserVerification: at.needsUser,
  }).catch(() => null);
  if (!checked?.verified) throw REFUSED();
  return {
    passkeyId: row.id,
    memberId: row.memberId,
    counter: checked.authenticationInfo.newCounter,
    challengeHash: hashOf(at.challenge),
  };
}
