import { and, eq, inArray, like, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { page, section } from "@/db/schema/revisions";
import { material, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { contentOf, readRevisionByNumber } from "@/lib/revisions/contents";
import type { Saved } from "@/lib/revisions/keep";
import { saveContent } from "@/lib/revisions/save";
import { cleanLine } from "@/lib/text/clean";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { actorId, loadMaterial, materialFact } from "../access";
import { requireComplete } from "../complete";
import { descriptionKind, materialKinds } from "../description";
import { putMaterialFiles } from "../files";
import {
  DESCRIPTION,
  itemsOf,
  linksOf,
  MATERIAL_KIND,
  materialSlugOf,
  type SaveDescription,
  type SaveMaterial,
  type StartMaterial,
  sessionsOf,
} from "../model";

/** A slug that no material has, made of a title: "title", "title-2", "title-3" … It stays for good. */
export async function freeSlug(tx: Tx, title: string): Promise<string> {
  const wanted = materialSlugOf(title);
  const rows = await tx
    .select({ slug: material.slug })
    .from(material)
    .where(or(eq(material.slug, wanted), like(material.slug, `${wanted}-%`)));
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`;
  return slug;
}

/**
 * Begins a material as a draft of its owner's, with an empty first version. The same form sent twice begins one: its
 * token is kept. Answers its slug.
 */
export async function startMaterial(ctx: Ctx, input: StartMaterial): Promise<{ slug: string }> {
  ctx.authorize("material.write");
  const { clientToken, ...details } = input;
  const ownerId = actorId(ctx);
  // One begins at a time: of one form sent twice at once the second finds the first, and no two take one address.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('material.start', 0))`);
  const [earlier] = await ctx.tx
    .select({ slug: material.slug })
    .from(material)
    .where(and(eq(material.ownerId, ownerId), eq(material.startToken, clientToken)));
  if (earlier) {
    ctx.untraced("the same form came again");
    return earlier;
  }
  const slug = await freeSlug(ctx.tx, input.title);
  const [pageId, sectionId] = [newId(ctx.now.getTime()), newId(ctx.now.getTime())];
  await ctx.tx.insert(page).values({ id: pageId, kind: MATERIAL_KIND, slug, createdAt: ctx.now });
  await ctx.tx.insert(section).values({ id: sectionId, pageId, key: DESCRIPTION });
  await ctx.tx.insert(material).values({
    ...details,
    ...{ pageId, sectionId, slug, ownerId, startToken: clientToken },
    ...{ state: "draft", createdAt: ctx.now, updatedAt: ctx.now },
  });
  await ctx.tx.insert(materialVersion).values({
    ...{ id: newId(ctx.now.getTime()), materialId: pageId, number: 1, label: "1" },
    ...{ createdBy: ownerId, createdAt: ctx.now },
  });
  await ctx.record("material.started", { pageId, slug });
  return { slug };
}

/**
 * Saves what stands round a description: details, sessions, links, and the materials that a course is made of. Throws
 * `invalid` where a published one would lack something.
 */
export async function saveMaterial(ctx: Ctx, input: SaveMaterial): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx.tx, input.slug);
  ctx.authorize("material.edit", loaded.facts);
  await ctx.tx
    .update(material)
    .set({ ...columnsOf(input), updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await putLinks(ctx, loaded.id, input);
  await putItems(ctx, loaded.id, input);
  // What readers have stays as complete as it had to be to come to them.
  if (loaded.state === "published") await requireComplete(ctx, loaded.id);
  await putMaterialFiles(ctx, loaded.id);
  await ctx.record("material.changed", materialFact(loaded));
  return { slug: loaded.slug };
}

function columnsOf(input: SaveMaterial) {
  return {
    title: input.title,
    abstract: input.abstract,
    language: input.language,
    kind: input.kind,
    level: input.level,
    access: input.access,
    licence: input.licence,
    tlp: input.tlp,
    audiences: input.audiences,
    topics: input.topics,
    formats: input.formats,
    articles: input.articles,
    countries: input.countries,
    isNeutral: input.isNeutral !== undefined && input.countries.length === 0,
    project: input.project,
    publisher: input.publisher,
    durationMinutes: input.hours,
    deliveryDays: input.deliveryDays,
    groupSize: input.groupSize,
    prerequisites: input.prerequisites,
    objectives: input.objectives,
    sessions: sessionsOf(input),
  };
}

async function putLinks(ctx: Ctx, materialId: string, input: SaveMaterial): Promise<void> {
  const links = linksOf(input, input.language);
  const known = await ctx.tx
    .select({ url: materialLink.url, checkedOn: materialLink.checkedOn })
    .from(materialLink)
    .where(eq(materialLink.materialId, materialId));
  await ctx.tx.delete(materialLink).where(eq(materialLink.materialId, materialId));
  if (links.length === 0) return;
  await ctx.tx.insert(materialLink).values(
    links.map((link, position) => ({
      ...link,
      id: newId(ctx.now.getTime()),
      materialId,
      // Nobody looked just because the form was saved.
      checkedOn: known.find(({ url }) => url === link.url)?.checkedOn ?? null,
      position,
    })),
  );
}

/** Throws `invalid` for an address that no published material has, and for the course itself. */
async function putItems(ctx: Ctx, courseId: string, input: SaveMaterial): Promise<void> {
  const items = itemsOf(input);
  const slugs = items.map(({ slug }) => slug);
  const rows =
    slugs.length === 0
      ? []
      : await ctx.tx
          .select({ id: material.pageId, slug: material.slug })
          .from(material)
          .where(and(inArray(material.slug, slugs), eq(material.state, "published")));
  const ids = slugs.map((slug) => rows.find((row) => row.slug === slug)?.id);
  if (ids.some((id) => id === undefined || id === courseId))
    throw invalidFields({ itemSlug: ["unknown_material"] });
  await ctx.tx.delete(materialItem).where(eq(materialItem.courseId, courseId));
  if (items.length === 0) return;
  await ctx.tx
    .insert(materialItem)
    .values(
      items.map(({ note }, position) => ({ courseId, itemId: ids[position] as string, note, position })),
    );
}

/**
 * Saves the description as a revision, from a plain text field, merged with what was written since. Throws `invalid` /
 * `holds_more` for one with more than such a field can hold, and as the engine does.
 */
export async function saveDescription(ctx: Ctx, input: SaveDescription): Promise<Saved> {
  const { slug, base, clientToken, text } = input;
  const loaded = await loadMaterial(ctx.tx, slug);
  ctx.authorize("material.edit", loaded.facts);
  const stored = base === null ? null : await readRevisionByNumber(ctx.tx, loaded.section.pageId, base);
  const before = contentOf(descriptionKind, stored) as Content;
  if (!fitsTextarea(before)) throw new DomainError("invalid", "holds_more");
  const save = { base, clientToken, summary: cleanLine(input.summary), content: fromTextarea(text, before) };
  const saved = await saveContent(ctx, loaded.section, materialKinds, save, true);
  await ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, loaded.id));
  return saved;
}
