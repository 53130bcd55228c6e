import { and, desc, eq, notInArray } from "drizzle-orm";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { can } from "@/lib/core/policy";
import {
  actorId,
  type LoadedMaterial,
  loadMaterial,
  materialFact,
  requireSeen,
  requireState,
} from "../access";
import { updateMaterialFiles } from "../files";
import {
  type FilePart,
  type FileRole,
  MIN_CHANGES,
  nextLabel,
  type SaveFiles,
  type StartVersion,
} from "../model";

/** The newest version of a material, which is the one that is worked on. */
async function newestVersion(ctx: Ctx, loaded: LoadedMaterial) {
  const [row] = await ctx.tx
    .select({
      id: materialVersion.id,
      number: materialVersion.number,
      label: materialVersion.label,
      submittedAt: materialVersion.submittedAt,
      publishedAt: materialVersion.publishedAt,
    })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, loaded.id))
    .orderBy(desc(materialVersion.number))
    .limit(1);
  if (!row) throw new Error("a material without a version");
  return row;
}

type Newest = Awaited<ReturnType<typeof newestVersion>>;
type FileRow = Omit<typeof materialFile.$inferInsert, "versionId">;

/**
 * Says which files the newest version has, what each is, and in which order. Files of one that readers have already
 * are changed by those alone who may publish, and nothing is taken from it: without one of its files it is a new
 * version, published at once, of which `changes` must say what is otherwise. Throws `invalid` (`file_unknown`) for a
 * file that the actor may not have.
 */
export async function saveFiles(ctx: Ctx, input: SaveFiles): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  const version = await newestVersion(ctx, loaded);
  ctx.authorize("material.bring-version", loaded.facts);
  if (version.publishedAt) ctx.authorize("material.publish", loaded.facts);
  const rows = rowsOf(loaded, input);
  if (loaded.state === "published" && version.publishedAt && rows.length === 0)
    throw invalidFields({ use: ["material_empty"] });
  if (version.publishedAt && (await isOneTaken(ctx, version, rows)))
    return replaceFiles(ctx, { loaded, version, rows, changes: input.changes });
  await putFiles(ctx, version.id, rows);
  await touch(ctx, loaded);
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("material.changed", materialFact(loaded));
  return { slug: loaded.slug };
}

function rowsOf(loaded: LoadedMaterial, input: SaveFiles): FileRow[] {
  return input.file.flatMap((fileId, position) => {
    if (!input.use.includes(fileId) || input.file.indexOf(fileId) !== position) return [];
    return [
      {
        fileId,
        materialId: loaded.id,
        position,
        language: input.fileLanguage[position] ?? "en",
        origin: input.fileOrigin[position] ?? ("original" as const),
        country: input.fileCountry[position] ?? "",
        isForTrainers: input.filePart[position] === "trainers",
        role: roleOf(input.filePart[position]),
      },
    ];
  });
}

function roleOf(part: FilePart | undefined): FileRole {
  return part === "captions" || part === "transcript" || part === "poster" ? part : "main";
}

async function isOneTaken(ctx: Ctx, version: Newest, rows: readonly FileRow[]): Promise<boolean> {
  const kept = rows.map((row) => row.fileId);
  const taken = and(
    eq(materialFile.versionId, version.id),
    kept.length > 0 ? notInArray(materialFile.fileId, kept) : undefined,
  );
  return (await ctx.tx.$count(materialFile, taken)) > 0;
}

/** Brings the files of a version to these. */
async function putFiles(ctx: Ctx, versionId: string, rows: readonly FileRow[]): Promise<void> {
  await ctx.tx.delete(materialFile).where(eq(materialFile.versionId, versionId));
  if (rows.length > 0) await ctx.tx.insert(materialFile).values(rows.map((row) => ({ ...row, versionId })));
}

