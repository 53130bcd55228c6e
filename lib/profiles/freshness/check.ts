import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sectionCheck } from "@/db/schema/freshness";
import { revision, section as sectionRow } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { SectionKey } from "../model";
import { loadSection, type ProfileSection } from "../section-access";
import type { CheckSection, Verifier } from "./model";
import { restartPeriod } from "./update-freshness";

/** The section that was checked, to return to. */
export interface Checked {
  slug: string;
  section: SectionKey;
}

/**
 * Verifies a section as focal point. Throws `conflict` if it has changed since it was shown, `not_found` for
 * an unwritten section.
 */
export async function verifySection(ctx: Ctx, input: CheckSection): Promise<Checked> {
  const found = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("section.verify", found.facts);
  const by = verifierOf(ctx.actor, found.facts.country);
  const memberId = ctx.actor?.id ?? "";
  const standing = await standingAsSeen(ctx, found, input.seen);
  if (await isSaid(ctx, standing, "verified", memberId)) ctx.skipAudit("said already");
  else {
    await recordCheck(ctx, found, standing, { kind: "verified", memberId, by });
    await ctx.record("section.verified", factOf(input, found, standing, memberId));
  }
  return { slug: input.slug, section: input.section };
}

/** Confirms "still correct": restarts the review period of a section. Throws as `verifySection`. */
export async function confirmSection(ctx: Ctx, input: CheckSection): Promise<Checked> {
  const found = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("section.confirm", found.facts);
  return recordConfirmation(ctx, input, found, ctx.actor?.id ?? "");
}

/** The same after the policy was checked. */
export async function recordConfirmation(
  ctx: Ctx,
  input: CheckSection,
  found: ProfileSection,
  memberId: string,
): Promise<Checked> {
  const standing = await standingAsSeen(ctx, found, input.seen);
  if (await isSaid(ctx, standing, "confirmed", memberId)) ctx.skipAudit("said already");
  else {
    await recordCheck(ctx, found, standing, { kind: "confirmed", memberId });
    await ctx.record("section.confirmed", factOf(input, found, standing, memberId));
  }
  return { slug: input.slug, section: input.section };
}

function verifierOf(actor: Actor | null, country: string): Verifier {
  return actor?.focalCountries.includes(country) ? "focal-point" : "administrator";
}

interface Standing {
  id: string;
  number: number;
}

/** Locks the section and returns its current revision. Throws `conflict` if the member read another one. */
async function standingAsSeen(ctx: Ctx, { section }: ProfileSection, seen: number): Promise<Standing> {
  const [held] = await ctx.tx
    .select({ current: sectionRow.currentRevisionId })
    .from(sectionRow)
    .where(eq(sectionRow.id, section.id))
    .for("no key update");
  const standing = held?.current ? await findStanding(ctx.tx, held.current) : null;
  if (!standing) throw new DomainError("not_found", "section");
  if (standing.number !== seen) throw new DomainError("conflict", "section_moved");
  return standing;
}

async function findStanding(tx: Tx, id: string): Promise<Standing | null> {
  const [row] = await tx
    .select({ id: revision.id, number: revision.number })
    .from(revision)
    .where(eq(revision.id, id));
  return row ?? null;
}

/** Milliseconds in which the same confirmation by the same member counts once: a form sent twice. */
const SAME_WORD_MS = 3_600_000;

async function isSaid(
  { tx, now }: Ctx,
  standing: Standing,
  kind: "verified" | "confirmed",
  memberId: string,
): Promise<boolean> {
  const since = new Date(now.getTime() - SAME_WORD_MS);
  const said = await tx.$count(
    sectionCheck,
    and(
      eq(sectionCheck.memberId, memberId),
      eq(sectionCheck.revisionId, standing.id),
      eq(sectionCheck.kind, kind),
      gt(sectionCheck.at, since),
    ),
  );
  return said > 0;
}

async function recordCheck(
  ctx: Ctx,
  { section }: ProfileSection,
  standing: Standing,
  given: { kind: "verified" | "confirmed"; memberId: string; by?: Verifier },
): Promise<void> {
  const { kind, memberId, by } = given;
  await ctx.tx.insert(sectionCheck).values({
    id: newId(ctx.now.getTime()),
    sectionId: section.id,
    revisionId: standing.id,
    kind,
    memberId,
    at: ctx.now,
  });
  await restartPeriod(ctx.tx, {
    pageId: section.pageId,
    sectionId: section.id,
    section: section.key,
    how: kind,
    at: ctx.now,
    ...(by ? { verified: { by, number: standing.number } } : {}),
  });
}

function factOf(input: CheckSection, { section }: ProfileSection, standing: Standing, memberId: string) {
  return {
    pageId: section.pageId,
    slug: input.slug,
    sectionId: section.id,
    section: input.section,
    revisionId: standing.id,
    number: standing.number,
    memberId,
  };
}
