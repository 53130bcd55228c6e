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
 * Members whose name or handle holds what is typed, its last word as a beginning: those who chose to stand in the
 * directory, and nobody else, as the search finds them. Throws `unauthenticated` to a visitor, `forbidden` to a token.
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

/** From how many letters on a name is looked up. */
const SHORTEST_NAME = 2;

/**
 * Members of the directory who are called so: those of exactly this name, else those whose name or handle holds its
 * words. At most 8; what a visitor may find, whoever asks.
 */
export async function findCalled(name: string): Promise<Person[]> {
  const text = [...name.trim()].slice(0, 80).join("");
  if (text.length < SHORTEST_NAME) return [];
  const found = await findListed(null, text);
  const same = found.filter((one) => fold(one.name) === fold(text));
  return same.length > 0 ? same : found;
}

/** The active member who has a handle. */
export async function findByHandle(handle: string): Promise<Person | null> {
  const [found] = await db()
    .select({ handle: member.handle, name: member.displayName })
    .from(member)
    .where(and(eq(member.handle, handle), eq(member.state, "active")));
  return found ?? null;
}

/** Members of the directory by name, for a list of suggestions in a form that works without scripts. */
export async function listPeople(actor: Actor): Promise<Person[]> {
  if (!can(actor, "member.mention")) return [];
  return db()
    .select({ handle: member.handle, name: member.displayName })
    .from(member)
    .where(and(eq(member.state, "active"), eq(member.isListed, true), ne(member.id, actor.id)))
    .orderBy(asc(member.displayName))
    .limit(300);
}
