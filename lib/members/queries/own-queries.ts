import { and, asc, count, desc, eq, gt, lt } from "drizzle-orm";
import { db } from "@/db/client";
import { dataExport, member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { page, type RevisionState, revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import type { ProfileFields } from "../model";

export interface OwnProfile extends ProfileFields {
  handle: string;
  email: string | null;
  fullName: string;
  displayName: string;
  visibility: Record<string, string>;
  isListed: boolean;
  locale: string;
  joinedAt: Date;
  hasPassword: boolean;
  charterAcceptedAt: Date | null;
}

/** What the member keeps about themselves, whole. */
export async function findOwnProfile(actor: Actor): Promise<OwnProfile> {
  refuseOthers(actor);
  const [row] = await db()
    .select({
      handle: member.handle,
      email: member.email,
      fullName: member.fullName,
      displayName: member.displayName,
      country: member.country,
      institution: member.institution,
      sector: member.sector,
      biography: member.biography,
      specialties: member.specialties,
      languages: member.languages,
      visibility: member.visibility,
      isListed: member.isListed,
      locale: member.locale,
      joinedAt: member.createdAt,
      passwordHash: member.passwordHash,
      charterAcceptedAt: member.charterAcceptedAt,
    })
    .from(member)
    .where(eq(member.id, actor.id));
  if (!row) throw new DomainError("not_found");
  const { passwordHash, ...own } = row;
  return { ...own, hasPassword: passwordHash !== null };
}

/** Personal lists are read in a session of their member; a token has no business there. */
function refuseOthers(actor: Actor): void {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
}

export interface OwnRevision {
  id: string;
  slug: string;
  names: { en: string; fr: string; ar: string };
  number: number;
  section: string;
  summary: string;
  state: RevisionState;
  createdAt: Date;
  decisionReason: string | null;
}

/** A page of what the member contributed, newest first, whatever its state; ids rise with time and are the keys. */
export async function listOwnRevisions(
  actor: Actor,
  at: { before?: string | undefined; after?: string | undefined },
): Promise<Page<OwnRevision> & { total: number }> {
  refuseOthers(actor);
  const backwards = at.after !== undefined;
  const own = eq(revision.authorId, actor.id);
  const place = at.after ? gt(revision.id, at.after) : at.before ? lt(revision.id, at.before) : undefined;
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: revision.id,
        slug: profile.slug,
        en: profile.nameEn,
        fr: profile.nameFr,
        ar: profile.nameAr,
        number: revision.number,
        section: section.key,
        summary: revision.summary,
        state: revision.state,
        createdAt: revision.createdAt,
        decisionReason: revision.decisionReason,
      })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, and(eq(page.id, revision.pageId), eq(page.kind, "profile")))
      .innerJoin(profile, eq(profile.pageId, page.id))
      .where(and(own, place))
      .orderBy(backwards ? asc(revision.id) : desc(revision.id))
      .limit(PAGE_SIZE + 1),
    db().select({ total: count() }).from(revision).where(own),
  ]);
  const lines = rows.map(({ en, fr, ar, ...row }) => ({ ...row, names: { en, fr, ar } }));
  return { ...cutPage(lines, (row) => row.id, { cursor: at.before, backwards }), total: all?.total ?? 0 };
}

export interface OwnExport {
  id: string;
  state: string;
  requestedAt: Date;
  readyAt: Date | null;
  expiresAt: Date | null;
  size: number | null;
}

/** The member's exports that are being made or can still be fetched, newest first. */
export async function listOwnExports(actor: Actor, now: Date = new Date()): Promise<OwnExport[]> {
  refuseOthers(actor);
  const rows = await db()
    .select({
      id: dataExport.id,
      state: dataExport.state,
      requestedAt: dataExport.requestedAt,
      readyAt: dataExport.readyAt,
      expiresAt: dataExport.expiresAt,
      size: dataExport.size,
    })
    .from(dataExport)
    .where(eq(dataExport.memberId, actor.id))
    .orderBy(desc(dataExport.requestedAt))
    .limit(10);
  return rows.filter((row) => row.expiresAt === null || row.expiresAt > now);
}
