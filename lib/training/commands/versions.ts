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
import { putMaterialFiles } from "../files";
import type { SaveFiles, StartVersion } from "../model";

/** The newest version of a material, which is the one that is worked on. */
async function newestVersion(ctx: Ctx, loaded: LoadedMaterial) {
  const [row] = await ctx.tx
    .select({
      id: materialVersion.id,
      number: materialVersion.number,
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

/**
 * Says which files the newest version has, what each is, and in which order. Files of one that readers have already
 * are changed by those alone who may publish. Throws `invalid` (`file_unknown`) for a file that the actor may not have.
 */
export async function saveFiles(ctx: Ctx, input: SaveFiles): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, input.slug);
  const version = await newestVersion(ctx, loaded);
  ctx.authorize("material.bring-version", loaded.facts);
  if (version.publishedAt) ctx.authorize("material.publish", loaded.facts);
  const rows = input.file.flatMap((fileId, n) => {
    if (!input.use.includes(fileId)) return [];
    return [
      {
        ...{ versionId: version.id, fileId, materialId: loaded.id, position: n },
        language: input.fileLanguage[n] ?? "en",
        origin: input.fileOrigin[n] ?? ("original" as const),
        country: input.fileCountry[n] ?? "",
        isForTrainers: input.filePart[n] === "trainers",
      },
    ];
  });
  const kept = rows.map((row) => row.fileId);
  if (loaded.state === "published" && version.publishedAt && kept.length === 0)
    throw invalidFields({ use: ["material_empty"] });
  await ctx.tx
    .delete(materialFile)
    .where(
      and(
        eq(materialFile.versionId, version.id),
        kept.length > 0 ? notInArray(materialFile.fileId, kept) : undefined,
      ),
    );
  for (const row of rows) {
    const { language, origin, country, isForTrainers, position } = row;
    await ctx.tx
      .insert(materialFile)
      .values(row)
      .onConflictDoUpdate({
        target: [materialFile.versionId, materialFile.fileId],
        set: { language, origin, country, isForTrainers, position },
      });
  }
  await touch(ctx, loaded);
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.changed", materialFact(loaded));
  return { slug: loaded.slug };
}

/** Begins a further version of a published material; one at a time is worked on. */
export async function startVersion(ctx: Ctx, input: StartVersion): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, input.slug);
  ctx.authorize("material.bring-version", loaded.facts);
  requireState(loaded, "published");
  const newest = await newestVersion(ctx, loaded);
  if (!newest.publishedAt) throw new DomainError("conflict", "version_open");
  const id = newId(ctx.now.getTime());
  await ctx.tx.insert(materialVersion).values({
    ...{ id, materialId: loaded.id, number: newest.number + 1, label: input.label, changes: input.changes },
    ...{ issuedOn: input.issuedOn, createdBy: actorId(ctx), createdAt: ctx.now },
  });
  await ctx.record("version.started", { ...materialFact(loaded), versionId: id });
  return { slug: loaded.slug };
}

/** Gives up the version that is worked on; its files are left to their uploader. */
export async function dropVersion(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.bring-version", loaded.facts);
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt || newest.number === 1) throw new DomainError("conflict", "version_published");
  await ctx.tx.delete(materialFile).where(eq(materialFile.versionId, newest.id));
  await ctx.tx.delete(materialVersion).where(eq(materialVersion.id, newest.id));
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("version.dropped", { ...materialFact(loaded), versionId: newest.id });
  return { slug };
}

/**
 * Finishes the version that is worked on: who may publish does, others hand it in. Throws `invalid` for one without a
 * file.
 */
export async function finishVersion(ctx: Ctx, { slug }: { slug: string }): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.bring-version", loaded.facts);
  requireState(loaded, "published");
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt) throw new DomainError("conflict", "version_published");
  const files = await ctx.tx.$count(materialFile, eq(materialFile.versionId, newest.id));
  if (files === 0) throw invalidFields({ use: ["material_empty"] });
  if (can(ctx.actor, "material.publish", loaded.facts)) return publish(ctx, loaded, newest.id);
  await ctx.tx.update(materialVersion).set({ submittedAt: ctx.now }).where(eq(materialVersion.id, newest.id));
  await ctx.record("version.submitted", { ...materialFact(loaded), versionId: newest.id });
  return { slug };
}

/** Publishes a version that was handed in: a reviewer's decision, never its owner's. */
export async function acceptVersion(
  ctx: Ctx,
  { slug, seen }: { slug: string; seen?: string },
): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, slug);
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
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.review", loaded.facts);
  const newest = await newestVersion(ctx, loaded);
  if (newest.publishedAt || !newest.submittedAt) throw new DomainError("conflict", "already_decided");
  await ctx.tx.update(materialVersion).set({ submittedAt: null }).where(eq(materialVersion.id, newest.id));
  await ctx.tx.update(material).set({ returnReason: reason }).where(eq(material.pageId, loaded.id));
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
    .set({ reviewedAt: ctx.now, staleSince: null, stalePath: null, returnReason: null, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("version.published", { ...materialFact(loaded), versionId });
  return { slug: loaded.slug };
}

function touch(ctx: Ctx, loaded: LoadedMaterial) {
  return ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, loaded.id));
}
