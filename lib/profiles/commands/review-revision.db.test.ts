import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { profileRecord } from "@/db/schema/profiles";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { listOwnContributions } from "@/lib/page-kinds";
import {
  acceptRevision,
  countPending,
  findPendingEdit,
  findSectionForEdit,
  listOwnPending,
  listPending,
  rejectRevision,
  withdrawRevision,
} from "@/lib/profiles";
import { loadSection, profileKinds } from "@/lib/profiles/section-access";
import { saveContent } from "@/lib/revisions";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save, source, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let trusted: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben, trusted] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("trusted")];
});

/** Saves an edit that awaits review, as for a new member. */
function propose(
  actor: Actor,
  given: { section?: "legislation" | "laws"; base?: number | null; content: unknown; newSources?: unknown[] },
) {
  const { section: key = "legislation", base = null, ...rest } = given;
  return transact(by(actor), async (ctx) => {
    const { section, facts } = await loadSection(ctx.tx, "senegal", key);
    ctx.authorize("section.edit", facts);
    const input = { ...rest, base, summary: "A proposal", clientToken: randomUUID() };
    return saveContent(ctx, section, profileKinds, input, false);
  });
}

const accept = (actor: Actor | null, number: number) =>
  transact(by(actor), (ctx) => acceptRevision(ctx, { slug: "senegal", number }));
const reject = (actor: Actor | null, number: number) =>
  transact(by(actor), (ctx) => rejectRevision(ctx, { slug: "senegal", number, reason: "No source" }));

async function row(number: number) {
  const [found] = await db()
    .select({
      id: revision.id,
      state: revision.state,
      tag: revision.tag,
      authorId: revision.authorId,
      decidedBy: revision.decidedBy,
      decidedAt: revision.decidedAt,
      decisionReason: revision.decisionReason,
      mergedIntoId: revision.mergedIntoId,
      sourceId: revision.sourceId,
      baseId: revision.baseId,
    })
    .from(revision)
    .where(eq(revision.number, number));
  return found;
}

const A = { aaaaaa: "Alpha one.", bbbbbb: "Beta one." };

