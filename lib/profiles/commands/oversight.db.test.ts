import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { revisionThanks, section } from "@/db/schema/revisions";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { listVersions, scope } from "@/lib/core/versions";
import { findProtection, removeExpiredProtections } from "@/lib/pages/moderation";
import {
  acceptRevision,
  findPendingEdit,
  findSectionForEdit,
  protectSection,
  rejectRevision,
  thankEditor,
  unprotectSection,
} from "@/lib/profiles";
import { historyOf } from "@/lib/profiles/model";
import { findProfileAfter, findProfilePage } from "@/lib/profiles/reading";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";

useDatabase();

const slug = "senegal";
const DAY = 86_400_000;
let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  await makeProfile({ slug, iso2: "SN" });
  [ana, ben] = [await makeActor(), await makeActor("trusted")];
});

describe("protection", () => {
  const at = { slug, section: "legislation" as const };
  const protect = (actor: Actor, level: "trusted" | "moderators", until: string | null = null) =>
    transact(by(actor), (ctx) =>
      protectSection(ctx, { ...at, level, until, reason: "Two editors disagree" }),
    );

  it("lets only its level edit, shows why, and can be removed", async () => {
    const moderator = await makeActor("moderator");
    await protect(moderator, "trusted");
    expect(await findProtection(historyOf(slug), "legislation")).toMatchObject({
      level: "trusted",
      reason: "Two editors disagree",
      until: null,
      by: moderator.displayName,
    });
    const content = prose({ aaaaaa: "Alpha." });
    expect(await refusal(save(ana, { content }))).toMatchObject({
      code: "forbidden",
      reason: "section_edit",
    });
    expect(await refusal(findSectionForEdit(ana, slug, "legislation"))).toMatchObject({
      reason: "section_edit",
    });
    expect(await save(ben, { content })).toMatchObject({ state: "published" });
    await protect(moderator, "moderators");
    expect(await refusal(save(ben, { base: 1, content }))).toMatchObject({ code: "forbidden" });
    await transact(by(moderator), (ctx) => unprotectSection(ctx, at));
    expect(await findProtection(historyOf(slug), "legislation")).toBeNull();
    expect(await save(ana, { base: 1, content: prose({ aaaaaa: "Beta." }) })).toMatchObject({
      state: "pending",
    });
    const kept = await db()
      .select({ details: auditEntry.details })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "section.protected"));
    expect(kept.map(({ details }) => String((details as { level: string | null }).level)).sort()).toEqual([
      "moderators",
      "null",
      "trusted",
    ]);
  });

  it("keeps others from accepting pending edits, but not from rejecting them", async () => {
    const moderator = await makeActor("moderator");
    await save(ben, { content: prose({ aaaaaa: "Alpha." }) });
    for (const text of ["Beta.", "Gamma."]) await save(ana, { base: 1, content: prose({ aaaaaa: text }) });
    await protect(moderator, "moderators");
    const other = await makeActor("trusted");
    const accept = (actor: Actor, number: number) =>
      transact(by(actor), (ctx) => acceptRevision(ctx, { slug, number }));
    for (const actor of [ben, other, await makeActor("focal-point")])
      expect(await refusal(accept(actor, 2))).toMatchObject({ code: "forbidden", reason: "revision_accept" });
    expect(await findPendingEdit(ben, slug, 2)).toMatchObject({
      mayReview: true,
      mayAccept: false,
      mayAmend: false,
      protection: { level: "moderators", reason: "Two editors disagree" },
    });
    await transact(by(ben), (ctx) => rejectRevision(ctx, { slug, number: 3, reason: "No source" }));
    expect(await findPendingEdit(moderator, slug, 2)).toMatchObject({ mayAccept: true, mayAmend: true });
    expect(await accept(moderator, 2)).toMatchObject({ state: "published" });
  });

  it("of a source closes its translations to those who would accept there", async () => {
    await save(ben, { content: prose({ aaaaaa: "Alpha." }) });
    await save(ana, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Alpha." }) });
    await protect(await makeActor("moderator"), "moderators");
    expect(await findPendingEdit(ben, slug, 2)).toMatchObject({
      section: "legislation@fr",
      mayAccept: false,
      protection: { level: "moderators" },
    });
    const accept = transact(by(ben), (ctx) => acceptRevision(ctx, { slug, number: 2 }));
    expect(await refusal(accept)).toMatchObject({ code: "forbidden" });
  });

  it("ends with its day", async () => {
    const moderator = await makeActor("moderator");
    const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
    expect(await refusal(protect(moderator, "moderators", day(-2)))).toMatchObject({ code: "invalid" });
    await protect(moderator, "moderators", day(2));
    expect(await refusal(save(ben, { content: prose({ aaaaaa: "Alpha." }) }))).toMatchObject({
      code: "forbidden",
    });
    await db()
      .update(section)
      .set({ protectedUntil: new Date(Date.now() - 1_000) });
    expect(await findProtection(historyOf(slug), "legislation")).toBeNull();
    expect(await save(ben, { content: prose({ aaaaaa: "Alpha." }) })).toMatchObject({ state: "published" });
  });

  it("is shown to readers without its author, on the current page, which is redrawn when it begins and ends", async () => {
    const own = [scope.profile(slug)];
    const told = async () => (await findProfilePage(slug))?.protections;
    const version = async () => (await listVersions(db(), own)).get(own[0] ?? "") ?? 0;
    const tend = (now: Date) => transact(SYSTEM, removeExpiredProtections, { now });
    await save(ben, { content: prose({ aaaaaa: "Alpha." }) });
    expect(await told()).toEqual({});
    const before = await version();
    const day = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
    await protect(await makeActor("moderator"), "trusted", day);
    const until = new Date(`${day}T23:59:59.999Z`);
    const mark = { level: "trusted", reason: "Two editors disagree", until };
    expect(await told()).toEqual({ legislation: mark });
    expect((await findProfileAfter(slug, 1))?.protections).toBeUndefined();
    expect(await version()).toBe(before + 1);

    // Not a moment before the end; then exactly once.
    expect(await tend(new Date())).toBe(0);
    expect(await version()).toBe(before + 1);
    expect(await tend(new Date(until.getTime() + 1))).toBe(1);
    expect([await told(), await version()]).toEqual([{}, before + 2]);
    expect(await tend(new Date(until.getTime() + 1))).toBe(0);
  });

  it("is for moderators and administrators", async () => {
    for (const actor of [ana, ben, await makeActor("focal-point")])
      expect(await refusal(protect(actor, "trusted"))).toMatchObject({ code: "forbidden" });
    await protect(await makeActor("administrator"), "trusted");
  });
});

describe("thanks", () => {
  const thank = (actor: Actor, number: number) =>
    transact(by(actor), (ctx) => thankEditor(ctx, { slug, number }));

  it("reach the author once from each, in one notice that names who thanked last", async () => {
    await save(ben, { content: prose({ aaaaaa: "Alpha." }) });
    await thank(ana, 1);
    await thank(ana, 1);
    await thank(await makeActor(), 1);
    expect(await db().$count(revisionThanks)).toBe(2);
    const own = and(eq(notice.memberId, ben.id), eq(notice.kind, "revision.thanked"));
    expect(await db().$count(notice, own)).toBe(1);
  });

  it("can be sent for others' published edits only", async () => {
    await save(ben, { content: prose({ aaaaaa: "Alpha." }) });
    await save(ana, { base: 1, content: prose({ aaaaaa: "Beta." }) });
    expect(await refusal(thank(ben, 1))).toMatchObject({ code: "forbidden" });
    expect(await refusal(thank(ben, 2))).toMatchObject({ code: "not_found" });
  });
});
