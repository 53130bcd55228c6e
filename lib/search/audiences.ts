import { type Actor, hasRole } from "@/lib/core/actor";
import { Composed } from "@/lib/core/composed";

/** Who may find an entry. Restricted rooms have names of their own (`room:ID`), which their domain finds. */
export type Audience =
  | "public"
  | "members"
  | "practitioners"
  | "moderators"
  | "administrators"
  | `room:${string}`;

/** Lists the audiences of the restricted rooms that a member may read. */
type ListRooms = (actor: Actor) => Promise<readonly Audience[]>;

const table = new Composed<ListRooms>("lib/audiences.ts");

/** Registers who finds the audiences of rooms. The domain imports the search, so it is passed in. */
export function composeAudiences(rooms: ListRooms): void {
  table.set(rooms);
}

/**
 * Lists an actor's audiences, which are a condition inside every search query. A
 * personal token finds what its member would without further roles, and nothing in rooms.
 */
export async function audiencesOf(actor: Actor | null): Promise<Audience[]> {
  if (!hasRole(actor, "member")) return ["public"];
  const found: Audience[] = ["public", "members"];
  if (actor === null || actor.scopes !== null) return found;
  const has = (role: Parameters<typeof hasRole>[1]) => hasRole(actor, role);
  if (has("practitioner") || has("focal-point") || has("administrator")) found.push("practitioners");
  if (has("moderator") || has("administrator")) found.push("moderators");
  if (has("administrator")) found.push("administrators");
  return [...found, ...(await table.get()(actor))];
}
