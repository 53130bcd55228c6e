import { type Actor, NOBODY, PRIVILEGED_ROLES, ROLES, type Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import type { Sight, SightRule } from "./model";

/**
 * A place on the site as the policy sees it: whether an actor sees it, decided by the same rules as at its address. `isListed`:
 * as if they were on the list of the room.
 */
export interface Seen {
  kind: string;
  sees: (actor: Actor | null, isListed: boolean) => boolean | Promise<boolean>;
  /** Whether the member is on the list of the room. */
  isListed?: boolean;
  /** The country whose focal points it is for. */
  country?: string | null;
}

const isNamed = (role: Role): role is Exclude<Role, "member"> => role !== "member";

/** A member who is nobody in particular. */
const STRANGER: Actor = { ...NOBODY, id: newId(), roles: ["member"] };

/**
 * Explains why a member sees a place, or does not: asks the policy again for actors who have only one of the things that the
 * member has. So it names the rule without being a second copy of it.
 */
export async function explain(
  target: Actor,
  seen: Seen,
  { hasFactor, isActive }: { hasFactor: boolean; isActive: boolean },
): Promise<Sight> {
  const { kind, isListed = false } = seen;
  const isAllowed = isActive ? await seen.sees(target, isListed) : await seen.sees(null, false);
  const found = await rulesOf(target, seen, isAllowed);
  const isAsleep = (rule: SightRule) => (PRIVILEGED_ROLES as readonly string[]).includes(rule);
  return {
    kind,
    isAllowed,
    by: isAllowed ? found : [],
    needs: isAllowed ? [] : found,
    lacksFactor: isAllowed && !hasFactor && found.length > 0 && found.every(isAsleep),
  };
}

/** Lists what lets the member see it; or if nothing does, what would. */
async function rulesOf(target: Actor, seen: Seen, isAllowed: boolean): Promise<SightRule[]> {
  if (await seen.sees(null, false)) return ["everyone"];
  if (await seen.sees(STRANGER, false)) return ["members"];
  const rules: SightRule[] = [];
  for (const role of ROLES.filter(isNamed)) {
    if (isAllowed && !target.roles.includes(role)) continue;
    const countries = isAllowed ? target.focalCountries : seen.country ? [seen.country] : [];
    const focalCountries = role === "focal-point" ? countries : [];
    if (await seen.sees({ ...STRANGER, roles: ["member", role], focalCountries }, false)) rules.push(role);
  }
  if ((!isAllowed || seen.isListed) && (await seen.sees(STRANGER, true))) rules.push("list");
  if (await seen.sees({ ...STRANGER, id: target.id }, false)) rules.push("own");
  return rules;
}
