import { and, eq, isNull } from "drizzle-orm";
import { staffNote, warning } from "@/db/schema/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { AddNote, OfWarning, RemoveNote, WarnMember } from "./model";
import { lockByHandle } from "./target";

/**
 * Warns an active member, who is told why and has to confirm that they read it. The same words again do nothing while they
 * are not confirmed. Throws `conflict` / `warned_inactive`.
 */
export async function warnMember(ctx: Ctx, { handle, warningReason }: WarnMember): Promise<void> {
  const target = await lockByHandle(ctx, handle);
  ctx.authorize("member.warn", { memberId: target.id, isOfficer: target.isOfficer });
  if (target.state !== "active") throw new DomainError("conflict", "warned_inactive");
  const isSame = and(
    eq(warning.memberId, target.id),
    eq(warning.reason, warningReason),
    isNull(warning.readAt),
  );
  if ((await ctx.tx.$count(warning, isSame)) > 0) return ctx.skipAudit("the same warning came again");
  const warningId = newId(ctx.now.getTime());
  await ctx.tx.insert(warning).values({
    id: warningId,
    memberId: target.id,
    reason: warningReason,
    byId: ctx.actor?.id ?? "",
    createdAt: ctx.now,
  });
  await ctx.record("member.warned", { memberId: target.id, handle: target.handle, warningId });
}

/** The member confirms that they read a warning: until then no role of theirs is in force. Nothing if they did. */
export async function confirmWarning(ctx: Ctx, { warningId }: OfWarning): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("warning.confirm", { memberId });
  const of = and(eq(warning.id, warningId), eq(warning.memberId, memberId));
  const [found] = await ctx.tx.select({ readAt: warning.readAt }).from(warning).where(of).for("update");
  if (!found) throw new DomainError("not_found", "warning");
  if (found.readAt) return ctx.skipAudit("they confirmed it already");
  await ctx.tx
    .update(warning)
    .set({ readAt: ctx.now })
    .where(and(of, isNull(warning.readAt)));
  await ctx.record("warning.confirmed", { memberId, warningId });
}

/** Adds a note about a member for moderators and administrators. The same note of the same person is one. */
export async function addNote(ctx: Ctx, { handle, noteText }: AddNote): Promise<void> {
  const target = await lockByHandle(ctx, handle);
  ctx.authorize("staff-note.manage", { memberId: target.id, isOfficer: target.isOfficer });
  const byId = ctx.actor?.id ?? "";
  const isSame = and(
    eq(staffNote.memberId, target.id),
    eq(staffNote.text, noteText),
    eq(staffNote.byId, byId),
  );
  if ((await ctx.tx.$count(staffNote, isSame)) > 0) return ctx.skipAudit("the same note came again");
  const noteId = newId(ctx.now.getTime());
  await ctx.tx.insert(staffNote).values({
    id: noteId,
    memberId: target.id,
    text: noteText,
    byId,
    createdAt: ctx.now,
  });
  await ctx.record("staff-note.added", { memberId: target.id, noteId });
}

/** Deletes a note, whoever wrote it: one that is wrong must not stay. Nothing if it is gone already. */
export async function removeNote(ctx: Ctx, { handle, noteId }: RemoveNote): Promise<void> {
  const target = await lockByHandle(ctx, handle);
  ctx.authorize("staff-note.manage", { memberId: target.id, isOfficer: target.isOfficer });
  const { rowCount } = await ctx.tx
    .delete(staffNote)
    .where(and(eq(staffNote.id, noteId), eq(staffNote.memberId, target.id)));
  if (!rowCount) return ctx.skipAudit("it is gone already");
  await ctx.record("staff-note.removed", { memberId: target.id, noteId });
}
