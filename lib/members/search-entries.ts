import { and, asc, eq, inArray } from "drizzle-orm";
import { db, type Queryable, type Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";
import { fieldsFor } from "./model";
import { PERSONAL } from "./personal-columns";

export type MemberRow = Awaited<ReturnType<typeof listRows>>[number];

const inEach = (word: (locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(language), language }));

/** Makes the search entry of a member who chose to be listed, with public fields. */
export function memberEntry(row: MemberRow): SearchEntry {
  const { country, institution, sector, biography, specialties } = fieldsFor(row, row.visibility, "public");
  const named = (key: string) => inEach((locale) => message(translator(locale), key));
  return {
    key: "member",
    kind: "member",
    path: `/members/${row.handle}`,
    title: row.displayName,
    // By handle, as in mentions.
    names: [{ text: row.handle, language: "" }],
    // Names have no language.
    language: "",
    countries: country ? [country] : [],
    context: [
      ...(country ? inEach((locale) => countryName(country, locale)) : []),
      ...(sector ? named(`members.sector.${sector}`) : []),
      ...specialties.flatMap((one) => named(`members.specialty.${one}`)),
    ],
    passages: [
      ...(institution ? [{ text: institution, language: "" }] : []),
      ...(biography ? [{ text: biography, language: row.locale }] : []),
    ],
  };
}

function listRows(on: Queryable, ids: readonly string[]) {
  return on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      ...PERSONAL,
      locale: member.locale,
    })
    .from(member)
    .where(and(inArray(member.id, [...ids]), eq(member.state, "active"), eq(member.isListed, true)));
}

const ownerOf = (id: string) => `member:${id}`;

/** Updates a member's entry; unlisted, inactive and former members have none. */
export async function indexMember(ctx: Ctx, fact: { memberId: string }): Promise<void> {
  await indexMembers(ctx.tx, [fact.memberId]);
}

/** Updates search entries of members. Returns how many rows differed. */
export async function indexMembers(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = new Map((await listRows(tx, ids)).map((row) => [row.id, row]));
  return updateAllEntries(
    tx,
    ids.map((id) => {
      const row = rows.get(id);
      return { owner: ownerOf(id), entries: row ? [memberEntry(row)] : [] };
    }),
  );
}

/** Lists indexed members, in a fixed order. */
export async function listListedIds(on: Queryable = db()): Promise<string[]> {
  const rows = await on
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.state, "active"), eq(member.isListed, true)))
    .orderBy(asc(member.id));
  return rows.map((row) => row.id);
}

export async function listMemberOwners(): Promise<string[]> {
  return (await listListedIds()).map(ownerOf);
}
