import { randomUUID } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { roleGrant } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { revision, revisionClaim } from "@/db/schema/revisions";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { findTrustStanding } from "@/lib/members";
import { TRUST } from "@/lib/members/standing/model";
import {
  acceptRevision,
  claimRevision,
  countEditQueue,
  findPendingEdit,
  findSectionForEdit,
  handOverRevision,
  listEditQueue,
  rejectRevision,
  releaseRevision,
  rollBackSection,
  saveSection,
  withdrawRevision,
} from "@/lib/profiles";
import type { SectionKey } from "@/lib/profiles/model";
import { transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, refusal, save, source, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let cleo: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben, cleo] = [await makeActor(), await makeActor("trusted"), await makeActor("trusted")];
});

const slug = "senegal";
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 9);
const A = { aaaaaa: "Alpha one.", bbbbbb: "Beta one." };
const accept = (actor: Actor, number: number, given: object = {}) =>
  transact(by(actor), (ctx) => acceptRevision(ctx, { slug, number, ...given }));
const reject = (actor: Actor, number: number) =>
  transact(by(actor), (ctx) => rejectRevision(ctx, { slug, number, reason: "No source" }));
const stateOf = async (number: number) =>
  (await db().select({ state: revision.state }).from(revision).where(eq(revision.number, number)))[0]?.state;

/** Makes an edit by Ana on a day, and its decision. */
async function editOn(day: number, isAccepted = true): Promise<void> {
  const base = (await standing()).revision?.number ?? null;
  const now = new Date(START + day * DAY);
  const { number } = await transact(
    by(ana),
    (ctx) =>
      saveSection(ctx, {
        slug,
        section: "legislation",
        base,
        summary: "A proposal",
        clientToken: randomUUID(),
        content: prose({ aaaaaa: `As of day ${day}, ${randomUUID()}.` }),
      }),
    { now },
  );
  const decide = isAccepted ? acceptRevision : rejectRevision;
  const later = { now: new Date(now.getTime() + 1_000) };
  const given = { slug, number: number ?? 0, reason: "No source" };
  await transact(by(ben), (ctx) => decide(ctx, given), later);
}

const trustOf = async () => (await findTrustStanding(await actorOf(ana.id))).trusted;

describe("trusted standing", () => {
  it("is earned by the fifth accepted edit over seven days, and then edits are published at once", async () => {
    for (const day of [0, 1, 2, 3]) await editOn(day);
    expect(await findTrustStanding(ana)).toEqual({
      accepted: 4,
      days: 3,
      isReached: false,
      trusted: null,
    });
    expect(await save(ana, { section: "policies", content: prose(A) })).toMatchObject({ state: "pending" });
    await editOn(TRUST.days);
    expect(await trustOf()).toBe("earned");
    const trusted = await actorOf(ana.id);
    expect(trusted.roles).toContain("trusted");
    expect(await save(trusted, { section: "safeguards", content: prose(A) })).toMatchObject({
      state: "published",
    });
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "standing.earned"))).toBe(1);
  });

  it("is not earned by many edits in a few days", async () => {
    for (const day of [0, 1, 2, 3, 4, 6]) await editOn(day);
    expect(await trustOf()).toBeNull();
  });

  it("is lost by a rejected edit, after which the count starts again", async () => {
    for (const day of [0, 2, 4, 6, 8]) await editOn(day);
    expect(await trustOf()).toBe("earned");
    const { number } = await save(await actorOf(ana.id), {
      section: "institutions",
      content: records({
        id: "police",
        name: "Police",
        kind: "police_unit",
        sourceState: "none_found",
        confidence: "unverified",
      }),
    });
    await reject(ben, number ?? 0);
    expect(await trustOf()).toBeNull();
    expect(await findTrustStanding(ana)).toMatchObject({ accepted: 0 });
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "standing.lost"))).toBe(1);
  });

  it("that an administrator gave stays, whatever is decided", async () => {
    await giveRole(ana.id, "trusted");
    await save(await actorOf(ana.id), {
      section: "reporting",
      content: records({
        id: "line",
        name: "Line",
        kind: "hotline",
        sourceState: "none_found",
        confidence: "unverified",
      }),
    });
    await reject(ben, 1);
    expect(await trustOf()).toBe("given");
  });

  it("is one grant, though two decide at once", async () => {
    for (const day of [0, 2, 4]) await editOn(day);
    const now = new Date(START + 9 * DAY);
    const numbers: number[] = [];
    for (const section of ["policies", "safeguards"] as SectionKey[]) {
      const given = { slug, section, base: null, summary: "A proposal", clientToken: randomUUID() };
      const saved = await transact(by(ana), (ctx) => saveSection(ctx, { ...given, content: prose(A) }), {
        now,
      });
      numbers.push(saved.number ?? 0);
    }
    await Promise.all([accept(ben, numbers[0] ?? 0), accept(cleo, numbers[1] ?? 0)]);
    expect(
      await db().$count(roleGrant, and(eq(roleGrant.memberId, ana.id), eq(roleGrant.isEarned, true))),
    ).toBe(1);
  });
});

