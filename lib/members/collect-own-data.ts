import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import {
  apiToken,
  application,
  applicationStep,
  dataExport,
  factorReset,
  identity,
  knownDevice,
  member,
  passkey,
  roleGrant,
  roleProposal,
  session,
} from "@/db/schema/accounts";
import { comment, commentFlag, commentVersion, post, postAuthor, postPreview } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import { file, fileGrant } from "@/db/schema/files";
import { draft, page, revision, section } from "@/db/schema/revisions";
import { IS_OFFERED } from "@/lib/revisions/draft";
import { isTextHidden, SHOWN_SUMMARY } from "@/lib/revisions/hidden";
import { collectMessages } from "./collect-messages";
import { collectTraining } from "./collect-training";
import { collectWatching } from "./collect-watching";
import { PERSONAL } from "./personal-columns";

const BATCH = 50;
const MAX_AUDIT = 20_000;

/**
 * Everything that is kept about a member, as one JSON document in UTF-8: the account, what was chosen, sign-ins,
 * traces in the audit log, drafts and every contribution with its text. Secrets and their hashes are left out: they
 * would help nobody but a thief.
 */
export async function collectOwnData(on: Queryable, memberId: string, now: Date): Promise<Buffer> {
  const account = await collectAccount(on, memberId);
  const audit = await collectAudit(on, memberId);
  const head = { format: "octopus-community/personal-data/1", madeAt: now, ...account, audit };
  const chunks = [Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "contributions": [`)];
  let isFirst = true;
  for await (const row of ownRevisions(on, memberId)) {
    chunks.push(Buffer.from(`${isFirst ? "" : ","}\n    ${JSON.stringify(row)}`));
    isFirst = false;
  }
  chunks.push(Buffer.from("\n  ]\n}\n"));
  return Buffer.concat(chunks);
}

async function collectAccount(on: Queryable, memberId: string) {
  const [row] = await on
    .select({
      id: member.id,
      state: member.state,
      handle: member.handle,
      email: member.email,
      fullName: member.fullName,
      displayName: member.displayName,
      ...PERSONAL,
      isListedInDirectory: member.isListed,
      receivesMessages: member.takesMessages,
      language: member.locale,
      charterAcceptedAt: member.charterAcceptedAt,
      verifiedAt: member.verifiedAt,
      suspendedAt: member.suspendedAt,
      suspensionReason: member.suspensionReason,
      twoFactorSince: member.totpEnabledAt,
      joinedAt: member.createdAt,
      lastSeenAt: member.lastSeenAt,
      firstStepsPutAwayAt: member.firstStepsEndedAt,
    })
    .from(member)
    .where(eq(member.id, memberId));
  return {
    account: row,
    roles: await on
      .select({ role: roleGrant.role, country: roleGrant.country, since: roleGrant.grantedAt })
      .from(roleGrant)
      .where(eq(roleGrant.memberId, memberId)),
    roleProposals: await on
      .select({
        role: roleProposal.role,
        country: roleProposal.country,
        reason: roleProposal.reason,
        at: roleProposal.proposedAt,
        outcome: roleProposal.outcome,
        decisionReason: roleProposal.decisionReason,
      })
      .from(roleProposal)
      .where(eq(roleProposal.memberId, memberId))
      .orderBy(asc(roleProposal.proposedAt)),
    sessions: await on
      .select({
        startedAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        endedAt: session.endedAt,
        method: session.method,
        device: session.device,
        ip: session.ip,
      })
      .from(session)
      .where(eq(session.memberId, memberId))
      .orderBy(asc(session.createdAt)),
    passkeys: await on
      .select({
        name: passkey.name,
        addedAt: passkey.createdAt,
        lastUsedAt: passkey.lastUsedAt,
        isSynced: passkey.isSynced,
        transports: passkey.transports,
      })
      .from(passkey)
      .where(eq(passkey.memberId, memberId))
      .orderBy(asc(passkey.createdAt)),
    knownDevices: await on
      .select({ firstSeenAt: knownDevice.firstSeenAt, lastSeenAt: knownDevice.lastSeenAt })
      .from(knownDevice)
      .where(eq(knownDevice.memberId, memberId)),
    personalTokens: await on
      .select({
        name: apiToken.name,
        endsWith: apiToken.hint,
        scopes: apiToken.scopes,
        createdAt: apiToken.createdAt,
        expiresAt: apiToken.expiresAt,
        lastUsedAt: apiToken.lastUsedAt,
        revokedAt: apiToken.revokedAt,
      })
      .from(apiToken)
      .where(eq(apiToken.memberId, memberId)),
    singleSignOn: await on
      .select({ issuer: identity.issuer, subject: identity.subject, since: identity.createdAt })
      .from(identity)
      .where(eq(identity.memberId, memberId)),
    applications: await on
      .select({
        reason: application.reason,
        state: application.state,
        at: application.createdAt,
        changedAt: application.changedAt,
        decidedAt: application.decidedAt,
        decisionReason: application.decisionReason,
      })
      .from(application)
      .where(eq(application.memberId, memberId)),
    applicationSteps: await on
      .select({ kind: applicationStep.kind, text: applicationStep.text, at: applicationStep.createdAt })
      .from(applicationStep)
      .where(eq(applicationStep.memberId, memberId))
      .orderBy(asc(applicationStep.createdAt)),
    ...(await collectMessages(on, memberId)),
    lostAuthenticators: await on
      .select({ reason: factorReset.reason, at: factorReset.requestedAt, outcome: factorReset.outcome })
      .from(factorReset)
      .where(eq(factorReset.memberId, memberId)),
    exports: await on
      .select({ requestedAt: dataExport.requestedAt, readyAt: dataExport.readyAt })
      .from(dataExport)
      .where(eq(dataExport.memberId, memberId)),
    posts: await on
      .select({
        address: post.slug,
        title: post.title,
        summary: post.summary,
        state: post.state,
        language: post.language,
        createdAt: post.createdAt,
        publishedAt: post.publishedAt,
        returnReason: post.returnReason,
        retractionReason: post.retractionReason,
        byline: postAuthor.state,
        answeredAt: postAuthor.answeredAt,
      })
      .from(post)
      .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
      .where(eq(postAuthor.memberId, memberId))
      .orderBy(asc(post.createdAt)),
    previewLinks: await on
      .select({ madeAt: postPreview.createdAt, expiresAt: postPreview.expiresAt })
      .from(postPreview)
      .where(eq(postPreview.createdBy, memberId)),
    comments: await on
      .select({
        id: comment.id,
        post: post.slug,
        state: comment.state,
        content: comment.content,
        createdAt: comment.createdAt,
        editedAt: comment.editedAt,
        hiddenBecause: comment.reason,
      })
      .from(comment)
      .innerJoin(post, eq(post.pageId, comment.postId))
      .where(eq(comment.authorId, memberId))
      .orderBy(asc(comment.createdAt)),
    earlierComments: await on
      .select({
        comment: commentVersion.commentId,
        content: commentVersion.content,
        until: commentVersion.until,
      })
      .from(commentVersion)
      .innerJoin(comment, eq(comment.id, commentVersion.commentId))
      .where(eq(comment.authorId, memberId))
      .orderBy(asc(commentVersion.until)),
    commentsReported: await on
      .select({
        comment: commentFlag.commentId,
        reason: commentFlag.reason,
        state: commentFlag.state,
        reportedAt: commentFlag.createdAt,
        decidedAt: commentFlag.decidedAt,
      })
      .from(commentFlag)
      .where(eq(commentFlag.memberId, memberId))
      .orderBy(asc(commentFlag.createdAt)),
    drafts: await on
      .select({
        page: page.slug,
        kind: page.kind,
        section: section.key,
        language: section.language,
        summary: draft.summary,
        content: draft.content,
        newSources: draft.newSources,
        updatedAt: draft.updatedAt,
      })
      .from(draft)
      .innerJoin(section, eq(section.id, draft.sectionId))
      .innerJoin(page, eq(page.id, section.pageId))
      .where(and(eq(draft.memberId, memberId), IS_OFFERED)),
    uploads: await on
      .select({
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        state: file.state,
        refusal: file.refusal,
        sentAt: file.createdAt,
        downloadAt: sql<string>`'/files/' || ${file.id}`,
      })
      .from(file)
      .where(eq(file.uploaderId, memberId))
      .orderBy(asc(file.id)),
    filesGranted: await on
      .select({ of: fileGrant.ownerKind, since: fileGrant.grantedAt })
      .from(fileGrant)
      .where(eq(fileGrant.memberId, memberId)),
    ...(await collectWatching(on, memberId)),
    ...(await collectTraining(on, memberId)),
  };
}

/** What the log holds of the member's own acts, and of others' acts on the account (without saying whose). */
async function collectAudit(on: Queryable, memberId: string) {
  const rows = await on
    .select({
      at: auditEntry.at,
      fact: auditEntry.fact,
      actorId: auditEntry.actorId,
      via: auditEntry.via,
      ip: auditEntry.ip,
    })
    .from(auditEntry)
    .where(or(eq(auditEntry.actorId, memberId), eq(auditEntry.subject, memberId)))
    .orderBy(asc(auditEntry.at))
    .limit(MAX_AUDIT);
  return rows.map(({ actorId, ip, ...row }) =>
    actorId === memberId ? { ...row, by: "you", ip } : { ...row, by: actorId ? "an officer" : "the system" },
  );
}

async function* ownRevisions(on: Queryable, memberId: string) {
  let after: string | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof readBatch>> = await readBatch(on, memberId, after);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < BATCH || after === null) return;
  }
}

function readBatch(on: Queryable, memberId: string, after: string | null) {
  return on
    .select({
      id: revision.id,
      page: page.slug,
      kind: page.kind,
      section: section.key,
      language: section.language,
      label: revision.label,
      number: revision.number,
      at: revision.createdAt,
      state: revision.state,
      summary: SHOWN_SUMMARY,
      decisionReason: revision.decisionReason,
      // From all but moderators, and so from a file that leaves the site as well.
      content: sql<unknown>`case when ${isTextHidden()} then null else ${revision.content} end`,
    })
    .from(revision)
    .innerJoin(page, eq(page.id, revision.pageId))
    .innerJoin(section, eq(section.id, revision.sectionId))
    .where(and(eq(revision.authorId, memberId), after ? gt(revision.id, after) : undefined))
    .orderBy(asc(revision.id))
    .limit(BATCH);
}
