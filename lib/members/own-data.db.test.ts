import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { application, erasure, member, roleProposal } from "@/db/schema/accounts";
import { exportRecord, exportWaiter } from "@/db/schema/exports";
import { file } from "@/db/schema/files";
import { draft, presence, section } from "@/db/schema/revisions";
import { apiToken, factorReset, identity, knownDevice, recoveryCode, token } from "@/db/schema/sign-in";
import { notice, noticeMail, noticeSetting } from "@/db/schema/watching";
import { findActorBySession } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { collectOwnData } from "@/lib/personal-data";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { watches } from "@/tests/support/watching";
import {
  downloadDataExport,
  eraseMember,
  findPublicMember,
  listErasures,
  listOwnExports,
  makeDataExport,
  reapplyErasures,
  requestDataExport,
} from "./index";

useDatabase();

const CONTENT = {
  schemaVersion: 1,
  doc: { type: "doc", content: [{ type: "paragraph", text: "own words" }] },
};
const NOW = new Date();

/** A member with a row in every table about members. */
async function makeRich(): Promise<Actor> {
  const { id } = await makeMember({
    handle: "zanele-quist",
    displayName: "Zanele Quist",
    fullName: "Zanele Annika Quist",
    email: "zanele.quist@parquet.example",
    institution: "Quist Chambers",
    biography: "Quist prosecutes.",
    country: "SN",
    suspensionReason: null,
  });
  await giveRole(id, "trusted");
  const actor = await actorOf(id, { ip: "203.0.113.9", device: "Quistbrowser" });
  const later = new Date(NOW.getTime() + 86_400_000);
  await db().insert(knownDevice).values({ memberId: id, hash: "h", firstSeenAt: NOW, lastSeenAt: NOW });
  await db()
    .insert(token)
    .values({
      id: newId(),
      kind: "reset",
      memberId: id,
      hash: "t",
      createdAt: NOW,
      expiresAt: later,
      payload: { email: "zanele.quist@new.example" },
    });
  await db().insert(recoveryCode).values({ memberId: id, hash: "r", createdAt: NOW });
  await db()
    .insert(factorReset)
    .values({ id: newId(), memberId: id, reason: "Quist lost it", requestedAt: NOW });
  await db().insert(roleProposal).values({
    id: newId(),
    memberId: id,
    role: "practitioner",
    reason: "Quist was seen at court",
    proposedBy: newId(),
    proposedAt: NOW,
  });
  await db().insert(application).values({
    id: newId(),
    memberId: id,
    reason: "Quist wants in",
    state: "accepted",
    createdAt: NOW,
    changedAt: NOW,
  });
  await db().insert(apiToken).values({
    id: newId(),
    memberId: id,
    name: "Quist sync",
    hash: "a",
    hint: "abcd",
    scopes: [],
    createdAt: NOW,
    expiresAt: later,
  });
  await db()
    .insert(identity)
    .values({ issuer: "https://id.example", subject: "quist-1", memberId: id, createdAt: NOW });
  const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeRevision({
    pageId,
    key: "policies",
    content: CONTENT,
    authorId: id,
    summary: "Strategy of 2022",
  });
  const [at] = await db().select({ id: section.id }).from(section);
  const sectionId = at?.id ?? "";
  await db()
    .insert(draft)
    .values({
      id: newId(),
      memberId: id,
      sectionId,
      content: { note: "Quist drafts" },
      newSources: [{ title: "Quist on evidence" }],
      sequence: 1,
      updatedAt: NOW,
    });
  await db().insert(presence).values({ sectionId, memberId: id, seenAt: NOW });
  await watches(actor, "section:senegal/policies");
  await makeNotice(id);
  const exportId = newId();
  await db().insert(exportRecord).values({
    id: exportId,
    pageId,
    number: 1,
    format: "pdf",
    form: "full",
    language: "fr",
    contentHash: "c",
    maker: 1,
    state: "making",
    createdAt: NOW,
    askedAt: NOW,
  });
  await db().insert(exportWaiter).values({ exportId, memberId: id, askedAt: NOW });
  await db().insert(file).values({
    id: newId(),
    uploaderId: id,
    name: "Notes of Quist.pdf",
    type: "pdf",
    size: 10,
    state: "clean",
    createdAt: NOW,
    touchedAt: NOW,
  });
  return actor;
}

