import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import { materialDelivery, materialRating } from "@/db/schema/training-use";
import { subselect } from "@/db/subselect";
import { incomingKind } from "@/lib/core/incoming";
import { listFilesOf } from "@/lib/files";
import type { PlacedFile } from "@/lib/files/model";
import { contentOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { descriptionKind } from "../description";
import { type FileRole, MATERIAL_KIND, PICTURES_KIND, TRAINERS_KIND, WAITING_KIND } from "../model";

/** A file of a version, with the material's details about it. */
export interface VersionFile extends PlacedFile {
  language: string;
  origin: "original" | "human" | "machine";
  country: string;
  isForTrainers: boolean;
  role: FileRole;
}

export interface Version {
  id: string;
  number: number;
  label: string;
  changes: string;
  issuedOn: string | null;
  submittedAt: Date | null;
  publishedAt: Date | null;
  files: VersionFile[];
}

export type MaterialDetails = NonNullable<Awaited<ReturnType<typeof readDetails>>>;

async function readDetails(on: Queryable, slug: string) {
  const [row] = await on
    .select({
      id: material.pageId,
      slug: material.slug,
      state: material.state,
      title: material.title,
      abstract: material.abstract,
      language: material.language,
      kind: material.kind,
      level: material.level,
      access: material.access,
      trainersAccess: material.trainersAccess,
      licence: material.licence,
      tlp: material.tlp,
      audiences: material.audiences,
      topics: material.topics,
      formats: material.formats,
      articles: material.articles,
      countries: material.countries,
      isNeutral: material.isNeutral,
      languages: material.languages,
      project: material.project,
      publisher: material.publisher,
      durationMinutes: material.durationMinutes,
      deliveryDays: material.deliveryDays,
      groupSize: material.groupSize,
      prerequisites: material.prerequisites,
      objectives: material.objectives,
      sessions: material.sessions,
      ownerId: material.ownerId,
      updatedAt: material.updatedAt,
      submittedAt: material.submittedAt,
      publishedAt: material.publishedAt,
      retractedAt: material.retractedAt,
      retractedBy: material.retractedBy,
      retractionReason: material.retractionReason,
      returnReason: material.returnReason,
      reviewedAt: material.reviewedAt,
      staleSince: material.staleSince,
      stalePath: material.stalePath,
      ratingCount: material.ratingCount,
      ratingSum: material.ratingSum,
      owner: { handle: member.handle, displayName: member.displayName, state: member.state },
      base: revision.number,
      content: revision.content,
    })
    .from(material)
    .innerJoin(section, eq(section.id, material.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .leftJoin(member, eq(member.id, material.ownerId))
    .where(eq(material.slug, slug));
  if (!row || row.state === "removed") return null;
  const { content, ...rest } = row;
  const description = contentOf(descriptionKind, content === null ? null : { content }) as Content;
  return { ...rest, description };
}

/**
 * Finds a material with versions, links and parts, in any state; null if there is none. Checks no right:
 * pages show published ones, screens ask the policy.
 */
export async function findMaterial(slug: string, on: Queryable = db()) {
  const details = await readDetails(on, slug);
  if (!details) return null;
  const [versions, links, items, usedIn, pictures] = await Promise.all([
    listVersions(on, details.id),
    on
      .select({
        url: materialLink.url,
        label: materialLink.label,
        language: materialLink.language,
        checkedOn: materialLink.checkedOn,
      })
      .from(materialLink)
      .where(eq(materialLink.materialId, details.id))
      .orderBy(asc(materialLink.position)),
    listItems(on, details.id),
    listCourses(on, details.id),
    listFilesOf({ kind: PICTURES_KIND, id: details.id }, on),
  ]);
  return { ...details, versions, links, items, usedIn, pictures };
}
export type FoundMaterial = NonNullable<Awaited<ReturnType<typeof findMaterial>>>;

/** Lists every version, newest first, with its files in order. */
async function listVersions(on: Queryable, materialId: string): Promise<Version[]> {
  const rows = await on
    .select({
      id: materialVersion.id,
      number: materialVersion.number,
      label: materialVersion.label,
      changes: materialVersion.changes,
      issuedOn: materialVersion.issuedOn,
      submittedAt: materialVersion.submittedAt,
      publishedAt: materialVersion.publishedAt,
    })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, materialId))
    .orderBy(desc(materialVersion.number));
  const parts = await on
    .select({
      versionId: materialFile.versionId,
      fileId: materialFile.fileId,
      language: materialFile.language,
      origin: materialFile.origin,
      country: materialFile.country,
      isForTrainers: materialFile.isForTrainers,
      role: materialFile.role,
    })
    .from(materialFile)
    .where(eq(materialFile.materialId, materialId))
    .orderBy(asc(materialFile.position), asc(materialFile.fileId));
  const placed = [
    ...(await listFilesOf({ kind: MATERIAL_KIND, id: materialId }, on)),
    ...(await listFilesOf({ kind: TRAINERS_KIND, id: materialId }, on)),
    ...(await listFilesOf({ kind: WAITING_KIND, id: materialId }, on)),
  ];
  return rows.map((version) => ({
    ...version,
    files: parts.flatMap(({ versionId, fileId, ...part }) => {
      const own = versionId === version.id ? placed.find((one) => one.id === fileId) : undefined;
      return own ? [{ ...own, ...part }] : [];
    }),
  }));
}

function listItems(on: Queryable, courseId: string) {
  return on
    .select({
      slug: material.slug,
      title: material.title,
      kind: material.kind,
      language: material.language,
      durationMinutes: material.durationMinutes,
      note: materialItem.note,
    })
    .from(materialItem)
    .innerJoin(material, and(eq(material.pageId, materialItem.itemId), eq(material.state, "published")))
    .where(eq(materialItem.courseId, courseId))
    .orderBy(asc(materialItem.position));
}

/** Lists the courses and paths that include a material, and its number in each. */
function listCourses(on: Queryable, itemId: string) {
  return on
    .select({
      slug: material.slug,
      title: material.title,
      language: material.language,
      number: sql<number>`${materialItem.position} + 1`,
    })
    .from(materialItem)
    .innerJoin(material, and(eq(material.pageId, materialItem.courseId), eq(material.state, "published")))
    .where(eq(materialItem.itemId, itemId))
    .orderBy(asc(material.title), asc(material.pageId));
}

/** Lists where and to whom it was taught, latest first. */
export async function listDeliveries(materialId: string, on: Queryable = db()) {
  return on
    .select({
      id: materialDelivery.id,
      country: materialDelivery.country,
      countrySlug: subselect<string | null>`(select p.slug from page p join ${profile} c on c.page_id = p.id
        where c.iso2 = ${materialDelivery.country} limit 1)`,
      place: materialDelivery.place,
      institution: materialDelivery.institution,
      startsOn: materialDelivery.startsOn,
      endsOn: materialDelivery.endsOn,
      language: materialDelivery.language,
      participants: materialDelivery.participants,
      note: materialDelivery.note,
      memberId: materialDelivery.memberId,
    })
    .from(materialDelivery)
    .where(eq(materialDelivery.materialId, materialId))
    .orderBy(desc(materialDelivery.startsOn), desc(materialDelivery.id))
    .limit(200);
}

/** Lists its ratings, latest first. */
export async function listRatings(materialId: string, on: Queryable = db()) {
  return on
    .select({
      memberId: materialRating.memberId,
      score: materialRating.score,
      role: materialRating.role,
      comment: materialRating.comment,
      updatedAt: materialRating.updatedAt,
      author: { handle: member.handle, displayName: member.displayName, state: member.state },
    })
    .from(materialRating)
    .innerJoin(member, eq(member.id, materialRating.memberId))
    .where(and(eq(materialRating.materialId, materialId), isNull(materialRating.hiddenAt)))
    .orderBy(desc(materialRating.updatedAt), desc(materialRating.memberId))
    .limit(200);
}

/** Lists the files that were sent on a material's page and are not part of it yet. */
export function listIncoming(materialId: string, on: Queryable = db()): Promise<PlacedFile[]> {
  return listFilesOf({ kind: incomingKind(MATERIAL_KIND), id: materialId }, on);
}
