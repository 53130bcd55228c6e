import { and, asc, eq, inArray, like, ne, or, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { material, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { deleteFormDraft, makePage, movePage } from "@/lib/revisions";
import { keyOfChoice, pageMeant } from "@/lib/text/choice";
import { freeAmong } from "@/lib/text/slug";
import {
  type BeginMaterial,
  itemsOf,
  linksOf,
  type SaveMaterial,
  type StartMaterial,
  sessionsOf,
} from "@/lib/training/details/model";
import { actorId, type LoadedMaterial, loadMaterial, materialFact } from "../access";
import { requireComplete } from "../complete";
import { updateMaterialFiles } from "../files";
import { DESCRIPTION, MATERIAL_KIND, materialSlugOf } from "../model";
import { passMaterial } from "../pass";

/** Finds a free slug from a title: "title", "title-2", "title-3" … It stays when the title is changed later. */
export async function freeSlug(tx: Tx, title: string): Promise<string> {
  const wanted = materialSlugOf(title);
  const rows = await tx
    .select({ slug: material.slug })
    .from(material)
    .where(or(eq(material.slug, wanted), like(material.slug, `${wanted}-%`)));
  return freeAmong(new Set(rows.map((row) => row.slug)), wanted);
}

/**
 * Creates a draft material with an empty first version. The same token again returns the first; one created
 * with only a title gets its details. Returns its slug.
 */
export async function startMaterial(ctx: Ctx, input: StartMaterial): Promise<{ slug: string }> {
  ctx.authorize("material.write");
  const { clientToken, formDraft, ...details } = input;
  const earlier = await findBegun(ctx, clientToken);
  if (!earlier) return insertMaterial(ctx, clientToken, details);
  if (earlier.state !== "draft" || earlier.kind !== UNSAID) {
    ctx.skipAudit("the same form came again");
    return { slug: earlier.slug };
  }
  await passMaterial(
    ctx,
    { pageId: earlier.id, state: "draft" },
    { texts: [details.title, details.abstract], before: [earlier.title] },
  );
  // Nobody knows its address yet, which came from an incomplete title.
  const slug = details.title === earlier.title ? earlier.slug : await freeSlug(ctx.tx, details.title);
  await ctx.tx
    .update(material)
    .set({ ...details, slug, updatedAt: ctx.now })
    .where(eq(material.pageId, earlier.id));
  await movePage(ctx, earlier.id, slug);
  await deleteFormDraft(ctx.tx, actorId(ctx), earlier.id, formDraft);
  await updateMaterialFiles(ctx, earlier.id);
  await ctx.record("material.changed", { pageId: earlier.id, slug });
  return { slug };
}

/** Value of kind, level or licence not yet chosen; the material cannot be submitted with it. */
const UNSAID = "";

/** Creates a material with only a title, so that the rest can be saved as a draft. Returns its slug. */
export async function beginMaterial(ctx: Ctx, input: BeginMaterial): Promise<{ slug: string }> {
  ctx.authorize("material.write");
  const { clientToken, title, language } = input;
  const earlier = await findBegun(ctx, clientToken);
  if (earlier) {
    ctx.skipAudit("it is begun already");
    return { slug: earlier.slug };
  }
  return insertMaterial(ctx, clientToken, {
    title,
    language,
    abstract: "",
    kind: UNSAID,
    level: UNSAID,
    licence: UNSAID,
    access: "public",
    tlp: "clear",
    audiences: [],
    topics: [],
  });
}

/** Finds the material that the actor created with a token. */
async function findBegun(ctx: Ctx, clientToken: string) {
  // Serialized, so that the second of two equal submissions finds the first, and no two get one address.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('material.start', 0))`);
  const [earlier] = await ctx.tx
    .select({
      id: material.pageId,
      slug: material.slug,
      state: material.state,
      kind: material.kind,
      title: material.title,
    })
    .from(material)
    .where(and(eq(material.ownerId, actorId(ctx)), eq(material.startToken, clientToken)));
  return earlier;
}

async function insertMaterial(
  ctx: Ctx,
  clientToken: string,
  details: Pick<
    typeof material.$inferInsert,
    | ("title" | "abstract" | "language" | "kind" | "level" | "access" | "licence" | "tlp")
    | ("audiences" | "topics")
  >,
): Promise<{ slug: string }> {
  const ownerId = actorId(ctx);
  await passMaterial(ctx, { state: "draft" }, { texts: [details.title, details.abstract] });
  const slug = await freeSlug(ctx.tx, details.title);
  const { pageId, sectionId } = await makePage(ctx, { kind: MATERIAL_KIND, slug, key: DESCRIPTION });
  await ctx.tx.insert(material).values({
    ...details,
    pageId,
    sectionId,
    slug,
    ownerId,
    startToken: clientToken,
    state: "draft",
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  await ctx.tx.insert(materialVersion).values({
    id: newId(ctx.now.getTime()),
    materialId: pageId,
    number: 1,
    label: "1",
    createdBy: ownerId,
    createdAt: ctx.now,
  });
  await ctx.record("material.started", { pageId, slug });
  return { slug };
}

/**
 * Saves a material's details, sessions, links and the parts of a course. Throws `invalid` if a published
 * material would become incomplete.
 */
export async function saveMaterial(ctx: Ctx, input: SaveMaterial): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, input.slug);
  ctx.authorize("material.edit", loaded.facts);
  const columns = columnsOf(input);
  await passMaterial(
    ctx,
    { pageId: loaded.id, state: loaded.state },
    {
      texts: [columns, linksOf(input, input.language), itemsOf(input)],
      before: [await readKept(ctx, loaded.id)],
    },
  );
  await ctx.tx
    .update(material)
    .set({ ...columns, updatedAt: ctx.now })
    .where(eq(material.pageId, loaded.id));
  await saveLinks(ctx, loaded.id, input);
  await saveItems(ctx, loaded.id, input);
  // A published material must stay complete.
  if (loaded.state === "published") await requireComplete(ctx, loaded.id);
  await updateMaterialFiles(ctx, loaded.id);
  await deleteFormDraft(ctx.tx, actorId(ctx), loaded.id, input.formDraft);
  await ctx.record("material.changed", { ...materialFact(loaded), ...openedOrClosed(loaded, columns) });
  return { slug: loaded.slug };
}

/** Whether everybody can have a published material now, if that changes. */
function openedOrClosed(loaded: LoadedMaterial, { access }: { access: string }): { isOpen?: boolean } {
  const isOpen = access === "public";
  return loaded.state === "published" && isOpen !== (loaded.facts.access === "public") ? { isOpen } : {};
}

/** Reads the words of a material as they are, so that filters look at what is new. */
async function readKept({ tx }: Ctx, id: string) {
  const [row] = await tx
    .select({
      title: material.title,
      abstract: material.abstract,
      publisher: material.publisher,
      prerequisites: material.prerequisites,
      objectives: material.objectives,
      sessions: material.sessions,
    })
    .from(material)
    .where(eq(material.pageId, id));
  return row;
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
    trainersAccess: input.trainersAccess,
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

async function saveLinks(ctx: Ctx, materialId: string, input: SaveMaterial): Promise<void> {
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
      // Saving the form does not check the link.
      checkedOn: known.find(({ url }) => url === link.url)?.checkedOn ?? null,
      position,
    })),
  );
}

