import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { fileDownload } from "@/db/schema/files";
import { revision, section } from "@/db/schema/revisions";
import { material, materialFile, materialLink, materialVersion } from "@/db/schema/training";
import { subselect } from "@/db/subselect";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { incomingKind } from "@/lib/core/incoming";
import { trashKind } from "@/lib/core/trash";
import { scope } from "@/lib/core/versions";
import {
  endIncoming,
  listUsedFiles,
  removeFileUses,
  restoreFiles,
  trashFiles,
  updateFileUses,
  updateFileWriters,
} from "@/lib/files";
import { contentOf } from "@/lib/revisions";
import { picturesIn } from "@/lib/revisions/prose/article";
import { sameJson } from "@/lib/text/canonical";
import type { Content } from "@/lib/text/nodes";
import { descriptionKind } from "./description";
import { MATERIAL_KIND, materialPath, PICTURES_KIND, TRAINERS_KIND, WAITING_KIND } from "./model";
import { narrower } from "./vocabulary/model";

/** Owner kinds of the files of a material's versions. */
const OWNER_KINDS = [
  MATERIAL_KIND,
  TRAINERS_KIND,
  WAITING_KIND,
  trashKind(MATERIAL_KIND),
  incomingKind(MATERIAL_KIND),
] as const;
/** Owner kinds of the pictures of its description. */
const PICTURE_KINDS = [PICTURES_KIND, trashKind(MATERIAL_KIND)] as const;
/** Owner kinds of its files outside the trash. */
const STANDING_KINDS = [MATERIAL_KIND, TRAINERS_KIND, WAITING_KIND, PICTURES_KIND] as const;

/**
 * Sets a material's files, newest version first, and who may have them: those of published versions by its
 * access from publication on, those for trainers possibly fewer; those of a pending version only its writers
 * and reviewers. Each file has one owner, following the newest version.
 */
export async function updateMaterialFiles(ctx: Ctx, materialId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({
      slug: material.slug,
      state: material.state,
      access: material.access,
      trainersAccess: material.trainersAccess,
    })
    .from(material)
    .where(eq(material.pageId, materialId));
  if (!row) return;
  const common = { id: materialId, place: materialPath(row.slug), scope: scope.material(row.slug) };
  if (row.state === "removed") {
    // What was only sent to it stays with its uploaders.
    await removeFileUses(ctx, { kind: incomingKind(MATERIAL_KIND), id: materialId });
    return trashFiles(ctx, { ...common, kind: MATERIAL_KIND, access: row.access }, STANDING_KINDS);
  }
  const notes = narrower(row.access, row.trainersAccess);
  const [standing, waiting] = [await listOf(ctx, materialId, true), await listOf(ctx, materialId, false)];
  const same = { kinds: OWNER_KINDS, had: await listUsedFiles(ctx.tx, OWNER_KINDS, materialId) };
  const areApart = ({ isForTrainers }: { isForTrainers: boolean }) => isForTrainers && notes !== row.access;
  const isOpen = row.state === "published";
  const isInReview = row.state === "submitted";
  await updateFileUses(
    ctx,
    { ...common, kind: MATERIAL_KIND, access: row.access, isOpen, isInReview },
    standing.filter((one) => !areApart(one)).map((one) => one.fileId),
    same,
  );
  await updateFileUses(
    ctx,
    { ...common, kind: TRAINERS_KIND, access: notes, isOpen, isInReview },
    standing.filter(areApart).map((one) => one.fileId),
    same,
  );
  const isNew = waiting.filter(({ fileId }) => !standing.some((one) => one.fileId === fileId));
  // Reviewers check all of a version, so it needs access to all its parts.
  await updateFileUses(
    ctx,
    {
      ...common,
      kind: WAITING_KIND,
      access: isNew.some(areApart) ? notes : row.access,
      isOpen: false,
      isInReview: isInReview || (isOpen && isNew.some(({ submittedAt }) => submittedAt !== null)),
    },
    isNew.map((one) => one.fileId),
    same,
  );
  const parts = standing.concat(isNew).map(({ fileId }) => fileId);
  await endIncoming(ctx, { kind: MATERIAL_KIND, id: materialId }, parts);
  await savePictures(ctx, materialId);
  // Restored files are used as before.
  await restoreFiles(ctx, { kind: MATERIAL_KIND, id: materialId });
  await ctx.tx
    .update(material)
    .set({ languages: await listLanguages(ctx, materialId), downloads: downloadsOf(materialId) })
    .where(eq(material.pageId, materialId));
}

