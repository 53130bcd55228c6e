import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { auditEntry } from "@/db/schema/core";
import { revision } from "@/db/schema/revisions";
import { material, materialItem, materialLink } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { isDomainError } from "@/lib/core/errors";
import { contentOf, readRevision, saveContent } from "@/lib/revisions";
import { sameJson } from "@/lib/text/canonical";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { type LoadedMaterial, loadMaterial, materialFact } from "../access";
import { descriptionKind, materialKinds } from "../description";
import { updateMaterialFiles } from "../files";
import { type BroughtMaterial, firstToken, insertItems, insertLinks } from "./bring-material";

/** A later edition of a material that came with the site, without its files. */
export interface MaterialEdition extends Omit<BroughtMaterial, "files" | "issuedOn"> {
  /** What changed, for readers of its history. */
  note: string;
  /** Identifies the description of this edition. */
  token: string;
}

/** What became of one part of a material: `left`: a member edited it, so it stays as it is. */
export type BroughtPart = "unchanged" | "revised" | "left";

/**
 * Brings a later edition of a material to a site that has it: its details and its description, each where nobody edited
 * it since the site brought it. What a member edited is left. A material that is not published, or that a member made
 * at the same address, is left alone: returns null.
 */
export async function bringMaterialEdition(
  ctx: Ctx,
  given: MaterialEdition,
): Promise<{ details: BroughtPart; description: BroughtPart } | null> {
  ctx.asSystem("the operator brings a later edition of the starting data");
  const loaded = await findSeeded(ctx, given.slug);
  if (!loaded) {
    ctx.skipAudit("there is no such material of the site's own");
    return null;
  }
  const details = await bringDetails(ctx, loaded, given);
  const description = await bringDescription(ctx, loaded, given);
  if (details !== "revised" && description !== "revised") ctx.skipAudit("nothing of it is to be changed");
  return { details, description };
}

/** Loads a published material that the site brought; null if there is none at this address. */
export async function findSeeded(ctx: Ctx, slug: string): Promise<LoadedMaterial | null> {
  const loaded = await loadMaterial(ctx, slug).catch((error: unknown) => {
    if (isDomainError(error) && error.code === "not_found") return null;
    throw error;
  });
  if (loaded?.state !== "published" || loaded.facts.ownerId !== null) return null;
  const first = and(
    eq(revision.sectionId, loaded.section.id),
    eq(revision.clientToken, firstToken(loaded.id)),
    isNull(revision.authorId),
  );
  return (await ctx.tx.$count(revision, first)) > 0 ? loaded : null;
}

async function bringDescription(
  ctx: Ctx,
  loaded: LoadedMaterial,
  given: MaterialEdition,
): Promise<BroughtPart> {
  const { section } = loaded;
  const [own] = await ctx.tx
    .select({ id: revision.id })
    .from(revision)
    .where(
      and(eq(revision.sectionId, section.id), isNull(revision.authorId), eq(revision.state, "published")),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  const last = await readRevision(ctx.tx, own?.id ?? null);
  const before = contentOf(descriptionKind, last) as Content;
  const content = fromTextarea(given.description, { previous: before });
  if (!last || sameJson(content, before)) return "unchanged";
  if (section.currentRevisionId !== last.id) return "left";
  const save = { base: last.id, content, summary: given.note, clientToken: given.token };
  await saveContent(ctx, section, materialKinds, save, true);
  return "revised";
}

/** The details that an edition has. */
const DETAILS = {
  title: material.title,
  abstract: material.abstract,
  kind: material.kind,
  level: material.level,
  licence: material.licence,
  audiences: material.audiences,
  topics: material.topics,
  articles: material.articles,
  formats: material.formats,
  publisher: material.publisher,
  project: material.project,
  durationMinutes: material.durationMinutes,
  objectives: material.objectives,
} as const;
const FIELDS = Object.keys(DETAILS) as (keyof typeof DETAILS)[];

async function bringDetails(ctx: Ctx, loaded: LoadedMaterial, given: MaterialEdition): Promise<BroughtPart> {
  const { tx } = ctx;
  const now = await readDetails(ctx, loaded.id);
  const isSameLinks = sameJson(now.links, given.links);
  const isSameItems = sameJson(now.items, given.items);
  const isSame = FIELDS.every((name) => sameJson(now.details[name], given[name]));
  if (isSame && isSameLinks && isSameItems) return "unchanged";
  if (await isChangedByMember(ctx, loaded.id)) return "left";
  const { slug: _, description: _text, note: _note, token: _token, links, items, ...columns } = given;
  await tx
    .update(material)
    .set({ ...columns, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  if (!isSameLinks) {
    await tx.delete(materialLink).where(eq(materialLink.materialId, loaded.id));
    await insertLinks(ctx, loaded.id, links);
  }
  if (!isSameItems) {
    await tx.delete(materialItem).where(eq(materialItem.courseId, loaded.id));
    await insertItems(ctx, loaded.id, items);
  }
  await updateMaterialFiles(ctx, loaded.id);
  await ctx.record("material.changed", materialFact(loaded));
  return "revised";
}

async function readDetails({ tx }: Ctx, id: string) {
  const [details] = await tx.select(DETAILS).from(material).where(eq(material.pageId, id));
  if (!details) throw new Error("a material went while it was read");
  const links = await tx
    .select({ url: materialLink.url, label: materialLink.label, language: materialLink.language })
    .from(materialLink)
    .where(eq(materialLink.materialId, id))
    .orderBy(asc(materialLink.position));
  const items = await tx
    .select({ slug: material.slug, note: materialItem.note })
    .from(materialItem)
    .innerJoin(material, eq(material.pageId, materialItem.itemId))
    .where(eq(materialItem.courseId, id))
    .orderBy(asc(materialItem.position));
  return { details, links, items: items.map(({ slug, note }) => [slug, note]) };
}

/** Details have no revisions: whether a member changed them is in the log, which is never shortened. */
async function isChangedByMember({ tx }: Ctx, id: string): Promise<boolean> {
  const changed = and(
    eq(auditEntry.subject, id),
    eq(auditEntry.fact, "material.changed"),
    isNotNull(auditEntry.actorId),
  );
  return (await tx.$count(auditEntry, changed)) > 0;
}