/**
 * Saves the parts of a course. Retracted parts are not in the form, which lists published materials; they
 * keep their places for when they are restored. Throws `invalid` for text that matches no published material,
 * or several, and for the course itself.
 */
async function saveItems(ctx: Ctx, courseId: string, input: SaveMaterial): Promise<void> {
  const items = itemsOf(input);
  const ids = await findItems(
    ctx.tx,
    items.map(({ text }) => text),
  );
  if (ids.includes(courseId)) throw invalidFields({ item: ["itself"] });
  // A material named twice is a part once.
  const parts = items.flatMap(({ note }, n) => {
    const itemId = ids[n];
    return itemId && ids.indexOf(itemId) === n ? [{ itemId, note }] : [];
  });
  const retracted = await ctx.tx
    .select({ itemId: materialItem.itemId, note: materialItem.note, position: materialItem.position })
    .from(materialItem)
    .innerJoin(material, and(eq(material.pageId, materialItem.itemId), ne(material.state, "published")))
    .where(eq(materialItem.courseId, courseId))
    .orderBy(asc(materialItem.position));
  for (const { position, ...part } of retracted) parts.splice(position, 0, part);
  await ctx.tx.delete(materialItem).where(eq(materialItem.courseId, courseId));
  if (parts.length === 0) return;
  await ctx.tx.insert(materialItem).values(parts.map((part, position) => ({ ...part, courseId, position })));
}

/** Finds the ids of published materials by the typed texts, in their order. */
async function findItems(tx: Queryable, texts: readonly string[]): Promise<string[]> {
  if (texts.length === 0) return [];
  const named = or(
    inArray(material.slug, [...texts, ...texts.map(keyOfChoice)]),
    inArray(material.title, [...texts]),
    inArray(
      sql`lower(${material.title})`,
      texts.map((text) => text.toLowerCase()),
    ),
  );
  const published = await tx
    .select({ id: material.pageId, slug: material.slug, title: material.title })
    .from(material)
    .where(and(eq(material.state, "published"), named));
  return texts.map((text) => {
    const found = pageMeant(text, published);
    if (found === "unknown") throw invalidFields({ item: ["unknown_material"] });
    if (found === "several") throw invalidFields({ item: ["several_material"] });
    return found.id;
  });
}