describe("authorities and contacts", () => {
  const police = (name: string) =>
    records({ id: "police", name, kind: "police_unit", sourceState: "none_found", confidence: "unverified" });

  it("need a second person, whoever edits, also administrators", async () => {
    const { id } = await makeMember();
    for (const role of ["administrator", "moderator", "trusted"] as const) await giveRole(id, role);
    const chief = await actorOf(id);
    const saved = await save(chief, { section: "institutions", content: police("Police") });
    expect(saved).toMatchObject({ state: "pending", number: 1 });
    expect(await refusal(accept(chief, 1))).toMatchObject({ code: "forbidden" });
    expect(await accept(await makeActor("focal-point"), 1)).toMatchObject({ state: "published" });
  });

  it("are rolled back by two as well", async () => {
    for (const [actor, name, second] of [
      [ben, "Police", cleo],
      [cleo, "Another police", ben],
    ] as const) {
      const base = (await standing("institutions")).revision?.number ?? null;
      const { number } = await save(actor, { section: "institutions", base, content: police(name) });
      await accept(second, number ?? 0);
    }
    const given = { slug, section: "institutions" as const, last: 2, clientToken: randomUUID() };
    const rolled = await transact(by(ben), (ctx) => rollBackSection(ctx, given));
    expect(rolled).toMatchObject({ state: "pending", number: 3 });
    expect((await standing("institutions")).revision?.number).toBe(2);
    expect(await accept(cleo, 3)).toMatchObject({ state: "published" });
  });

  it("cannot be amended while accepting: the amendment would have no second person", async () => {
    await save(ana, { section: "institutions", content: police("Police") });
    const amended = save(ben, {
      section: "institutions",
      accepts: 1,
      base: 1,
      content: police("Judicial police"),
    });
    expect(await refusal(amended)).toMatchObject({ code: "forbidden", reason: "section_publish" });
    expect(await stateOf(1)).toBe("pending");
    const found = await findPendingEdit(ben, slug, 1);
    expect(found).toMatchObject({ mayReview: true, mayAmend: false, language: "en" });
  });
});

describe("an own edit that waits", () => {
  it("is continued by its author, and the further edit replaces it with the sources it cites", async () => {
    await save(ana, { content: prose({ aaaaaa: "Alpha [gazette]" }), newSources: [source("gazette")] });
    const found = await findSectionForEdit(ana, slug, "legislation");
    expect(found.waiting).toMatchObject({ number: 2, isOwn: true });
    expect(textsOf(found.content)).toEqual({ aaaaaa: "Alpha" });
    expect(found.sources.map(({ id }) => id)).toEqual(["gazette"]);
    expect((await findSectionForEdit(cleo, slug, "legislation")).waiting).toBeNull();
    const content = prose({ aaaaaa: "Alpha, again [gazette]" });
    expect(await save(ana, { base: 2, content })).toMatchObject({ state: "pending", number: 4 });
    expect([await stateOf(1), await stateOf(2)]).toEqual(["withdrawn", "withdrawn"]);
    expect(await accept(ben, 4)).toMatchObject({ state: "published" });
    expect((await standing("sources")).content).toMatchObject({ records: [{ id: "gazette" }] });
    expect(await countEditQueue(ben)).toMatchObject({ count: 0, oldest: null });
  });

  it("can only be withdrawn by its author, and then cannot be decided", async () => {
    await save(ana, { content: prose(A) });
    const withdraw = (actor: Actor) =>
      transact(by(actor), (ctx) => withdrawRevision(ctx, { slug, number: 1 }));
    expect(await refusal(withdraw(ben))).toMatchObject({ code: "forbidden" });
    expect(await withdraw(ana)).toMatchObject({ state: "withdrawn" });
    expect(await refusal(accept(ben, 1))).toMatchObject({ code: "conflict", reason: "already_decided" });
    expect(await findPendingEdit(ana, slug, 1)).toMatchObject({ state: "withdrawn", by: null });
    expect(await refusal(findPendingEdit(await makeActor(), slug, 1))).toMatchObject({ code: "not_found" });
    expect(await refusal(findPendingEdit(null, slug, 1))).toMatchObject({ code: "unauthenticated" });
  });
});

