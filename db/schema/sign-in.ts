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

/** A signed-in device. The cookie holds this id only; ending the row ends the session at its next request. */
export const session = pgTable(
  "session",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    createdAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    /** When the password or single sign-on was given last: what step-up looks at. */
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

/** Devices that signed in before: a hash of member and browser, so that a new one is told of. */
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

/** A single-use secret that was mailed or printed; only its SHA-256 is kept. */
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

/** A passkey (a WebAuthn credential): a second factor, and alone a whole sign-in where it verified its user. */
export const passkey = pgTable(
  "passkey",
  {
    id: id(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The id that the authenticator gave it (base64url). */
    credentialId: text().notNull(),
    publicKey: bytes().notNull(),
    /** Signatures made so far, as the authenticator counts them; 0 where it does not count. */
    counter: bigint({ mode: "number" }).notNull(),
    /** How the authenticator is reached: usb, nfc, ble, internal, hybrid. */
    transports: text().array().notNull(),
    /** As its member calls it. */
    name: text().notNull(),
    /** Whether the authenticator keeps it in more than one place, as password managers do. */
    isSynced: boolean().notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (t) => [uniqueIndex("passkey_credential_key").on(t.credentialId), index().on(t.memberId)],
);

/** A challenge that was answered: each is good once. Nothing is stored of one that nobody answered. */
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

/** A lost authenticator: one administrator asks for its removal, another one agrees. */
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

/** A personal token of the API: shown once, kept as a SHA-256. */
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

/** What a write of the API was answered that came with an `Idempotency-Key`: for a day the same request gets it again. */
export const apiAnswer = pgTable(
  "api_answer",
  {
    /** SHA-256 of the member and the key. */
    id: text().primaryKey(),
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** SHA-256 of what was asked for. */
    fingerprint: text().notNull(),
    status: integer().notNull(),
    body: jsonb(),
    createdAt: moment().notNull(),
  },
  (t) => [index().on(t.memberId), index().on(t.createdAt)],
);

/** An identity at the single sign-on provider, joined to one member. */
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
 * A form that could not be sent yet: the session had ended, or the password is asked for first. Stored for an hour, for
 * the browser that sent it, within the totals of `lib/web/held/held-form.ts`.
 */
export const heldForm = pgTable(
  "held_form",
  {
    id: id(),
    path: text().notNull(),
    fields: jsonb().notNull(),
    /** SHA-256 of the secret in that browser's sealed cookie. */
    browser: text().notNull(),
    /** The member on whose page it was drawn; null for the page of a document. */
    memberId: uuid().references(() => member.id),
    /** The session that sent it, where it only waits for the password. */
    sessionId: uuid(),
    bytes: integer().notNull(),
    createdAt: moment().notNull(),
    expiresAt: moment().notNull(),
  },
  (t) => [index().on(t.expiresAt), index().on(t.memberId)],
);
