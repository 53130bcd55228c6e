/*
 * The entry point of the policy: which actor may do what, given the facts of the subject. The rules are in one
 * file an area. They are pure, so guards on the server and buttons use the same ones. A rule receives the actor
 * (null for a visitor) and its subject's facts.
 */
import { type Actor, hasRole } from "../actor";
import type { ApiScope } from "../scopes";
import { ACCOUNT_RULES } from "./accounts";
import { DISCUSSION_RULES } from "./discussions";
import { FILE_RULES } from "./files";
import { FLAG_RULES } from "./flags";
import { PROFILE_RULES, reviewsSomewhere } from "./profiles";
import { isAdministrator, isMember, type Rule, rule } from "./rule";
import { WORK_RULES } from "./works";

export { type RoomFacts, roomsByRole, type TopicFacts } from "./discussions";
export type { FileFacts } from "./files";
export { type EditFacts, PROTECTIONS, type SectionFacts } from "./profiles";
export type * from "./works";

export const POLICY = {
  ...ACCOUNT_RULES,
  ...PROFILE_RULES,
  ...FILE_RULES,
  ...WORK_RULES,
  ...DISCUSSION_RULES,
  ...FLAG_RULES,
  /** The moderation queue, for members who may decide on some of it. */
  "moderation.open": rule((actor) => isMember(actor) && reviewsSomewhere(actor)),
  "audit.read": rule(isAdministrator),
  "backup.manage": rule(isAdministrator),
  "jobs.manage": rule(isAdministrator),
  "settings.change": rule(isAdministrator),
  /** Pages such as the charter and the terms of use. */
  "standing.edit": rule(isAdministrator),
  "synonyms.change": rule(isAdministrator),
  /** Endpoints of organisations, to which public events are sent. */
  "webhook.manage": rule(isAdministrator),
} as const;

export type Action = keyof typeof POLICY;
export type SubjectOf<A extends Action> = (typeof POLICY)[A] extends Rule<infer Subject> ? Subject : never;

/** The facts that a rule needs; optional for a rule that needs none. */
export type SubjectIn<A extends Action> =
  undefined extends SubjectOf<A> ? [subject?: SubjectOf<A>] : [subject: SubjectOf<A>];

/**
 * Decides whether an actor may act on a subject. Pure; buttons and guards get the same answer. A personal
 * token has the rights of visitors, plus those of its scopes as a plain member; no rule can grant it more.
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

/** Returns the scope that allows an action to a personal token; null if the action needs a session. */
export const scopeOf = (action: Action): ApiScope | null => POLICY[action].scope;