describe("a waiting edit", () => {
  beforeEach(async () => {
    await save(ben, { content: prose(A) });
  });

  it("has a number and a place in the queue, but is not public", async () => {
    const saved = await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    expect(saved).toMatchObject({ state: "pending", number: 2 });
    expect(textsOf((await standing()).content)).toEqual(A);
    expect(await countPending("senegal")).toBe(1);
    expect((await listPending(ana, "senegal")).rows).toMatchObject([{ number: 2, isOwn: true }]);
    expect((await listPending(ben, "senegal")).rows).toMatchObject([
      { number: 2, isOwn: false, author: { handle: ana.handle } },
    ]);
    expect((await refusal(listPending(null, "senegal"))).code).toBe("unauthenticated");
    const { rows } = await listOwnContributions(ana, {});
    expect(rows).toMatchObject([{ number: 2, state: "pending", slug: "senegal" }]);
  });

  it("brings no row into the projections", async () => {
    await propose(ana, { section: "laws", content: records(law("law-one")) });
    expect(await db().$count(profileRecord)).toBe(0);
    await accept(trusted, 2);
    expect(await db().$count(profileRecord)).toBe(1);
  });

  it("is published as it is when its section has not moved on", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    expect(await accept(trusted, 2)).toEqual({
      slug: "senegal",
      section: "legislation",
      number: 2,
      state: "published",
      mergedInto: null,
    });
    expect((await standing()).revision?.number).toBe(2);
    expect(await row(2)).toMatchObject({
      state: "published",
      authorId: ana.id,
      decidedBy: trusted.id,
      mergedIntoId: null,
    });
    const facts = await db()
      .select({ fact: auditEntry.fact })
      .from(auditEntry)
      .where(eq(auditEntry.actorId, trusted.id));
    expect(facts).toEqual([{ fact: "revision.accepted" }]);
  });

  it("is listed for its author alone, with the newest of each section, until it is decided or withdrawn", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await propose(ana, {
      base: 2,
      content: prose({ ...A, aaaaaa: "Alpha three." }),
      newSources: [source("gazette")],
    });
    await propose(ana, { section: "laws", content: records(law("act")) });
    const own = await listOwnPending(ana, "senegal");
    expect(own.map(({ section, language }) => [section, language])).toEqual([
      ["laws", null],
      ["legislation", null],
    ]);
    for (const other of [ben, trusted]) expect(await listOwnPending(other, "senegal")).toEqual([]);
    expect(await listOwnPending(ana, "ghana")).toEqual([]);
    const [laws, text] = own.map(({ number }) => number);
    await accept(trusted, text ?? 0);
    const withdraw = (number: number) =>
      transact(by(ana), (ctx) => withdrawRevision(ctx, { slug: "senegal", number }));
    await withdraw(laws ?? 0);
    // The earlier one, which the newest hid, still awaits review.
    expect(await listOwnPending(ana, "senegal")).toEqual([
      { section: "legislation", language: null, number: 2 },
    ]);
    await withdraw(2);
    expect(await listOwnPending(ana, "senegal")).toEqual([]);
  });

  it("is merged under its author's name when its section moved on", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ben, { base: 1, content: prose({ ...A, bbbbbb: "Beta two." }) });
    expect(await accept(trusted, 2)).toMatchObject({ mergedInto: 4 });
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "Alpha two.", bbbbbb: "Beta two." });
    const [pending, merged] = [await row(2), await row(4)];
    expect(pending).toMatchObject({ state: "published", mergedIntoId: merged?.id });
    expect(merged).toMatchObject({ tag: "merge", authorId: ana.id, sourceId: pending?.id });
  });

  it("waits on when only a person can merge it", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Alpha three." }) });
    expect(await refusal(accept(trusted, 2))).toMatchObject({ code: "conflict", reason: "accept_conflict" });
    expect(await row(2)).toMatchObject({ state: "pending", decidedAt: null });
  });

  it("that equals the current text makes no further revision", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    expect(await accept(trusted, 2)).toMatchObject({ mergedInto: 3 });
    expect((await standing()).revision?.number).toBe(3);
  });

  it("is accepted or rejected with its new sources", async () => {
    const first = {
      base: 1,
      content: prose({ ...A, cccccc: "Cites. [gazette]" }),
      newSources: [source("gazette")],
    };
    await propose(ana, first);
    expect(await findPendingEdit(ben, "senegal", 3)).toMatchObject({
      sourceTitles: { gazette: "Source gazette" },
    });
    await accept(trusted, 3);
    expect([(await row(2))?.state, (await row(3))?.state]).toEqual(["published", "published"]);
    expect(JSON.stringify((await standing("sources")).content)).toContain("gazette");
    await propose(ana, {
      base: 3,
      content: prose({ ...A, cccccc: "Cites. [other]" }),
      newSources: [source("other")],
    });
    await reject(trusted, 5);
    expect([(await row(4))?.state, (await row(5))?.state]).toEqual(["rejected", "rejected"]);
  });

  it("continues from the author's pending text like from the published one", async () => {
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    const again = await propose(ana, {
      base: 2,
      content: prose({ aaaaaa: "Alpha two.", bbbbbb: "Beta two." }),
    });
    expect(again).toMatchObject({ state: "pending", number: 3, merged: false });
    await accept(trusted, 3);
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "Alpha two.", bbbbbb: "Beta two." });
  });
});

