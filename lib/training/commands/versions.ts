import { and, eq, notInArray } from "drizzle-orm";
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
import { type Newest, newestVersion, touchMaterial } from "../newest-version";
import { passMaterial } from "../pass";

type FileRow = Omit<typeof materialFile.$inferInsert, "versionId">;

/**
 * Sets the newest version's files, their roles and order. Published files can only be changed by those who
 * may publish, and none is removed: removing one creates and publishes a new version, whose `changes` must
 * describe it. Throws `invalid` (`file_unknown`) for a file the actor may not use.
 */
export async function saveFiles(ctx: Ctx, input: SaveFiles): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  const version = await newestVersion(ctx, loaded);
  ctx.authorize("material.bring-version", loaded.facts);
  if (version.publishedAt) ctx.authorize("material.publish", loaded.facts);
  await passMaterial(ctx, { pageId: loaded.id, state: loaded.state }, { texts: [input.changes] });
  const rows = input.others
    ? await withUnlisted(ctx, version, rowsOf(loaded, input), input.file)
    : rowsOf(loaded, input);
  if (loaded.state === "published" && version.publishedAt && rows.length === 0)
    throw invalidFields({ use: ["material_empty"] });
  if (version.publishedAt && (await isOneTaken(ctx, version, rows)))
    return replaceFiles(ctx, { loaded, version, rows, changes: input.changes });
  await replaceFileRows(ctx, version.id, rows);
  await touchMaterial(ctx, loaded);
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("material.changed", materialFact(loaded));
  return { slug: loaded.slug };
}

function rowsOf(loaded: LoadedMaterial, input: SaveFiles): FileRow[] {
  return input.file.flatMap((fileId, position) => {
    if (!input.use.includes(fileId) || fileId === input.remove) return [];
    if (input.file.indexOf(fileId) !== position) return [];
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

/**
 * Adds the files that the form did not list: those uploaded meanwhile, as in another tab, and refused ones,
 * which stay until they are dismissed so that the reason can be read.
 */
async function withUnlisted(
  ctx: Ctx,
  version: Newest,
  rows: readonly FileRow[],
  listed: readonly string[],
): Promise<FileRow[]> {
  const others = await ctx.tx
    .select({
      fileId: materialFile.fileId,
      materialId: materialFile.materialId,
      position: materialFile.position,
      language: materialFile.language,
      origin: materialFile.origin,
      country: materialFile.country,
      isForTrainers: materialFile.isForTrainers,
      role: materialFile.role,
    })
    .from(materialFile)
    .where(
      and(
        eq(materialFile.versionId, version.id),
        listed.length > 0 ? notInArray(materialFile.fileId, [...listed]) : undefined,
      ),
    );
  return rows.concat(others);
}

async function isOneTaken(ctx: Ctx, version: Newest, rows: readonly FileRow[]): Promise<boolean> {
  const kept = rows.map((row) => row.fileId);
  const taken = and(
    eq(materialFile.versionId, version.id),
    kept.length > 0 ? notInArray(materialFile.fileId, kept) : undefined,
  );
  return (await ctx.tx.$count(materialFile, taken)) > 0;
}

/** Replaces the files of a version. */
async function replaceFileRows(ctx: Ctx, versionId: string, rows: readonly FileRow[]): Promise<void> {
  await ctx.tx.delete(materialFile).where(eq(materialFile.versionId, versionId));
  if (rows.length > 0) await ctx.tx.insert(materialFile).values(rows.map((row) => ({ ...row, versionId })));
}

/**
 * Keeps the published version unchanged, and creates the next one with the current files and a description of
 * the changes. It is not checked against the law for that: a mark that the law has changed stays.
 */
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
  await replaceFileRows(ctx, id, rows);
  await ctx.tx
    .update(material)
    .set({ renewedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.files-replaced", { ...materialFact(loaded), versionId: id });
  return { slug: loaded.slug };
}

/** Starts another version of a published material; only one is edited at a time. */
export async function startVersion(ctx: Ctx, input: StartVersion): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.bring-version", loaded.facts);
  await passMaterial(
    ctx,
    { pageId: loaded.id, state: loaded.state },
    { texts: [input.label, input.changes] },
  );
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

/** Deletes the version being edited; its files stay with their uploader. */
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
 * Finishes the version being edited: publishes it, or submits it for review if the actor may not. Throws
 * `invalid` for a version without files.
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

/** Publishes a submitted version; decided by a reviewer, never by its owner. */
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

/** Returns a submitted version to its owner with a reason. */
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

/** A new version has been checked against the current law, so the material is no longer outdated. */
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
