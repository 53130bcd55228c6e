import { randomBytes } from "node:crypto";
import { and, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  apiAnswer,
  apiToken,
  application,
  applicationStep,
  dataExport,
  erasure,
  factorReset,
  heldForm,
  identity,
  knownDevice,
  member,
  memberBlock,
  memberMessage,
  passkey,
  recoveryCode,
  roleGrant,
  roleProposal,
  session,
  token,
} from "@/db/schema/accounts";
import { postAuthor, postPreview } from "@/db/schema/blog";
import { comment, commentFlag, commentVersion } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { exportWaiter } from "@/db/schema/exports";
import { fileGrant } from "@/db/schema/files";
import { draft, presence, revisionClaim, revisionThanks } from "@/db/schema/revisions";
import { materialMessage, materialRequest } from "@/db/schema/training";
import { notice, noticeMail, noticeSetting, savedSearch, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { dropUnusedOf } from "@/lib/files";

/** What stands in place of a name; pages write it in their language, by the member's state. */
const FORMER = "Former member";

/** Tables of which every row about a member goes. */
export const PERSONAL = [
  session,
  knownDevice,
  token,
  passkey,
  recoveryCode,
  factorReset,
  applicationStep,
  application,
  apiToken,
  apiAnswer,
  identity,
  heldForm,
  dataExport,
  memberMessage,
  memberBlock,
  roleGrant,
  roleProposal,
  draft,
  presence,
  revisionClaim,
  revisionThanks,
  watch,
  savedSearch,
  notice,
  noticeMail,
  noticeSetting,
  exportWaiter,
  fileGrant,
  materialRequest,
  materialMessage,
  commentFlag,
] as const satisfies readonly (PgTable & { memberId: unknown })[];

/**
 * Takes everything personal away from a member; the bare row stays as the author of what was contributed. Asks
 * nothing: its callers have. The audit log keeps its entries (ids, and handles in some), but no address of theirs.
 */
export async function erasePerson(ctx: Ctx, memberId: string): Promise<void> {
  await dropUnusedOf(ctx, memberId);
  for (const table of PERSONAL) await ctx.tx.delete(table).where(eq(table.memberId, memberId));
  // Messages that others wrote to them are personal too, and so is who blocked them.
  await ctx.tx.delete(memberMessage).where(eq(memberMessage.recipientId, memberId));
  await ctx.tx.delete(memberBlock).where(eq(memberBlock.blockedId, memberId));
  await ctx.tx.delete(postPreview).where(eq(postPreview.createdBy, memberId));
  // What they signed stays theirs; what they were only asked is nobody's business.
  await ctx.tx
    .delete(postAuthor)
    .where(and(eq(postAuthor.memberId, memberId), ne(postAuthor.state, "agreed")));
  // What stands stays; what its author took back or put otherwise goes.
  const own = ctx.tx.select({ id: comment.id }).from(comment).where(eq(comment.authorId, memberId));
  await ctx.tx.delete(commentVersion).where(inArray(commentVersion.commentId, own));
  await ctx.tx
    .update(auditEntry)
    .set({ ip: null })
    .where(
      and(isNotNull(auditEntry.ip), or(eq(auditEntry.actorId, memberId), eq(auditEntry.subject, memberId))),
    );
  await ctx.tx
    .update(member)
    .set({
      state: "erased",
      handle: `former-${randomBytes(6).toString("hex")}`,
      email: null,
      emailKey: null,
      passwordHash: null,
      fullName: FORMER,
      displayName: FORMER,
      country: null,
      institution: null,
      sector: null,
      biography: null,
      specialties: [],
      languages: [],
      visibility: {},
      isListed: false,
      takesMessages: true,
      locale: "en",
      charterAcceptedAt: null,
      suspendedAt: null,
      suspensionReason: null,
      totpSecret: null,
      totpEnabledAt: null,
      totpLastStep: null,
      passkeySince: null,
      lastSeenAt: null,
      firstStepsEndedAt: null,
      erasedAt: ctx.now,
    })
    .where(eq(member.id, memberId));
}

/** Erases a member for good: a restored backup does not bring them back. The caller has locked their row. */
export async function eraseForGood(ctx: Ctx, of: { memberId: string; handle: string }): Promise<void> {
  await erasePerson(ctx, of.memberId);
  await ctx.tx.insert(erasure).values({ memberId: of.memberId, at: ctx.now }).onConflictDoNothing();
  await ctx.record("member.erased", of);
}
