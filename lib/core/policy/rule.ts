import { type Actor, hasRole, owes } from "../actor";
import type { ApiScope } from "../scopes";

export type Decide<Subject> = (actor: Actor | null, subject: Subject) => boolean;

/** `scope`: the scope that allows it to a personal token, with a plain member's rights; null: sessions only. */
export interface Rule<Subject> {
  readonly decide: Decide<Subject>;
  readonly scope: ApiScope | null;
}

/** Creates a rule for sessions: a personal token gets only the rights of visitors. */
export const rule = <Subject = undefined>(decide: Decide<Subject>): Rule<Subject> => ({
  decide,
  scope: null,
});

/** Creates a rule that also allows personal tokens with this scope, but never more than a plain member may do. */
export const withScope = <Subject = undefined>(scope: ApiScope, decide: Decide<Subject>): Rule<Subject> => ({
  decide,
  scope,
});

/** Who may access something. */
export type Access = "public" | "members" | "practitioners";

/** A rule that depends on the actor alone. */
export type OfActor = (actor: Actor | null) => boolean;

export const isMember = (actor: Actor | null) => hasRole(actor, "member");
export const isModerator = (actor: Actor | null) => hasRole(actor, "moderator") || isAdministrator(actor);
export const isAdministrator = (actor: Actor | null) => hasRole(actor, "administrator");
export const isTrusted = (actor: Actor | null) => hasRole(actor, "trusted") || isModerator(actor);
export const isFocalPoint = (actor: Actor | null, country: string) =>
  hasRole(actor, "focal-point") && (actor?.focalCountries.includes(country) ?? false);

/**
 * Actions on the own account. Members who have not accepted the charter, or not read a warning, are included: they can
 * manage the account and leave.
 */
export const own: Decide<{ memberId: string }> = (actor, subject) =>
  (isMember(actor) || owes(actor)) && actor?.id === subject.memberId;

/** Personal actions beyond managing the account: these need the charter. */
export const ownAsMember: typeof own = (actor, subject) => isMember(actor) && own(actor, subject);

/** Checks whether an actor is one of these members. */
export const isAuthor = (actor: Actor | null, authors: readonly string[]) =>
  isMember(actor) && authors.includes(actor?.id ?? "");

export const isOwner = (actor: Actor | null, ownerId: string | null) =>
  isMember(actor) && ownerId !== null && actor?.id === ownerId;

/** Access to content for verified practitioners. Their roles are dormant until a second factor is given. */
export const isVerified = (actor: Actor | null) =>
  hasRole(actor, "practitioner") || hasRole(actor, "focal-point") || hasRole(actor, "administrator");

export const MAY_HAVE: Record<Access, OfActor> = {
  public: () => true,
  members: isMember,
  practitioners: isVerified,
};
