/** Roles add up. `member` is everyone whose address is verified and who is not suspended. */
export const ROLES = [
  "member",
  "trusted",
  "practitioner",
  "focal-point",
  "moderator",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

/** The roles that act only in a session with a second factor (PRODUCT.md section 5). */
export const PRIVILEGED_ROLES: readonly Role[] = [
  "practitioner",
  "focal-point",
  "moderator",
  "administrator",
];

/**
 * Who acts. Read anew on each request through the sign-in's own row, so that suspension, a change of role and
 * "sign out everywhere" hold at the next request.
 */
export interface Actor {
  id: string;
  handle: string;
  displayName: string;
  /** Roles in force. Privileged ones are absent while the session has no second factor. */
  roles: readonly Role[];
  /** Privileged roles that were given but wait for a second factor. */
  dormantRoles: readonly Role[];
  /** ISO alpha-2 codes of the countries whose focal point this is; empty while dormant. */
  focalCountries: readonly string[];
  locale: string;
  sessionId: string | null;
  /** When the password, single sign-on or code was given last; what step-up looks at. Null for tokens. */
  confirmedAt: Date | null;
  /** Scopes of a personal token; null for a session, which may do all that its member may. */
  scopes: readonly string[] | null;
  /**
   * Came by single sign-on and has not accepted the charter yet: no role is in force until then, so nothing can be
   * written. The own account can be looked after and left.
   */
  owesCharter?: boolean;
}

export function hasRole(actor: Actor | null, role: Role): boolean {
  return actor?.roles.includes(role) ?? false;
}
