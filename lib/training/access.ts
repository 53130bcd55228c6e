import { eq } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { page, section } from "@/db/schema/revisions";
import { type MaterialState, material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can, type MaterialFacts } from "@/lib/core/policy";
import { guardsOf, loadersOf } from "@/lib/publishing";
import { SECTION_ROW, type SectionRow } from "@/lib/revisions";
import { MATERIAL_KIND } from "./model";

/** A material, as its commands need it. */
export interface LoadedMaterial {
  id: string;
  slug: string;
  title: string;
  state: MaterialState;
  publishedAt: Date | null;
  renewedAt: Date | null;
  updatedAt: Date;
  removedAt: Date | null;
  section: SectionRow;
  facts: MaterialFacts;
}

const COLUMNS = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  state: material.state,
  publishedAt: material.publishedAt,
  renewedAt: material.renewedAt,
  updatedAt: material.updatedAt,
  removedAt: material.removedAt,
  ownerId: material.ownerId,
  access: material.access,
  trainersAccess: material.trainersAccess,
  retractedBy: material.retractedBy,
  section: SECTION_ROW,
} as const;

function select(on: Queryable) {
  return on
    .select(COLUMNS)
    .from(material)
    .innerJoin(page, eq(page.id, material.pageId))
    .innerJoin(section, eq(section.id, material.sectionId));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function loadedOf(row: Row | undefined): LoadedMaterial {
  if (!row) throw unknown();
  const { ownerId, access, trainersAccess, retractedBy, ...rest } = row;
  return { ...rest, facts: { ownerId, access, trainersAccess, retractedBy, state: row.state } };
}

/** Errors for a material that does not exist, and for an erased one. */
const unknown = () => new DomainError("not_found", "material");

/**
 * Loads a material for writing and locks its row. Throws `not_found` for an unknown slug, and for one in the
 * trash, which `loadEvenTrashed` loads for its owner until it expires.
 */
export const { load: loadMaterial, loadEvenTrashed } = loadersOf<LoadedMaterial>({
  async find({ tx }, slug) {
    const [row] = await select(tx).where(eq(material.slug, slug)).for("no key update", { of: material });
    return loadedOf(row);
  },
  mayRestore: (actor, { removedAt, facts }) => removedAt !== null && can(actor, "material.put-back", facts),
  absentError: unknown,
});

/**
 * Loads it for editing. Before publication it belongs to its owner and does not exist for others. Throws
 * `forbidden` to members who may only read it, `unauthenticated` to a visitor, whatever the slug.
 */
export async function loadForEdit(ctx: Ctx, slug: string): Promise<LoadedMaterial> {
  actorId(ctx);
  const loaded = await loadMaterial(ctx, slug);
  const isSecret = loaded.state === "draft" || loaded.state === "submitted";
  if (isSecret && !can(ctx.actor, "material.edit", loaded.facts)) throw unknown();
  ctx.authorize("material.edit", loaded.facts);
  return loaded;
}

/** Loads a material by id, for commands on its parts. */
export async function loadMaterialById(tx: Tx, id: string): Promise<LoadedMaterial> {
  const [row] = await select(tx).where(eq(material.pageId, id)).for("no key update", { of: material });
  if (row?.state === "removed") throw unknown();
  return loadedOf(row);
}

/** Details of every fact about a material. */
export const materialFact = ({ id, slug }: Pick<LoadedMaterial, "id" | "slug">) => ({ pageId: id, slug });

export const { requireState, requireSeen } = guardsOf<MaterialState>(MATERIAL_KIND);

/** Returns the actor's id; throws `unauthenticated` to a visitor. */
export function actorId(ctx: Ctx): string {
  if (!ctx.actor) throw new DomainError("unauthenticated", "sign_in");
  return ctx.actor.id;
}