describe("a decision", () => {
  beforeEach(async () => {
    await save(ben, { content: prose(A) });
    await propose(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
  });

  it("with a reason keeps the text in history, unread", async () => {
    expect(await reject(trusted, 2)).toMatchObject({ state: "rejected" });
    expect(await row(2)).toMatchObject({ state: "rejected", decisionReason: "No source" });
    expect((await standing()).revision?.number).toBe(1);
    expect((await listOwnContributions(ana, {})).rows).toMatchObject([{ decisionReason: "No source" }]);
  });

  it("leaves its author and reviewers the text that it refused, from which the author may begin again", async () => {
    const cites = { base: 1, content: prose({ ...A, cccccc: "Cites. [gazette]" }) };
    await propose(ana, { ...cites, newSources: [source("gazette")] });
    await reject(trusted, 4);
    for (const reader of [ana, ben])
      expect(await findPendingEdit(reader, "senegal", 4)).toMatchObject({
        state: "rejected",
        reason: "No source",
        isOwn: reader === ana,
        proposed: { summary: "A proposal", diff: { size: { passages: 1 } }, sources: expect.anything() },
      });
    expect(await findPendingEdit(ben, "senegal", 4)).toMatchObject({
      proposed: { sourceTitles: { gazette: "Source gazette" } },
    });
    expect((await refusal(findPendingEdit(await makeActor(), "senegal", 4))).code).toBe("not_found");
    const again = (actor: Actor) => findSectionForEdit(actor, "senegal", "legislation", { again: 4 });
    expect((await refusal(again(ben))).code).toBe("not_found");
    const begun = await again(ana);
    expect(begun).toMatchObject({ waiting: { number: 4, isOwn: true, isEnded: true } });
    expect(begun.sources.map(({ id }) => id)).toEqual(["gazette"]);
    // The source rejected with the edit is included again, although it is not sent again.
    await save(ben, { base: 1, content: prose({ ...A, bbbbbb: "Beta two." }) });
    expect(await save(ana, { base: 4, content: begun.content as object })).toMatchObject({ merged: true });
    expect(textsOf((await standing()).content)).toMatchObject({ bbbbbb: "Beta two.", cccccc: "Cites." });
    expect(await row(4)).toMatchObject({ state: "rejected" });
  });

  it("is listed page by page", async () => {
    for (let n = 3; n < 30; n++) await propose(ana, { base: 1, content: prose({ aaaaaa: `No. ${n}` }) });
    const first = await listPending(ben, "senegal");
    const second = await listPending(ben, "senegal", { after: first.next ?? "" });
    expect([first.rows.length, first.previous, second.rows.length, second.next]).toEqual([25, null, 3, null]);
    expect((await listPending(ben, "senegal", { before: second.previous ?? "" })).rows).toEqual(first.rows);
  });

  it("is for others than the author, who must be trusted or the country's focal point", async () => {
    const { id } = await makeMember();
    await giveRole(id, "focal-point", "FR");
    for (const actor of [null, ana, await makeActor(), await actorOf(id)]) {
      expect(["unauthenticated", "forbidden"]).toContain((await refusal(accept(actor, 2))).code);
      expect(["unauthenticated", "forbidden"]).toContain((await refusal(reject(actor, 2))).code);
    }
    await expect(accept(await makeActor("focal-point"), 2)).resolves.toMatchObject({ state: "published" });
  });

  it("is never an administrator's own", async () => {
    const administrator = await makeActor("administrator");
    await propose(administrator, { base: 1, content: prose({ ...A, bbbbbb: "Beta two." }) });
    expect(await refusal(accept(administrator, 3))).toMatchObject({ code: "forbidden" });
  });

  it("is made once: the second reviewer is told", async () => {
    const other = await makeActor("trusted");
    const outcomes = await Promise.allSettled([accept(trusted, 2), reject(other, 2), accept(other, 2)]);
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "conflict", reason: "already_decided" });
  });

  it("is refused for a published or unknown edit", async () => {
    expect(await refusal(accept(trusted, 1))).toMatchObject({ reason: "already_decided" });
    expect(await refusal(accept(trusted, 77))).toMatchObject({ code: "not_found" });
  });
});

it("gives the editor its start, and refuses it to visitors", async () => {
  await save(ben, { section: "sources", content: records(source("gazette")) });
  await save(ben, { content: prose(A) });
  const data = await findSectionForEdit(ana, "senegal", "legislation");
  expect(data).toMatchObject({
    family: "prose",
    revision: { number: 2 },
    draft: null,
    sources: [{ id: "gazette" }],
    others: [],
  });
  expect(await findSectionForEdit(ana, "senegal", "safeguards")).toMatchObject({ revision: null });
  expect((await refusal(findSectionForEdit(null, "senegal", "legislation"))).code).toBe("unauthenticated");
  expect((await refusal(findSectionForEdit(ana, "atlantis", "legislation"))).code).toBe("not_found");
});
