import { and, desc, eq, isNotNull } from "drizzle-orm";
import { file } from "@/db/schema/files";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { materialFact } from "../access";
import { updateMaterialFiles } from "../files";
import { nextLabel } from "../model";
import { findSeeded } from "./bring-edition";
import { insertFiles } from "./bring-material";

/** The newest version of a seeded material: its files' hashes, or `left` if a member had a part in it. */
export type SeededVersion = { sums: ReadonlySet<string> } | "left";

/** Finds the newest version of a published material that came with the site; null if there is no such material. */
export async function findSeededVersion(ctx: Ctx, slug: string): Promise<SeededVersion | null> {
  ctx.asSystem("the operator brings a later edition of the starting data");
  ctx.skipAudit("it only looks");
  const loaded = await findSeeded(ctx, slug);
  if (!loaded) return null;
  const newest = await findNewest(ctx, loaded.id);
  return newest.isOwn ? { sums: newest.sums } : "left";
}

/** Newest version: the site's own if no member made it, and no file in it was uploaded by one. */
async function findNewest({ tx }: Ctx, materialId: string) {
  const [version] = await tx
    .select({
      id: materialVersion.id,
      number: materialVersion.number,
      label: materialVersion.label,
      createdBy: materialVersion.createdBy,
      publishedAt: materialVersion.publishedAt,
    })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, materialId))
    .orderBy(desc(materialVersion.number))
    .limit(1);
  if (!version) throw new Error("a material without a version");
  const files = await tx
    .select({ sha256: file.sha256, uploaderId: file.uploaderId })
    .from(materialFile)
    .innerJoin(file, eq(file.id, materialFile.fileId))
    .where(and(eq(materialFile.versionId, version.id), isNotNull(file.sha256)));
  return {
    version,
    sums: new Set(files.map(({ sha256 }) => String(sha256))),
    isOwn:
      version.createdBy === null &&
      version.publishedAt !== null &&
      files.every(({ uploaderId }) => uploaderId === null),
  };
}

/** The files of a later edition. */
export interface BroughtFiles {
  slug: string;
  files: readonly { id: string; language: string }[];
  /** Day of the edition. */
  issuedOn: string | null;
  /** What changed, for readers. */
  changes: string;
}

/**
 * Publishes the files of a later edition as the next version of a seeded material. The earlier version keeps its files.
 * Returns false, and changes nothing, if a member had a part in the newest version or the material is not published.
 */
export async function bringMaterialVersion(ctx: Ctx, given: BroughtFiles): Promise<boolean> {
  ctx.asSystem("the operator brings a later edition of the starting data");
  const loaded = await findSeeded(ctx, given.slug);
  const newest = loaded && (await findNewest(ctx, loaded.id));
  if (!loaded || !newest?.isOwn) {
    ctx.skipAudit("the newest version is a member's");
    return false;
  }
  const versionId = newId(ctx.now.getTime());
  await ctx.tx.insert(materialVersion).values({
    id: versionId,
    materialId: loaded.id,
    number: newest.version.number + 1,
    label: nextLabel(newest.version.label),
    changes: given.changes,
    issuedOn: given.issuedOn,
    createdAt: ctx.now,
    publishedAt: ctx.now,
  });
  await insertFiles(ctx, { versionId, materialId: loaded.id }, given.files);
  await ctx.tx
    .update(material)
    .set({ renewedAt: ctx.now, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("version.files-replaced", { ...materialFact(loaded), versionId });
  return true;
}
