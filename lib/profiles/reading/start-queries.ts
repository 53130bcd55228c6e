import { and, asc, eq, isNotNull, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { profile, treatyStatus } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { FILLED_SECTIONS, IS_BOUND_LATER } from "./directory-queries";
import { type Neighbour, type ProfileHead, type ProfileStart, statusWord, type TreatyStatus } from "./model";

const CONVENTION = 185;
const NEIGHBOURS = 6;

/** Finds what a profile without text shows instead: neighbours' sections, and the focal points. */
export async function findProfileStart(
  head: Pick<ProfileHead, "pageId" | "iso2" | "subregion">,
  on: Queryable = db(),
): Promise<ProfileStart> {
  const [neighbours, focalPoints] = await Promise.all([
    head.subregion ? listNeighbours(head.pageId, head.subregion, on) : [],
    listFocalPoints(head.iso2, on),
  ]);
  return { neighbours, focalPoints };
}

/** Lists the countries of the same sub-region with most written sections, at most six. */
async function listNeighbours(pageId: string, subregion: string, on: Queryable): Promise<Neighbour[]> {
  const rows = await on
    .select({
      slug: profile.slug,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      designation: profile.designation,
      status: treatyStatus.status,
      isInForceLater: IS_BOUND_LATER,
      filledSections: FILLED_SECTIONS,
    })
    .from(profile)
    .leftJoin(treatyStatus, and(eq(treatyStatus.pageId, profile.pageId), eq(treatyStatus.treaty, CONVENTION)))
    .leftJoin(section, and(eq(section.pageId, profile.pageId), isNotNull(section.currentRevisionId)))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(eq(profile.subregion, subregion), ne(profile.pageId, pageId)))
    .groupBy(profile.pageId, treatyStatus.pageId, treatyStatus.treaty)
    .orderBy(asc(profile.nameEn), asc(profile.pageId));
  return rows
    .map(({ nameEn, nameFr, nameAr, status, isInForceLater, ...row }) => ({
      ...row,
      names: { en: nameEn, fr: nameFr, ar: nameAr },
      status: statusWord({ status: (status ?? "none") as TreatyStatus, isInForceLater }),
    }))
    .sort((a, b) => b.filledSections - a.filledSections)
    .slice(0, NEIGHBOURS);
}

/** Lists the focal points of a country who are listed in the directory of members. */
function listFocalPoints(iso2: string, on: Queryable) {
  return on
    .select({ handle: member.handle, displayName: member.displayName })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(
        eq(roleGrant.role, "focal-point"),
        eq(roleGrant.country, iso2),
        eq(member.state, "active"),
        eq(member.isListed, true),
      ),
    )
    .orderBy(asc(member.displayName), asc(member.id));
}
