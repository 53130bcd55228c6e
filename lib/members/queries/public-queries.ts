import { and, count, desc, eq, not, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { type Actor, hasRole } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { isAuthorHidden, SHOWN_SUMMARY } from "@/lib/revisions";
import { type Audience, audienceOf, type ContributionLine, fieldsFor, type MemberPage } from "../model";
import { PERSONAL } from "../personal-columns";

const LATEST = 10;

/** Finds a member's public page: public fields, published contributions. Null unless verified and active. */
export function findPublicMember(handle: string): Promise<MemberPage | null> {
  return findPage(handle, () => "public");
}

/** The same as a member or officer sees it. */
export function findMemberFor(actor: Actor, handle: string): Promise<MemberPage | null> {
  if (!hasRole(actor, "member")) throw new DomainError("forbidden");
  return findPage(handle, (memberId) => audienceOf(actor, memberId));
}

async function findPage(
  handle: string,
  audience: (memberId: string) => Audience,
): Promise<MemberPage | null> {
  const [row] = await db()
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      ...PERSONAL,
      joinedAt: member.createdAt,
    })
    .from(member)
    .where(and(eq(member.handle, handle), eq(member.state, "active")));
  if (!row) return null;
  const [roles, contributions, latest] = await Promise.all([
    db()
      .select({ role: roleGrant.role, country: roleGrant.country })
      .from(roleGrant)
      .where(eq(roleGrant.memberId, row.id))
      .orderBy(roleGrant.role, roleGrant.country),
    countContributions(row.id),
    listLatest(row.id),
  ]);
  const { id, displayName, joinedAt, visibility } = row;
  const fields = fieldsFor(row, visibility, audience(id));
  return {
    id,
    handle: row.handle,
    displayName,
    joinedAt,
    fields,
    roles,
    contributions,
    latest,
  };
}

/** SQL: revisions publicly attributed to a member. */
const isPublicly = (memberId: string): SQL | undefined =>
  and(eq(revision.authorId, memberId), eq(revision.state, "published"), not(isAuthorHidden()));

/** Counts edits of profiles; posts are listed by title. */
async function countContributions(memberId: string): Promise<number> {
  const [row] = await db()
    .select({ n: count() })
    .from(revision)
    .innerJoin(page, and(eq(page.id, revision.pageId), eq(page.kind, "profile")))
    .where(isPublicly(memberId));
  return row?.n ?? 0;
}

async function listLatest(memberId: string): Promise<ContributionLine[]> {
  const rows = await db()
    .select({
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      number: revision.number,
      section: section.key,
      summary: SHOWN_SUMMARY,
      createdAt: revision.createdAt,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(page, and(eq(page.id, revision.pageId), eq(page.kind, "profile")))
    .innerJoin(profile, eq(profile.pageId, page.id))
    .where(isPublicly(memberId))
    .orderBy(desc(revision.createdAt), desc(revision.id))
    .limit(LATEST);
  return rows.map(({ en, fr, ar, ...line }) => ({ ...line, names: { en, fr, ar } }));
}
