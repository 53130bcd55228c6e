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
  /** The rule looks up the list of the room by itself, by who asks, and disregards `isListed`. */
  looksUpList?: boolean;
}

/**
 * What a domain knows of an address. `isBelow`: the address is not that of the thing itself but of a page about it, such as its
 * history or its editor. That page has its own rule.
 */
export type Place = Seen | (Omit<Seen, "kind" | "sees"> & { isBelow: true });

const isNamed = (role: Role): role is Exclude<Role, "member"> => role !== "member";

/** The code of no country: what is open to a focal point of it is open to those of any. */
const ANY_COUNTRY = "ZZ";

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
  const isAsleep = (rule: SightRule) =>
    rule === "any-focal-point" || (PRIVILEGED_ROLES as readonly string[]).includes(rule);
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
    const countries = isAllowed ? target.focalCountries : [seen.country ?? ANY_COUNTRY];
    const focalCountries = role === "focal-point" ? countries : [];
    if (await seen.sees({ ...STRANGER, roles: ["member", role], focalCountries }, false))
      rules.push(role === "focal-point" && !seen.country ? "any-focal-point" : role);
  }
  if ((!isAllowed || seen.isListed) && (await seen.sees(STRANGER, true))) rules.push("list");
  if (await seen.sees({ ...STRANGER, id: target.id }, false)) rules.push("own");
  // For such a rule the member on the list is the same as the author.
  return seen.looksUpList && seen.isListed && rules.length > 0 && rules.every((rule) => rule === "own")
    ? ["list"]
    : rules;
}
