import { and, arrayContains, asc, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { readMomentKey } from "@/lib/core/moments";
import { can } from "@/lib/core/policy";
import { PERSONAL } from "@/lib/members";
import { fieldsFor, type ProfileField } from "@/lib/members/model";
import type { Author } from "@/lib/pages/model";
import { listChanges as readChanges } from "@/lib/profiles/reading";
import { SHOWN_SUMMARY } from "@/lib/revisions";
import { codeOf, slugOf } from "./country";
import type { ChangesList, ContributionsList, MembersList } from "./model";
import { cut, type Listed, partsOfKey, UUID } from "./place";

/** Published revisions of all profiles, newest first. */
export async function listChanges(
  query: z.infer<typeof ChangesList>,
  on: Queryable = db(),
): Promise<Listed<object>> {
  const { after, limit, ...filters } = query;
  if (after && !readMomentKey(after)) throw invalidFields({ after: ["format"] });
  const country = await slugOf(filters.country, on);
  const page = await readChanges({ ...filters, country, ...(after ? { before: after } : {}) }, limit, on);
  return {
    next: page.next,
    rows: page.rows.map((line) => ({
      id: line.id,
      country: line.slug,
      section: line.section,
      number: line.number,
      summary: line.summary,
      tag: line.tag,
      byToken: line.byToken,
      author: authorRow(line.author),
      createdAt: line.createdAt,
      sizeChange: line.sizeChange,
      href: `/countries/${line.slug}/revisions/${line.number}`,
    })),
  };
}

function authorRow(author: Author) {
  if (author === "community" || author === "hidden") return null;
  if (author === "former") return { handle: null, name: null };
  return { handle: author.handle, name: author.displayName };
}

type Members = z.infer<typeof MembersList> & { handle?: string };

const isPublic = (field: ProfileField) => sql`${member.visibility} ->> ${field}::text = 'public'`;

/**
 * Lists members who chose to be listed, with the fields that everyone can see; filters use only these. Sorted
 * by handle, which stays if a name changes or a member leaves between two pages.
 */
export async function listMembers(query: Members, on: Queryable = db()): Promise<Listed<object>> {
  const country = await codeOf(query.country, on);
  const rows = await on
    .select({ handle: member.handle, name: member.displayName, ...PERSONAL })
    .from(member)
    .where(
      and(
        eq(member.isListed, true),
        eq(member.state, "active"),
        query.after ? gt(member.handle, query.after) : undefined,
        query.handle ? eq(member.handle, query.handle) : undefined,
        country ? and(eq(member.country, country), isPublic("country")) : undefined,
        query.sector ? and(eq(member.sector, query.sector), isPublic("sector")) : undefined,
        query.specialty
          ? and(arrayContains(member.specialties, [query.specialty]), isPublic("specialties"))
          : undefined,
        query.language
          ? and(arrayContains(member.languages, [query.language]), isPublic("languages"))
          : undefined,
      ),
    )
    .orderBy(asc(member.handle))
    .limit(query.limit + 1);
  const page = cut(rows, query.limit, ({ handle }) => handle);
  return {
    ...page,
    rows: page.rows.map(({ handle, name, visibility, ...fields }) => ({
      handle,
      name,
      ...fieldsFor(fields, visibility, "public"),
      href: `/members/${handle}`,
    })),
  };
}

/**
 * Lists the member's own edits of profiles with their outcome, newest first: in a session, or by a token with
 * the scope.
 */
export async function listContributions(
  actor: Actor,
  query: z.infer<typeof ContributionsList>,
  on: Queryable = db(),
): Promise<Listed<object>> {
  if (!can(actor, "contribution.read", { memberId: actor.id }))
    throw new DomainError("forbidden", "contribution_read");
  const after = query.after ? partsOfKey(query.after, new RegExp(`^(${UUID})$`))[0] : undefined;
  const rows = await on
    .select({
      id: revision.id,
      country: profile.slug,
      section: section.key,
      number: revision.number,
      summary: SHOWN_SUMMARY,
      state: revision.state,
      reason: revision.decisionReason,
      byToken: revision.byToken,
      createdAt: revision.createdAt,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(
      and(
        eq(revision.authorId, actor.id),
        isNull(revision.mergedIntoId),
        isNull(revision.companionId),
        after ? lt(revision.id, after) : undefined,
        query.state ? eq(revision.state, query.state) : undefined,
      ),
    )
    .orderBy(desc(revision.id))
    .limit(query.limit + 1);
  return cut(rows, query.limit, ({ id }) => id);
}
