import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

/** Throws `unauthenticated` to a visitor and `forbidden` to a token: a watchlist is private. */
export function requireOwn(actor: Actor | null): Actor {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "watch.keep", { memberId: actor.id })) throw new DomainError("forbidden", "watch_keep");
  return actor;
}
