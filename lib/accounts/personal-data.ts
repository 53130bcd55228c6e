import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import {
  apiAnswer,
  apiToken,
  factorReset,
  heldForm,
  identity,
  knownDevice,
  passkey,
  recoveryCode,
  session,
  token,
} from "@/db/schema/sign-in";
import type { PersonalData } from "@/lib/core/personal-data";

/** Collects how a member signs in. Secrets and hashes are left out, as they are only of use to a thief. */
export async function collectSignIns(on: Queryable, memberId: string) {
  return {
    sessions: await on
      .select({
        startedAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        endedAt: session.endedAt,
        method: session.method,
        device: session.device,
        ip: session.ip,
      })
      .from(session)
      .where(eq(session.memberId, memberId))
      .orderBy(asc(session.createdAt), asc(session.id)),
    passkeys: await on
      .select({
        name: passkey.name,
        addedAt: passkey.createdAt,
        lastUsedAt: passkey.lastUsedAt,
        isSynced: passkey.isSynced,
        transports: passkey.transports,
      })
      .from(passkey)
      .where(eq(passkey.memberId, memberId))
      .orderBy(asc(passkey.createdAt), asc(passkey.id)),
    knownDevices: await on
      .select({ firstSeenAt: knownDevice.firstSeenAt, lastSeenAt: knownDevice.lastSeenAt })
      .from(knownDevice)
      .where(eq(knownDevice.memberId, memberId)),
    personalTokens: await on
      .select({
        name: apiToken.name,
        endsWith: apiToken.hint,
        scopes: apiToken.scopes,
        createdAt: apiToken.createdAt,
        expiresAt: apiToken.expiresAt,
        lastUsedAt: apiToken.lastUsedAt,
        revokedAt: apiToken.revokedAt,
      })
      .from(apiToken)
      .where(eq(apiToken.memberId, memberId)),
    singleSignOn: await on
      .select({ issuer: identity.issuer, subject: identity.subject, since: identity.createdAt })
      .from(identity)
      .where(eq(identity.memberId, memberId)),
    lostAuthenticators: await on
      .select({ reason: factorReset.reason, at: factorReset.requestedAt, outcome: factorReset.outcome })
      .from(factorReset)
      .where(eq(factorReset.memberId, memberId)),
  };
}

/** Data about how members sign in. */
export const SIGN_IN_DATA: PersonalData = {
  collect: collectSignIns,
  tables: [
    session,
    knownDevice,
    token,
    passkey,
    recoveryCode,
    factorReset,
    apiToken,
    apiAnswer,
    identity,
    heldForm,
  ],
};