/** A mailed notice, and a setting for mails. */
async function makeNotice(memberId: string): Promise<void> {
  const [at] = await db().select({ pageId: section.pageId, key: section.key }).from(section);
  const mailId = newId();
  await db().insert(noticeMail).values({ id: mailId, memberId, madeAt: NOW, state: "sent", sentAt: NOW });
  await db()
    .insert(notice)
    .values({
      id: newId(),
      memberId,
      category: "profile",
      kind: "section",
      key: `${at?.pageId}/${at?.key}`,
      pageId: at?.pageId ?? null,
      fromNumber: 0,
      toNumber: 1,
      firstAt: NOW,
      lastAt: NOW,
      mailId,
    });
  await db()
    .insert(noticeSetting)
    .values({ memberId, mails: { profile: "weekly" }, dailyCap: 5, ownEdits: "tracking", updatedAt: NOW });
}

const order = (actor: Actor | null) => transact(by(actor), requestDataExport);
const make = (dataExportId: string) =>
  transact(SYSTEM, (ctx) => makeDataExport(ctx, { dataExportId }, collectOwnData));
const fetchIt = (actor: Actor | null, dataExportId: string, now = new Date()) =>
  transact(by(actor), (ctx) => downloadDataExport(ctx, { dataExportId }), { now });
const erase = (actor: Actor | null, typedHandle = actor?.handle ?? "") =>
  transact(by(actor), (ctx) => eraseMember(ctx, { typedHandle }));