describe("editing and accepting", () => {
  it("publishes the reviewer's text, and marks the author's as part of it", async () => {
    await save(ana, { content: prose({ aaaaaa: "Alfa [gazette]" }), newSources: [source("gazette")] });
    const found = await findSectionForEdit(ben, slug, "legislation", { accepts: 2 });
    expect(found.waiting).toMatchObject({ number: 2, isOwn: false });
    const given = {
      accepts: 2,
      base: 2,
      content: prose({ aaaaaa: "Alpha [gazette]" }),
      clientToken: randomUUID(),
    };
    const saved = await save(ben, given);
    expect(saved).toMatchObject({ state: "published", number: 3 });
    expect(await save(ben, given)).toMatchObject({ number: 3 });
    const [own] = await db()
      .select({ state: revision.state, into: revision.mergedIntoId, by: revision.decidedBy })
      .from(revision)
      .where(eq(revision.number, 2));
    expect(own).toEqual({ state: "published", into: saved.revisionId, by: ben.id });
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "Alpha" });
    expect((await findTrustStanding(ana)).accepted).toBe(1);
  });

  it("of a text that was left as it is accepts it as it is", async () => {
    await save(ana, { content: prose(A) });
    expect(await save(ben, { accepts: 1, base: 1, content: prose(A) })).toMatchObject({ number: 1 });
    expect((await standing()).revision?.number).toBe(1);
  });

  it("is for reviewers: not for the author, nor for a member", async () => {
    await save(ana, { content: prose(A) });
    for (const actor of [ana, await makeActor()]) {
      const amended = save(actor, { accepts: 1, base: 1, content: prose({ aaaaaa: "Mine." }) });
      expect(await refusal(amended)).toMatchObject({ code: "forbidden" });
    }
    expect(
      await refusal(findSectionForEdit(await makeActor(), slug, "legislation", { accepts: 1 })),
    ).toMatchObject({
      code: "not_found",
    });
  });
});