/** Sets the pictures of its description: public from publication on, before for the owner only. */
async function savePictures(ctx: Ctx, materialId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({
      slug: material.slug,
      state: material.state,
      ownerId: material.ownerId,
      content: revision.content,
    })
    .from(material)
    .innerJoin(section, eq(section.id, material.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(material.pageId, materialId));
  if (!row || row.state === "removed") return;
  const stored = row.content === null ? null : { content: row.content };
  const owner = { kind: PICTURES_KIND, id: materialId };
  const pictures = picturesIn(contentOf(descriptionKind, stored) as Content);
  await updateFileWriters(ctx, owner, row.ownerId === null || pictures.length === 0 ? [] : [row.ownerId]);
  await updateFileUses(
    ctx,
    {
      ...owner,
      place: materialPath(row.slug),
      scope: scope.material(row.slug),
      access: "public",
      isOpen: row.state === "published",
      isInReview: row.state === "submitted",
    },
    pictures,
    // Separate from its other files, whose access may be narrower.
    { kinds: PICTURE_KINDS, had: await listUsedFiles(ctx.tx, PICTURE_KINDS, materialId) },
  );
}

/** Updates the pictures after each revision of a description. */
export async function placeDescription(ctx: Ctx, fact: { pageId: string; current: Change }): Promise<void> {
  const { before, after } = fact.current;
  const [was, is] = [before, after].map((text) => picturesIn(contentOf(descriptionKind, text) as Content));
  if (!sameJson(was, is)) await savePictures(ctx, fact.pageId);
}

async function listOf(
  ctx: Ctx,
  materialId: string,
  isPublished: boolean,
): Promise<{ fileId: string; isForTrainers: boolean; submittedAt: Date | null }[]> {
  const rows = await ctx.tx
    .select({
      fileId: materialFile.fileId,
      isForTrainers: materialFile.isForTrainers,
      submittedAt: materialVersion.submittedAt,
    })
    .from(materialFile)
    .innerJoin(materialVersion, eq(materialVersion.id, materialFile.versionId))
    .where(
      and(
        eq(materialFile.materialId, materialId),
        isPublished ? isNotNull(materialVersion.publishedAt) : isNull(materialVersion.publishedAt),
      ),
    )
    .orderBy(desc(materialVersion.number), asc(materialFile.position));
  return rows.filter(({ fileId }, n) => rows.findIndex((one) => one.fileId === fileId) === n);
}

/** All languages in which any version or link is available. */
async function listLanguages(ctx: Ctx, materialId: string): Promise<string[]> {
  const { rows } = await ctx.tx.execute<{ language: string }>(sql`
    select f.language from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
      where f.material_id = ${materialId} and (v.published_at is not null or v.number = 1)
    union select l.language from ${materialLink} l where l.material_id = ${materialId}
    order by language`);
  return rows.map((row) => row.language);
}

/** SQL: downloads of its files in all published versions, each file once. */
const downloadsOf = (
  materialId: string,
) => subselect<number>`coalesce((select sum(d.count) from ${fileDownload} d
  where d.file_id in (select f.file_id from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
    where f.material_id = ${materialId} and v.published_at is not null)), 0)`;

/**
 * Counts a download for the materials with the file, next to the file's count by day and country, so that
 * lists can sort without summing. Each change of a material's files sets it to the sum.
 */
export async function countMaterialDownload(on: Queryable, fileId: string): Promise<void> {
  await on.execute(sql`update ${material} set downloads = downloads + 1 where page_id in (
    select f.material_id from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
    where f.file_id = ${fileId} and v.published_at is not null)`);
}

/** Checks whether a member owns one of these materials. */
export async function ownsOneOf(
  on: Queryable,
  actor: { id: string },
  materialIds: readonly string[],
): Promise<boolean> {
  if (materialIds.length === 0) return false;
  const [row] = await on
    .select({ id: material.pageId })
    .from(material)
    .where(and(inArray(material.pageId, [...materialIds]), eq(material.ownerId, actor.id)))
    .limit(1);
  return row !== undefined;
}
