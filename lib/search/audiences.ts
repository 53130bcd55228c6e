import { type Actor, hasRole } from "@/lib/core/actor";

/**
 * Who may find an entry. A room or another closed group has a name of its own, "room:ID"; whoever brings such
 * entries adds its names to `audiencesOf`.
 */
export type Audience = "public" | "members" | "practitioners" | "moderators" | "administrators";

/**
 * The audiences that someone belongs to (PRODUCT.md section 5): a condition of every search, inside the query. A
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