describe("data export", () => {
  it("is requested, made by a job, and downloaded by its member", async () => {
    const actor = await makeRich();
    const { dataExportId } = await order(actor);
    expect(await listOwnExports(actor)).toMatchObject([{ state: "requested", size: null }]);
    await expect(fetchIt(actor, dataExportId)).rejects.toMatchObject({ code: "not_found" });
    await make(dataExportId);
    await make(dataExportId);
    const [ready] = await listOwnExports(actor);
    const { content } = await fetchIt(actor, dataExportId);
    expect(ready).toMatchObject({ state: "ready", size: content.length });
    const data = JSON.parse(content.toString("utf8"));
    expect(data.account).toMatchObject({
      email: "zanele.quist@parquet.example",
      fullName: "Zanele Annika Quist",
    });
    expect(data.contributions).toMatchObject([
      { page: "senegal", section: "policies", number: 1, content: CONTENT },
    ]);
    expect(data).toMatchObject({
      roles: [{ role: "trusted" }],
      roleProposals: [{ role: "practitioner", reason: "Quist was seen at court", outcome: null }],
      sessions: [{ ip: "203.0.113.9" }],
      personalTokens: [{ name: "Quist sync", endsWith: "abcd" }],
      singleSignOn: [{ subject: "quist-1" }],
      applications: [{ reason: "Quist wants in", changedAt: NOW.toISOString() }],
      drafts: [{ content: { note: "Quist drafts" }, newSources: [{ title: "Quist on evidence" }] }],
      watches: [{ kind: "section", of: "senegal/policies", level: "watching", reason: "chosen" }],
      notifications: [
        { about: "profile", of: "senegal/policies", toRevision: 1, mailedAt: NOW.toISOString() },
      ],
      notificationSettings: { mails: { profile: "weekly" }, dailyCap: 5, ownEdits: "tracking" },
      audit: [
        { fact: "watch.changed", by: "you" },
        { fact: "data-export.requested", by: "you" },
      ],
      awaitedDocuments: [{ of: "senegal", revision: 1, format: "pdf", form: "full", language: "fr" }],
      uploads: [{ name: "Notes of Quist.pdf", size: 10 }],
    });
    expect(content.toString()).not.toMatch(/passwordHash|totpSecret|"hash"/);
  });

  it("has contributions beyond one query, each once and in order", async () => {
    const actor = await makeActor();
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    for (let n = 0; n < 101; n += 1)
      await makeRevision({ pageId, key: "policies", content: CONTENT, authorId: actor.id });
    const { dataExportId } = await order(actor);
    await make(dataExportId);
    const data = JSON.parse((await fetchIt(actor, dataExportId)).content.toString());
    expect(data.contributions.map((row: { number: number }) => row.number)).toEqual(
      Array.from({ length: 101 }, (_, n) => n + 1),
    );
  });

  it("exists one at a time, needs a recent password, and is private", async () => {
    const actor = await makeActor();
    const { dataExportId } = await order(actor);
    await expect(order(actor)).rejects.toMatchObject({ reason: "export_requested" });
    await make(dataExportId);
    await expect(fetchIt(await makeActor("administrator"), dataExportId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(fetchIt(null, dataExportId)).rejects.toMatchObject({ code: "unauthenticated" });
    const stale = await actorOf(actor.id, { confirmedAt: new Date(Date.now() - 700_000) });
    for (const run of [() => order(stale), () => fetchIt(stale, dataExportId)]) {
      await expect(run()).rejects.toMatchObject({ reason: "confirm_first" });
    }
  });

  it("is deleted after seven days", async () => {
    const actor = await makeActor();
    const { dataExportId } = await order(actor);
    await make(dataExportId);
    const now = new Date(Date.now() + 7 * 86_400_000 + 1000);
    const fresh = { ...actor, confirmedAt: now };
    await expect(fetchIt(fresh, dataExportId, now)).rejects.toMatchObject({ code: "gone" });
    expect(await listOwnExports(actor, now)).toEqual([]);
  });
});

describe("erasing an account", () => {
  it("leaves traces of the person in the log only, and every contribution", async () => {
    const actor = await makeRich();
    const { dataExportId } = await order(actor);
    await make(dataExportId);
    await erase(actor);

    expect(await findActorBySession(actor.sessionId ?? "")).toBeNull();
    expect(await findPublicMember("zanele-quist")).toBeNull();
    const [row] = await db()
      .select({ state: member.state, handle: member.handle, name: member.displayName })
      .from(member);
    expect(row).toMatchObject({
      state: "erased",
      name: "Former member",
      handle: expect.stringMatching(/^former-[0-9a-f]{12}$/),
    });
    expect(await listErasures()).toMatchObject([{ memberId: actor.id }]);
    expect(await tracesOf(/quist|203\.0\.113\.9|192\.0\.2\.7/i)).toEqual(["audit_entry", "version"]);
    for (const table of ["watch", "notice", "notice_mail", "notice_setting", "export_waiter"])
      expect([
        table,
        await pool()
          .query(`select 1 from ${table}`)
          .then(({ rowCount }) => rowCount),
      ]).toEqual([table, 0]);
    const { rows } = await pool().query("select count(*)::int as n from revision where author_id = $1", [
      actor.id,
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("needs one's own handle, a recent password and a member", async () => {
    const actor = await makeActor();
    await expect(erase(actor, "someone")).rejects.toMatchObject({
      details: { fields: { typedHandle: ["handle_differs"] } },
    });
    await expect(erase(null)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(erase({ ...actor, scopes: [] })).rejects.toMatchObject({ code: "forbidden" });
    const stale = await actorOf(actor.id, { confirmedAt: new Date(Date.now() - 700_000) });
    await expect(erase(stale)).rejects.toMatchObject({ reason: "confirm_first" });
  });

  it("is refused to the last administrator, even when two leave simultaneously", async () => {
    const admins = [await makeActor("administrator"), await makeActor("administrator")];
    const results = await Promise.allSettled(admins.map((admin) => erase(admin)));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is repeated after restoring an earlier backup", async () => {
    const [one, two] = [await makeActor(), await makeActor()];
    await erase(one);
    const known = await listErasures();
    // As in an earlier backup: both members exist and no erasure is recorded.
    await db().delete(erasure);
    await db()
      .update(member)
      .set({
        state: "active",
        handle: one.handle,
        displayName: one.displayName,
        fullName: "Back Again",
        erasedAt: null,
      })
      .where(eq(member.id, one.id));

    const again = () => transact(OPERATOR, (ctx) => reapplyErasures(ctx, known));
    expect(await again()).toEqual({ count: 1 });
    expect(await again()).toEqual({ count: 0 });
    expect(await findPublicMember(one.handle)).toBeNull();
    expect(await findPublicMember(two.handle)).not.toBeNull();
    expect(await listErasures()).toHaveLength(1);
  });
});

/** Finds the tables in which a text occurs, like a search of a dump. */
async function tracesOf(pattern: RegExp): Promise<string[]> {
  const { rows: tables } = await pool().query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool().query<{ row: string }>(`select t::text as row from "${name}" t`);
    if (rows.some(({ row }) => pattern.test(row))) found.push(name);
  }
  const { rows: jobs } = await pool().query<{ row: string }>(
    "select t::text as row from graphile_worker._private_jobs t",
  );
  if (jobs.some(({ row }) => pattern.test(row))) found.push("jobs");
  return found;
}