/** The version that readers have stays as it is; the next has the files that are there now, and says what changed. */
async function replaceFiles(
  ctx: Ctx,
  of: { loaded: LoadedMaterial; version: Newest; rows: readonly FileRow[]; changes: string },
): Promise<{ slug: string }> {
  const { loaded, version, rows, changes } = of;
  if (changes.length < MIN_CHANGES)
    throw invalidFields({ changes: [changes === "" ? "required" : "too_short"] });
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(materialVersion).values({
    id,
    materialId: loaded.id,
    number: version.number + 1,
    label: nextLabel(version.label),
    changes,
    createdBy: actorId(ctx),
    createdAt: ctx.now,
    publishedAt: ctx.now,
  });
  await putFiles(ctx, id, rows);
  await ctx.tx
    .update(material)
    .set({ renewedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.files-replaced", { ...materialFact(loaded), versionId: id });
  return { slug: loaded.slug };
}

/** Begins a further version of a published material; one at a time is worked on. */
export async function startVersion(ctx: Ctx, input: StartVersion): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.bring-version", loaded.facts);
  requireState(loaded, "published");
  const newest = await newestVersion(ctx, loaded);
  if (!newest.publishedAt) throw new DomainError("conflict", "version_open");
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(materialVersion).values({
    id,
    materialId: loaded.id,
    number: newest.number + 1,
    label: input.label,
    changes: input.changes,
    issuedOn: input.issuedOn,
    createdBy: actorId(ctx),
    createdAt: ctx.now,
  });
  await ctx.record("version.started", { ...materialFact(loaded), versionId: id });
  return { slug: loaded.slug };
}

/** Gives up the version that is worked on; its files are left to their uploader. */
export async function deleteVersion(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.bring-version", loaded.facts);
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt || newest.number === 1) throw new DomainError("conflict", "version_published");
  await ctx.tx.delete(materialFile).where(eq(materialFile.versionId, newest.id));
  await ctx.tx.delete(materialVersion).where(eq(materialVersion.id, newest.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.dropped", { ...materialFact(loaded), versionId: newest.id });
  return { slug };
}

/**
 * Finishes the version that is worked on: who may publish does, others hand it in. Throws `invalid` for one without a
 * file.
 */
export async function finishVersion(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.bring-version", loaded.facts);
  requireState(loaded, "published");
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt) throw new DomainError("conflict", "version_published");
  const files = await ctx.tx.$count(materialFile, eq(materialFile.versionId, newest.id));
  if (files === 0) throw invalidFields({ use: ["material_empty"] });
  if (can(ctx.actor, "material.publish", loaded.facts)) return publish(ctx, loaded, newest.id);
  await ctx.tx.update(materialVersion).set({ submittedAt: ctx.now }).where(eq(materialVersion.id, newest.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.submitted", { ...materialFact(loaded), versionId: newest.id });
  return { slug };
}

/** Publishes a version that was handed in: a reviewer's decision, never its owner's. */
export async function acceptVersion(
  ctx: Ctx,
  { slug, seen }: { slug: string; seen?: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.review", loaded.facts);
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt || !newest.submittedAt) throw new DomainError("conflict", "already_decided");
  requireSeen(loaded, seen);
  return publish(ctx, loaded, newest.id);
}

/** Gives a version that was handed in back to its owner, who is told why. */
export async function returnVersion(
  ctx: Ctx,
  { slug, reason }: { slug: string; reason: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.review", loaded.facts);
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt || !newest.submittedAt) throw new DomainError("conflict", "already_decided");
  await ctx.tx.update(materialVersion).set({ submittedAt: null }).where(eq(materialVersion.id, newest.id));
  await ctx.tx.update(material).set({ returnReason: reason }).where(eq(material.pageId, loaded.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("material.returned", materialFact(loaded));
  return { slug };
}

/** What a new version brings has been looked at anew, so the material is not behind the law any more. */
async function publish(ctx: Ctx, loaded: LoadedMaterial, versionId: string): Promise<{ slug: string }> {
  await ctx.tx
    .update(materialVersion)
    .set({ publishedAt: ctx.now, submittedAt: null })
    .where(eq(materialVersion.id, versionId));
  await ctx.tx
    .update(material)
    .set({
      renewedAt: ctx.now,
      reviewedAt: ctx.now,
      staleSince: null,
      stalePath: null,
      returnReason: null,
      updatedAt: ctx.now,
    })
    .where(eq(material.pageId, loaded.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.published", { ...materialFact(loaded), versionId });
  return { slug: loaded.slug };
}

function touch(ctx: Ctx, loaded: LoadedMaterial) {
  return ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, loaded.id));
}
