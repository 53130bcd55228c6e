import { type Actor, hasRole } from "@/lib/core/actor";

/**
 * Who may find an entry. Closed groups have names of their own, "room:ID"; code that adds such entries adds
 * the names to `audiencesOf`.
 */
export type Audience = "public" | "members" | "practitioners" | "moderators" | "administrators";

/**
 * Lists an actor's audiences, which are a condition inside every search query. A
 * personal token finds what its member would without further roles.
 */
export function audiencesOf(actor: Actor | null): Audience[] {
  if (!hasRole(actor, "member")) return ["public"];
  const found: Audience[] = ["public", "members"];
  if (actor === null || actor.scopes !== null) return found;
  const has = (role: Parameters<typeof hasRole>[1]) => hasRole(actor, role);
  if (has("practitioner") || has("focal-point") || has("administrator")) found.push("practitioners");
  if (has("moderator") || has("administrator")) found.push("moderators");
  if (has("administrator")) found.push("administrators");
  return found;
}
