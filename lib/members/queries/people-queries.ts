import { and, asc, eq, ne } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { fold, suggest } from "@/lib/search";
import type { PeopleQuery, Person } from "../model";

/**
 * Suggests listed members whose name or handle matches, the last word as a prefix, like search. Throws
 * `unauthenticated` to a visitor, `forbidden` to a token.
 */
export async function suggestPeople(actor: Actor | null, { q }: PeopleQuery): Promise<Person[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "member.mention")) throw new DomainError("forbidden", "member_mention");
  return (await findListed(actor, q)).filter(({ handle }) => handle !== actor.handle);
}

async function findListed(actor: Actor | null, q: string): Promise<Person[]> {
  const found = await suggest(actor, { q, lang: DEFAULT_LOCALE }, ["member"]);
  return found.map(({ label, href }) => ({ handle: href.replace(/^.*\/members\//, ""), name: label }));
}

/** Minimum letters for looking up a name. */
const SHORTEST_NAME = 2;

/**
 * Finds listed members by name: exact matches, else those whose name or handle has its words. At most 8, and
 * only what visitors may find.
 */
export async function findCalled(name: string): Promise<Person[]> {
  const text = [...name.trim()].slice(0, 80).join("");
  if (text.length < SHORTEST_NAME) return [];
  const found = await findListed(null, text);
  const same = found.filter((one) => fold(one.name) === fold(text));
  return same.length > 0 ? same : found;
}

/** Finds the active member with a handle. */
export async function findByHandle(handle: string): Promise<Person | null> {
  const [found] = await db()
    .select({ handle: member.handle, name: member.displayName })
    .from(member)
    .where(and(eq(member.handle, handle), eq(member.state, "active")));
  return found ?? null;
}

/** Lists directory members by name, for suggestions in a form without scripts. */
export async function listPeople(actor: Actor): Promise<Person[]> {
  if (!can(actor, "member.mention")) return [];
  return db()
    .select({ handle: member.handle, name: member.displayName })
    .from(member)
    .where(and(eq(member.state, "active"), eq(member.isListed, true), ne(member.id, actor.id)))
    .orderBy(asc(member.displayName), asc(member.id))
    .limit(300);
}