describe("a section that moved on", () => {
  beforeEach(async () => {
    await save(ben, { content: prose(A) });
    await save(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha, as Ana has it." }) });
  });

  it("in other passages is merged, and shown as what accepting would change", async () => {
    await save(cleo, { base: 1, content: prose({ ...A, bbbbbb: "Beta two." }) });
    const found = await findPendingEdit(ben, slug, 2);
    expect(found).toMatchObject({
      hasMoved: true,
      conflicts: [],
      standing: 3,
      diff: { size: { passages: 1 } },
    });
    expect((await findSectionForEdit(ana, slug, "legislation")).waiting?.moved).toEqual({ from: 1, to: 3 });
    await accept(ben, 2);
    expect(textsOf((await standing()).content)).toEqual({
      aaaaaa: "Alpha, as Ana has it.",
      bbbbbb: "Beta two.",
    });
  });

  it("in the same passage is resolved by the reviewer, for the text they saw", async () => {
    await save(cleo, { base: 1, content: prose({ ...A, aaaaaa: "Alpha, as Cleo has it." }) });
    const found = await findPendingEdit(ben, slug, 2);
    if (!("conflicts" in found)) throw new Error("it waits no more");
    const [conflict] = found.conflicts;
    expect(conflict).toMatchObject({ kind: "block" });
    const choices = { [conflict?.id ?? ""]: { take: "mine" as const } };
    expect(await refusal(accept(ben, 2))).toMatchObject({ reason: "accept_conflict" });
    expect(await refusal(accept(ben, 2, { choices, seen: 1 }))).toMatchObject({ reason: "accept_conflict" });
    expect(await accept(ben, 2, { choices, seen: 3 })).toMatchObject({ state: "published", mergedInto: 4 });
    expect(textsOf((await standing()).content)).toMatchObject({ aaaaaa: "Alpha, as Ana has it." });
  });
});

describe("the queue", () => {
  beforeEach(async () => {
    await makeProfile({ slug: "romania", iso2: "RO" });
    await save(ana, { content: prose(A), newSources: [source("gazette")] });
    await save(ana, { slug: "romania", content: prose(A) });
  });

  it("lists pending edits of all countries, oldest first, without the reader's own", async () => {
    const { rows } = await listEditQueue(ben, {});
    expect(rows.map((row) => [row.slug, row.number])).toEqual([
      ["senegal", 2],
      ["romania", 1],
    ]);
    expect(await countEditQueue(ben)).toMatchObject({ count: 2 });
    const [own] = [await makeActor("administrator")];
    await save(own, { slug: "romania", section: "institutions", content: records() });
    expect((await countEditQueue(own)).count).toBe(2);
  });

  it("of a focal point lists its own country; others have none", async () => {
    const { rows } = await listEditQueue(await makeActor("focal-point"), {});
    expect(rows.map((row) => row.slug)).toEqual(["senegal"]);
    expect(await refusal(listEditQueue(ana, {}))).toMatchObject({ code: "forbidden" });
  });

  it("shows who has claimed an edit, for a day or until they release it", async () => {
    const claim = (actor: Actor) => transact(by(actor), (ctx) => claimRevision(ctx, { slug, number: 2 }));
    await claim(ben);
    const claimOf = async (actor: Actor) => (await listEditQueue(actor, {})).rows[0]?.claim;
    expect(await claimOf(cleo)).toMatchObject({ displayName: ben.displayName, isOwn: false });
    expect(await claimOf(ben)).toMatchObject({ isOwn: true });
    expect(await refusal(claim(cleo))).toMatchObject({ code: "conflict", reason: "claimed" });
    expect(await refusal(claim(ana))).toMatchObject({ code: "forbidden" });
    await db()
      .update(revisionClaim)
      .set({ claimedAt: new Date(Date.now() - DAY - 1_000) });
    expect(await claimOf(cleo)).toBeNull();
    await claim(cleo);
    await transact(by(cleo), (ctx) => releaseRevision(ctx, { slug, number: 2 }));
    expect(await claimOf(ben)).toBeNull();
    await claim(ben);
    for (const decide of [accept, reject])
      expect(await refusal(decide(cleo, 2))).toMatchObject({ code: "conflict", reason: "claimed" });
    const amended = { accepts: 2, base: 2, content: prose({ aaaaaa: "Amended." }) };
    expect(await refusal(save(cleo, amended))).toMatchObject({ reason: "claimed" });
    const found = await findSectionForEdit(cleo, slug, "legislation", { accepts: 2 });
    expect(found.waiting?.claim).toMatchObject({ displayName: ben.displayName });
    await accept(cleo, 2, { despiteClaim: true });
    expect(await db().$count(revisionClaim)).toBe(0);
    expect(await db().$count(auditEntry, like(auditEntry.fact, "revision.claimed"))).toBe(3);
  });

  it("lets a reviewer hand an edit to another reviewer, who is notified", async () => {
    const hand = (actor: Actor, to: Actor) =>
      transact(by(actor), (ctx) => handOverRevision(ctx, { slug, number: 2, to: to.handle }));
    const [focal, member] = [await makeActor("focal-point"), await makeActor()];
    const found = await findPendingEdit(ben, slug, 2);
    const offered = "reviewers" in found ? found.reviewers.map(({ handle }) => handle) : [];
    expect([...offered].sort()).toEqual([cleo.handle, focal.handle].sort());
    for (const nobody of [ana, ben, member])
      expect(await refusal(hand(ben, nobody))).toMatchObject({ code: "invalid" });
    expect(await refusal(hand(member, cleo))).toMatchObject({ code: "forbidden" });
    await hand(ben, cleo);
    expect((await listEditQueue(cleo, {})).rows[0]?.claim).toMatchObject({ isOwn: true });
    expect(await refusal(hand(ben, focal))).toMatchObject({ code: "conflict", reason: "claimed" });
    const told = and(eq(notice.memberId, cleo.id), eq(notice.kind, "revision.handed"));
    expect(await db().$count(notice, told)).toBe(1);
    // The notice and its mail use the same words and name the author.
    const said = async (to: Actor) =>
      (await listNotices(to, {})).rows
        .map((row) => noticeWords(row.content, translator("en"), "en").said)
        .filter((words) => words.includes("asked you to decide"));
    const byBen = `\u2068${ben.displayName}\u2069 asked you to decide on a change`;
    expect(await said(cleo)).toEqual([byBen]);
    await transact(by(cleo), (ctx) => claimRevision(ctx, { slug, number: 2 }));
    expect(await said(cleo)).toEqual([byBen]);
    await hand(cleo, focal);
    expect([await said(cleo), await said(focal)]).toEqual([
      [],
      [byBen.replace(ben.displayName, cleo.displayName)],
    ]);
    expect((await listEditQueue(focal, {})).rows[0]?.claim).toMatchObject({ isOwn: true });
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "revision.handed"))).toBe(2);
  });
});
