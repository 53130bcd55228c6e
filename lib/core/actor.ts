/** Roles of members, who can have several. Every active member who owes no charter has `member`. */
export const ROLES = [
  "member",
  "trusted",
  "practitioner",
  "focal-point",
  "moderator",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that take effect only in a session with a second factor. */
export const PRIVILEGED_ROLES: readonly Role[] = [
  "practitioner",
  "focal-point",
  "moderator",
  "administrator",
];

/**
 * The user who acts. Loaded from the session's row on each request, so a suspension, a change of role or
 * "sign out everywhere" takes effect at the next request.
 */
export interface Actor {
  id: string;
  handle: string;
  displayName: string;
  /**
   * Roles in force: without privileged ones until the session has a second factor; none while `owesCharter` or
   * `owesReading`.
   */
  roles: readonly Role[];
  /** Roles that the member has but that are not in force: they need a second factor, or the charter. */
  dormantRoles: readonly Role[];
  /** ISO alpha-2 codes of the countries this member is focal point of; empty while that role is dormant. */
  focalCountries: readonly string[];
  locale: string;
  sessionId: string | null;
  /** When the member signed in, or last gave the password or a passkey again; used by step-up. Null for tokens. */
  confirmedAt: Date | null;
  /** Scopes of a personal token. Null for a session, which has all the rights of its member. */
  scopes: readonly string[] | null;
  /**
   * Signed in by single sign-on but has not accepted the charter: no role is in force, so only managing and
   * deleting the own account is allowed.
   */
  owesCharter?: boolean;
  /** Has not confirmed a warning of moderators. No role is in force until then, as with the charter. */
  owesReading?: boolean;
}

/** A member without any rights: what asks the policy about roles adds those that it asks about. */
export const NOBODY: Actor = {
  id: "",
  handle: "",
  displayName: "",
  roles: [],
  dormantRoles: [],
  focalCountries: [],
  locale: "en",
  sessionId: null,
  confirmedAt: null,
  scopes: null,
};

/** Whether the member has something to accept or read before any role is in force. */
export const owes = (actor: Actor | null) => actor?.owesCharter === true || actor?.owesReading === true;

/** Checks whether these roles include moderator or administrator. */
export function isOfficer(grants: readonly { role: string }[]): boolean {
  return grants.some(({ role }) => role === "moderator" || role === "administrator");
}

/** Whom a query of pages is for: a reader; null, a visitor; or the site itself, which sees what any reader may. */
export type PagesFor = Actor | null | "site";

export function hasRole(actor: Actor | null, role: Role): boolean {
  return actor?.roles.includes(role) ?? false;
}
