import { type Actor, hasRole } from "../actor";
import type { ApiScope } from "../scopes";

export type Decide<Subject> = (actor: Actor | null, subject: Subject) => boolean;

/** `scope`: with which a personal token may do it too, as a plain member; null: sessions only. */
export interface Rule<Subject> {
  readonly decide: Decide<Subject>;
  readonly scope: ApiScope | null;
}

/** Sessions only: a personal token may do it as far as visitors may, and no further. */
export const rule = <Subject = undefined>(decide: Decide<Subject>): Rule<Subject> => ({
  decide,
  scope: null,
});

/** Also for a personal token that has this scope: it may what a plain member may, whatever its owner's roles. */
export const withScope = <Subject = undefined>(scope: ApiScope, decide: Decide<Subject>): Rule<Subject> => ({
  decide,
  scope,
});

/** Whom something is open to. */
export type Access = "public" | "members" | "practitioners";

/** Decides by the actor alone. */
export type OfActor = (actor: Actor | null) => boolean;

export const isMember = (actor: Actor | null) => hasRole(actor, "member");
export const isModerator = (actor: Actor | null) => hasRole(actor, "moderator") || isAdministrator(actor);
export const isAdministrator = (actor: Actor | null) => hasRole(actor, "administrator");
export const isTrusted = (actor: Actor | null) => hasRole(actor, "trusted") || isModerator(actor);
export const isFocalPoint = (actor: Actor | null, country: string) =>
  hasRole(actor, "focal-point") && (actor?.focalCountries.includes(country) ?? false);

/** What a member does to the own account. Who owes the charter may look after the account and leave as well. */
export const own: Decide<{ memberId: string }> = (actor, subject) =>
  (isMember(actor) || actor?.owesCharter === true) && actor?.id === subject.memberId;

/** What a member does in person beyond looking after the account: the charter comes first. */
export const ownAsMember: typeof own = (actor, subject) => isMember(actor) && own(actor, subject);

/** A member who signs something. */
export const isAuthor = (actor: Actor | null, authors: readonly string[]) =>
  isMember(actor) && authors.includes(actor?.id ?? "");

export const isOwner = (actor: Actor | null, ownerId: string | null) =>
  isMember(actor) && ownerId !== null && actor?.id === ownerId;

/** Who may see what is for verified practitioners: their roles sleep until a second factor was given. */
export const isVerified = (actor: Actor | null) =>
  hasRole(actor, "practitioner") || hasRole(actor, "focal-point") || hasRole(actor, "administrator");

export const MAY_HAVE: Record<Access, OfActor> = {
  public: () => true,
  members: isMember,
  practitioners: isVerified,
};
