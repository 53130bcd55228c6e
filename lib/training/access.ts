import { eq } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { page, section } from "@/db/schema/revisions";
import { type MaterialState, material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can, type MaterialFacts } from "@/lib/core/policy";
import { SECTION_ROW, type SectionRow } from "@/lib/revisions/sections";

/** A material as its commands need it. */
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

/** A removed material is one that nobody knows of. */
function loadedOf(row: Row | undefined): LoadedMaterial {
  if (!row || row.state === "removed") throw new DomainError("not_found", "material");
  return factsOf(row);
}

function factsOf(row: Row): LoadedMaterial {
  const { ownerId, access, trainersAccess, retractedBy, ...rest } = row;
  return { ...rest, facts: { ownerId, access, trainersAccess, retractedBy, state: row.state } };
}

/**
 * A material for writing, its row locked until the transaction ends, so that of two who decide at once the second
 * finds it decided. Throws `not_found` for an unknown slug.
 */
export async function loadMaterial(tx: Tx, slug: string): Promise<LoadedMaterial> {
  const [row] = await select(tx).where(eq(material.slug, slug)).for("no key update", { of: material });
  return loadedOf(row);
}

/** The same for whoever deletes it and puts it back: also while it lies in their bin, until its time there is over. */
export async function loadEvenBinned(tx: Tx, slug: string, actor: Actor | null): Promise<LoadedMaterial> {
  const [row] = await select(tx).where(eq(material.slug, slug)).for("no key update", { of: material });
  const isInBin = row && row.removedAt !== null && can(actor, "material.put-back", factsOf(row).facts);
  return isInBin ? factsOf(row) : loadedOf(row);
}

/**
 * The same for whoever changes what it says. Before it is published it is its owner's own: others are told that there
 * is none. Throws `forbidden` to whoever may only read it, `unauthenticated` to a visitor, whatever the slug.
 */
export async function loadForEdit(ctx: Ctx, slug: string): Promise<LoadedMaterial> {
  actorId(ctx);
  const loaded = await loadMaterial(ctx.tx, slug);
  const isSecret = loaded.state === "draft" || loaded.state === "submitted";
  if (isSecret && !can(ctx.actor, "material.edit", loaded.facts))
    throw new DomainError("not_found", "material");
  ctx.authorize("material.edit", loaded.facts);
  return loaded;
}

/** The same by its id, for what belongs to a material and is named by itself. */
export async function loadMaterialById(tx: Tx, id: string): Promise<LoadedMaterial> {
  const [row] = await select(tx).where(eq(material.pageId, id)).for("no key update", { of: material });
  return loadedOf(row);
}

/** What every fact of a material carries. */
export const materialFact = ({ id, slug }: Pick<LoadedMaterial, "id" | "slug">) => ({ pageId: id, slug });

/** Throws `conflict` / `material_state` unless the material is in one of these states. */
export function requireState(loaded: LoadedMaterial, ...states: MaterialState[]): void {
  if (!states.includes(loaded.state))
    throw new DomainError("conflict", "material_state", { state: loaded.state });
}

/** Throws `conflict` / `material_changed` when it was changed after a reviewer had looked at it. */
export function requireSeen(loaded: LoadedMaterial, seen: string | undefined): void {
  if (seen !== undefined && new Date(seen).getTime() !== loaded.updatedAt.getTime())
    throw new DomainError("conflict", "material_changed");
}

/** The actor of a command that only members reach. */
export function actorId(ctx: Ctx): string {
  if (!ctx.actor) throw new DomainError("unauthenticated", "sign_in");
  return ctx.actor.id;
}
