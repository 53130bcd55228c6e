import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
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
  memberBlock,
  memberMessage,
  passkey,
  roleGrant,
  roleProposal,
  session,
} from "@/db/schema/accounts";
import { comment, commentFlag, commentVersion, post, postAuthor, postPreview } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import { exportRecord, exportWaiter } from "@/db/schema/exports";
import { file, fileGrant } from "@/db/schema/files";
import { sectionCheck } from "@/db/schema/freshness";
import { draft, page, revision, section } from "@/db/schema/revisions";
import { notice, noticeMail, noticeSetting, savedSearch, watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import { IS_OFFERED } from "@/lib/revisions/draft";
import { isTextHidden, SHOWN_SUMMARY } from "@/lib/revisions/hidden";
import { collectTraining } from "./collect-training";
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

/**
 * What the member wrote to others and received from them through the site, and whom they blocked. Whether somebody
 * blocked them is left out: what they wrote stands there as it was sent.
 */
async function collectMessages(on: Queryable, memberId: string) {
  const words = {
    subject: memberMessage.subject,
    text: memberMessage.text,
    at: memberMessage.createdAt,
    showsAddress: memberMessage.tellsAddress,
  };
  const other = { name: member.displayName, handle: member.handle };
  return {
    messagesSent: await on
      .select({ ...words, to: other })
      .from(memberMessage)
      .innerJoin(member, eq(member.id, memberMessage.recipientId))
      .where(eq(memberMessage.memberId, memberId))
      .orderBy(asc(memberMessage.createdAt)),
    messagesReceived: await on
      .select({ ...words, from: other, reportReason: memberMessage.reportReason })
      .from(memberMessage)
      .innerJoin(member, eq(member.id, memberMessage.memberId))
      .where(and(eq(memberMessage.recipientId, memberId), eq(memberMessage.isWithheld, false)))
      .orderBy(asc(memberMessage.createdAt)),
    membersBlocked: await on
      .select({ ...other, since: memberBlock.createdAt })
      .from(memberBlock)
      .innerJoin(member, eq(member.id, memberBlock.blockedId))
      .where(eq(memberBlock.memberId, memberId)),
  };
}

/** What is watched, what was told and mailed of it, and how that was chosen. Pages by their slugs, not by our ids. */
async function collectWatching(on: Queryable, memberId: string) {
  const [settings] = await on
    .select({
      mails: noticeSetting.mails,
      dailyCap: noticeSetting.dailyCap,
      ownEdits: noticeSetting.ownEdits,
    })
    .from(noticeSetting)
    .where(eq(noticeSetting.memberId, memberId));
  return {
    watches: await on
      .select({
        kind: watch.kind,
        of: namedByPage(watch.key, watch.pageId),
        level: watch.level,
        reason: watch.reason,
        since: watch.since,
        seenUpTo: watch.seenNumber,
        seenAt: watch.seenAt,
      })
      .from(watch)
      .where(eq(watch.memberId, memberId))
      .orderBy(asc(watch.createdAt)),
    savedSearches: await on
      .select({
        name: savedSearch.name,
        query: savedSearch.query,
        language: savedSearch.locale,
        level: savedSearch.level,
        toldUpTo: savedSearch.toldAt,
        seenAt: savedSearch.seenAt,
        savedAt: savedSearch.createdAt,
      })
      .from(savedSearch)
      .where(eq(savedSearch.memberId, memberId))
      .orderBy(asc(savedSearch.createdAt)),
    awaitedDocuments: await on
      .select({
        of: page.slug,
        revision: exportRecord.number,
        format: exportRecord.format,
        form: exportRecord.form,
        language: exportRecord.language,
        textsIn: exportWaiter.lang,
        askedAt: exportWaiter.askedAt,
      })
      .from(exportWaiter)
      .innerJoin(exportRecord, eq(exportRecord.id, exportWaiter.exportId))
      .innerJoin(page, eq(page.id, exportRecord.pageId))
      .where(eq(exportWaiter.memberId, memberId))
      .orderBy(asc(exportWaiter.askedAt)),
    notifications: await on
      .select({
        about: notice.category,
        kind: notice.kind,
        of: namedByPage(notice.key, notice.pageId),
        fromRevision: notice.fromNumber,
        toRevision: notice.toNumber,
        firstAt: notice.firstAt,
        lastAt: notice.lastAt,
        mailedAt: noticeMail.sentAt,
        seenAt: notice.seenAt,
      })
      .from(notice)
      .leftJoin(noticeMail, eq(noticeMail.id, notice.mailId))
      .where(eq(notice.memberId, memberId))
      .orderBy(asc(notice.firstAt)),
    notificationSettings: settings ?? null,
    checks: await on
      .select({ kind: sectionCheck.kind, page: page.slug, section: section.key, at: sectionCheck.at })
      .from(sectionCheck)
      .innerJoin(section, eq(section.id, sectionCheck.sectionId))
      .innerJoin(page, eq(page.id, section.pageId))
      .where(eq(sectionCheck.memberId, memberId))
      .orderBy(asc(sectionCheck.at)),
  };
}

/** A key that begins with the id of its page, with that page's slug instead. */
const namedByPage = (key: PgColumn, pageId: PgColumn) =>
  subselect<string>`coalesce((select p.slug || substr(${key}, 37) from page p where p.id = ${pageId}
    and starts_with(${key}, p.id::text)), ${key})`;

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
