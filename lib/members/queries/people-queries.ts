import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { suggest } from "@/lib/search";
import type { PeopleQuery, Person } from "../model";

/**
 * Members whose name or handle holds what is typed, its last word as a beginning: those who chose to stand in the
 * directory, and nobody else, as the search finds them. Throws `unauthenticated` to a visitor, `forbidden` to a token.
 */
export async function suggestPeople(actor: Actor | null, { q }: PeopleQuery): Promise<Person[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "member.mention")) throw new DomainError("forbidden", "member_mention");
  const found = await suggest(actor, { q, lang: DEFAULT_LOCALE }, "member");
  return found
    .map(({ label, href }) => ({ handle: href.replace(/^.*\/members\//, ""), name: label }))
    .filter(({ handle }) => handle !== actor.handle);
}
