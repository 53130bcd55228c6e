import { eq, inArray } from "drizzle-orm";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { makePage, saveContent } from "@/lib/revisions";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { loadMaterial, materialFact } from "../access";
import { materialKinds } from "../description";
import { updateMaterialFiles } from "../files";
import { DESCRIPTION, MATERIAL_KIND } from "../model";

type Columns = typeof material.$inferInsert;

/** A material seeded with the site: without owner, published at once. */
export interface BroughtMaterial
  extends Pick<
    Columns,
    | "slug"
    | "title"
    | "abstract"
    | "kind"
    | "level"
    | "licence"
    | "audiences"
    | "topics"
    | "articles"
    | "formats"
    | "publisher"
    | "project"
    | "durationMinutes"
    | "objectives"
  > {
  /** In the syntax of a plain text field. */
  description: string;
  files: readonly { id: string; language: string }[];
  links: readonly { url: string; label: string; language: string }[];
  items: readonly (readonly [slug: string, note: string])[];
  /** Day of its first version. */
  issuedOn: string | null;
}

/** Adds a seeded material to the library. Returns false, and changes nothing, if its slug is taken. */
export async function bringMaterial(ctx: Ctx, given: BroughtMaterial): Promise<boolean> {
  ctx.asSystem("the operator brings the starting data");
  const { description, files, links, items, issuedOn, ...columns } = given;
  const taken = await ctx.tx.$count(material, eq(material.slug, given.slug));
  if (taken > 0) {
    ctx.skipAudit("the material is there");
    return false;
  }
  const { slug } = given;
  const { pageId, sectionId } = await makePage(ctx, { kind: MATERIAL_KIND, slug, key: DESCRIPTION });
  await ctx.tx.insert(material).values({
    ...columns,
    pageId,
    sectionId,
    state: "published",
    language: "en",
    access: "public",
    tlp: "clear",
    ownerId: null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    publishedAt: ctx.now,
    renewedAt: ctx.now,
    isNeutral: true,
  });
  await insertVersion(ctx, pageId, { files, issuedOn });
  await insertLinks(ctx, pageId, links);
  await insertItems(ctx, pageId, items);
  const loaded = await loadMaterial(ctx, given.slug);
  const save = {
    base: null,
    content: fromTextarea(description),
    summary: "Starting data",
    clientToken: firstToken(pageId),
  };
  await saveContent(ctx, loaded.section, materialKinds, save, true);
  await updateMaterialFiles(ctx, pageId);
  await ctx.record("material.published", materialFact(loaded));
  return true;
}

/** Returns the token of the first description of a seeded material, by which it is known as such. */
export const firstToken = (pageId: string) => `seed-material-${pageId}`;

/** Inserts the links of a material that has none. */
export async function insertLinks(
  ctx: Ctx,
  materialId: string,
  links: BroughtMaterial["links"],
): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link, position) => ({
    ...link,
    id: newId(ctx.now.getTime()),
    materialId,
    position,
  }));
  await ctx.tx.insert(materialLink).values(rows);
}

/** Inserts its first version with its files. */
async function insertVersion(
  ctx: Ctx,
  materialId: string,
  { files, issuedOn }: Pick<BroughtMaterial, "files" | "issuedOn">,
): Promise<void> {
  const versionId = newId(ctx.now.getTime());
  await ctx.tx.insert(materialVersion).values({
    id: versionId,
    materialId,
    number: 1,
    label: "1",
    issuedOn,
    createdAt: ctx.now,
    publishedAt: ctx.now,
  });
  await insertFiles(ctx, { versionId, materialId }, files);
}

/** Inserts the files of a version that has none. */
export async function insertFiles(
  ctx: Ctx,
  version: { versionId: string; materialId: string },
  files: BroughtMaterial["files"],
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ id, language }, position) => ({
    ...version,
    fileId: id,
    language,
    position,
    origin: "original" as const,
  }));
  await ctx.tx.insert(materialFile).values(rows);
}

/** Inserts the parts of a course or path that has none. Throws if one of them does not exist. */
export async function insertItems(
  ctx: Ctx,
  courseId: string,
  items: BroughtMaterial["items"],
): Promise<void> {
  if (items.length === 0) return;
  const slugs = items.map(([slug]) => slug);
  const rows = await ctx.tx
    .select({ id: material.pageId, slug: material.slug })
    .from(material)
    .where(inArray(material.slug, slugs));
  await ctx.tx.insert(materialItem).values(
    items.map(([slug, note], position) => {
      const itemId = rows.find((row) => row.slug === slug)?.id;
      if (!itemId) throw new Error(`there is no material ${slug}`);
      return { courseId, itemId, note, position };
    }),
  );
}

/** Finds which slugs exist already, so that the seed does not create their files again. */
export async function listKnownSlugs(ctx: Ctx, slugs: readonly string[]): Promise<Set<string>> {
  ctx.asSystem("the operator brings the starting data");
  ctx.skipAudit("it only looks");
  const rows = await ctx.tx
    .select({ slug: material.slug })
    .from(material)
    .where(inArray(material.slug, [...slugs]));
  return new Set(rows.map((row) => row.slug));
}
