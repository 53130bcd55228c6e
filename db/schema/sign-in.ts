import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { bytes, id, moment } from "./columns";

/** A signed-in device. The cookie contains only this id; ending the row ends the session at its next request. */
export const session = pgTable(
  "session",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    /** When the password or single sign-on was last used; checked by step-up. */
    confirmedAt: moment().notNull(),
    secondFactorAt: moment(),
    /** How its member signed in (`SignInMethod`); null for sessions from before this was recorded. */
    method: text(),
    ip: text(),
    device: text().notNull(),
    endedAt: moment(),
  },
  (t) => [index().on(t.memberId, t.endedAt), index().on(t.lastSeenAt)],
);

/** Known devices: a hash of member and browser, so that a new one can be reported. */
export const knownDevice = pgTable(
  "known_device",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    firstSeenAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.hash] })],
);

/** A single-use secret that was mailed or printed; only its SHA-256 is stored. */
export const token = pgTable(
  "token",
  {
    id: id(),
    kind: text().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    payload: jsonb().notNull().default({}),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    spentAt: moment(),
  },
  (t) => [uniqueIndex("token_hash_key").on(t.hash), index().on(t.memberId, t.kind), index().on(t.expiresAt)],
);

/** A passkey (WebAuthn credential): a second factor or, if it verified its user, a complete sign-in. */
export const passkey = pgTable(
  "passkey",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The authenticator's id of it (base64url). */
    credentialId: text().notNull(),
    publicKey: bytes().notNull(),
    /** The authenticator's signature counter; 0 if it has none. */
    counter: bigint({ mode: "number" }).notNull(),
    /** How to reach the authenticator: usb, nfc, ble, internal, hybrid. */
    transports: text().array().notNull(),
    /** Its member's name for it. */
    name: text().notNull(),
    /** Whether it is stored in several places, as password managers do. */
    isSynced: boolean().notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (t) => [uniqueIndex("passkey_credential_key").on(t.credentialId), index().on(t.memberId)],
);

/** A used challenge, as each works once. Unanswered ones are not stored. */
export const spentChallenge = pgTable(
  "spent_challenge",
  {
    /** SHA-256 of the challenge. */
    hash: text().primaryKey(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.expiresAt)],
);

export const recoveryCode = pgTable(
  "recovery_code",
  {
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    hash: text().notNull(),
    createdAt: moment().notNull(),
    spentAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.hash] })],
);

/** A lost authenticator: one administrator requests its removal, another approves. */
export const factorReset = pgTable(
  "factor_reset",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    reason: text().notNull(),
    requestedBy: uuid(),
    requestedAt: moment().notNull(),
    firstApprovedBy: uuid(),
    secondApprovedBy: uuid(),
    endedAt: moment(),
    outcome: text(),
  },
  (t) => [index().on(t.memberId, t.endedAt)],
);

/** A personal API token: shown once, stored as SHA-256. */
export const apiToken = pgTable(
  "api_token",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    name: text().notNull(),
    hash: text().notNull(),
    hint: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [uniqueIndex("api_token_hash_key").on(t.hash), index().on(t.memberId)],
);

/** The response to an API write with an `Idempotency-Key`: the same request gets it again for a day. */
export const apiAnswer = pgTable(
  "api_answer",
  {
    /** SHA-256 of member and key. */
    id: text().primaryKey(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** SHA-256 of the request. */
    fingerprint: text().notNull(),
    status: integer().notNull(),
    body: jsonb(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.memberId), index().on(t.createdAt)],
);

/** An identity at the single sign-on provider, linked to a member. */
export const identity = pgTable(
  "identity",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index().on(t.memberId)],
);

/**
 * A form that could not be submitted yet: the session had ended, or a password is needed first. Stored for an
 * hour for the browser that sent it, within the limits of `lib/web/held/held-form.ts`.
 */
export const heldForm = pgTable(
  "held_form",
  {
    id: id(),
    path: text().notNull(),
    fields: jsonb().notNull(),
    /** SHA-256 of the secret in that browser's sealed cookie. */
    browser: text().notNull(),
    /** The member whose page it was drawn on; null for a public page. */
    memberId: uuid().references(() => member.id),
    /** The session that sent it, if only the password is missing. */
    sessionId: uuid(),
    bytes: integer().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.expiresAt), index().on(t.memberId)],
);
