/*
 * Who may do what, by the facts it needs (PRODUCT.md section 5): the one door to the rules, which are in a file for each
 * area. Pure: the server's guards and the buttons ask the same rules. A rule gets the actor, or null for a visitor, and the facts of its subject.
 */
import { type Actor, hasRole } from "../actor";
import type { ApiScope } from "../scopes";
import { ACCOUNT_RULES } from "./accounts";
import { FILE_RULES } from "./files";
import { PROFILE_RULES, reviewsSomewhere } from "./profiles";
import { isAdministrator, isMember, type Rule, rule } from "./rule";
import { WORK_RULES } from "./works";

export type { FileFacts } from "./files";
export { type EditFacts, PROTECTIONS, type SectionFacts } from "./profiles";
export type * from "./works";

export const POLICY = {
  ...ACCOUNT_RULES,
  ...PROFILE_RULES,
  ...FILE_RULES,
  ...WORK_RULES,
  /** The screen that lists what waits: for whoever may decide some of it. */
  "moderation.open": rule((actor) => isMember(actor) && reviewsSomewhere(actor)),
  "audit.read": rule(isAdministrator),
  "jobs.manage": rule(isAdministrator),
  "settings.change": rule(isAdministrator),
  "synonyms.change": rule(isAdministrator),
} as const;

export type Action = keyof typeof POLICY;
export type SubjectOf<A extends Action> = (typeof POLICY)[A] extends Rule<infer Subject> ? Subject : never;

/** The facts that a rule asks for; a rule that needs none is asked without. */
export type SubjectIn<A extends Action> =
  undefined extends SubjectOf<A> ? [subject?: SubjectOf<A>] : [subject: SubjectOf<A>];

/**
 * Whether an actor may do something to a subject with these facts. Pure; the same answer for button and guard. A personal
 * token may what visitors may, and what the rule's scope names as a plain member; no rule can give it more.
 */
export function can<A extends Action>(actor: Actor | null, action: A, ...subject: SubjectIn<A>): boolean {
  const { decide, scope } = POLICY[action] as Rule<unknown>;
  if (actor === null || actor.scopes === null) return decide(actor, subject[0]);
  if (decide(null, subject[0])) return true;
  return scope !== null && actor.scopes.includes(scope) && decide(asPlainMember(actor), subject[0]);
}

function asPlainMember(actor: Actor): Actor {
  return {
    ...actor,
    roles: hasRole(actor, "member") ? ["member"] : [],
    dormantRoles: [],
    focalCountries: [],
  };
}

/** Which scope lets a personal token do something that visitors may not; null: none does. */
export const scopeOf = (action: Action): ApiScope | null => POLICY[action].scope;
