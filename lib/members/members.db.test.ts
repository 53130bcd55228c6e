import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { findActorBySession } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { listOwnContributions } from "@/lib/page-kinds";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { actorOf, by, giveRole, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { publishedPost, startedPost } from "@/tests/support/posts";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { refusal } from "@/tests/support/sections";
import {
  changeLanguage,
  changeRole,
  changeRoleAsOperator,
  countMembers,
  findMemberFor,
  findMemberForAdmin,
  findOwnProfile,
  findPublicMember,
  listDirectory,
  listDirectoryCountries,
  reinstateMember,
  resendVerificationFor,
  searchMembers,
  suggestPeople,
  suspendAsOperator,
  suspendMember,
  updateProfile,
  updateWork,
} from "./index";
import { ChangeRole, DirectoryQuery, UpdateProfile, UpdateWork } from "./model";
import { indexMembers } from "./search-entries";

useDatabase();

const FORM = UpdateProfile.parse({
  fullName: "Awa Diop",
  country: "SN",
  institution: "Ministry of Justice",
  sector: "ministry",
  "see-country": "public",
  isListed: "on",
});
const WORK = UpdateWork.parse({
  specialties: ["legislation", "training"],
  languages: ["fr"],
  "see-specialties": "public",
});
const save = (actor: Actor | null, fields: Partial<UpdateProfile> = {}) =>
  transact(by(actor), (ctx) => updateProfile(ctx, { ...FORM, ...fields }));
const saveWork = (actor: Actor | null, fields: Partial<UpdateWork> = {}) =>
  transact(by(actor), (ctx) => updateWork(ctx, { ...WORK, ...fields }));
const facts = async () =>
  (await db().select({ fact: auditEntry.fact }).from(auditEntry).orderBy(auditEntry.id)).map(
    (row) => row.fact,
  );
const role = (
  admin: Actor | null,
  handle: string,
  name: string,
  change: "give" | "take" = "give",
  country?: string,
) => {
  const input = { handle, role: name, change, country, roleReason: "Asked for by the ministry" };
  return transact(by(admin), (ctx) => changeRole(ctx, ChangeRole.parse(input)));
};

describe("own profile", () => {
  it("is saved completely, and makes its pages stale", async () => {
    const actor = await makeActor();
    await save(actor, { displayName: null });
    const own = await findOwnProfile(actor);
    expect(own).toMatchObject({
      fullName: "Awa Diop",
      displayName: "Awa Diop",
      country: "SN",
      isListed: true,
    });
    expect(own.visibility).toMatchObject({ country: "public", institution: "members" });
    expect([...(await listVersions(db(), ["members", `member:${actor.handle}`])).values()]).toEqual([1, 1]);
    expect(await facts()).toEqual(["profile-page.changed"]);
  });

  it("is saved in two parts, each of which keeps what the other holds", async () => {
    const actor = await makeActor();
    await save(actor, { biography: "Twelve years of cases at sea." });
    await saveWork(actor);
    const both = {
      biography: "Twelve years of cases at sea.",
      isListed: true,
      specialties: ["legislation", "training"],
      languages: ["fr"],
      visibility: { country: "public", biography: "members", specialties: "public", languages: "members" },
    };
    expect(await findOwnProfile(actor)).toMatchObject(both);
    await save(actor, { biography: "Retired.", "see-country": "hidden" });
    const visibility = { ...both.visibility, country: "hidden" };
    expect(await findOwnProfile(actor)).toMatchObject({ ...both, biography: "Retired.", visibility });
    await saveWork(actor, { specialties: [], languages: ["ar"], "see-languages": "public" });
    expect(await findOwnProfile(actor)).toMatchObject({
      biography: "Retired.",
      country: "SN",
      specialties: [],
      languages: ["ar"],
      visibility: { ...visibility, languages: "public" },
    });
    await expect(saveWork(null)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(saveWork({ ...actor, scopes: ["profiles:write"] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("belongs to its member, and its country must exist", async () => {
    const actor = await makeActor();
    await expect(save(null)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(save({ ...actor, scopes: ["profiles:write"] })).rejects.toMatchObject({ code: "forbidden" });
    await expect(save(actor, { country: "QQ" })).rejects.toMatchObject({
      details: { fields: { country: ["choose"] } },
    });
    await expect(findOwnProfile({ ...actor, scopes: [] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stores the language of mails", async () => {
    const actor = await makeActor();
    await transact(by(actor), (ctx) => changeLanguage(ctx, { language: "ar" }));
    expect((await findOwnProfile(actor)).locale).toBe("ar");
    expect(await facts()).toEqual(["preference.changed"]);
    await expect(transact(by(null), (ctx) => changeLanguage(ctx, { language: "fr" }))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect((await findOwnProfile(actor)).locale).toBe("ar");
  });

  it("lists the member's own contributions with their state", async () => {
    const actor = await makeActor();
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    const content = { schemaVersion: 1, doc: { type: "doc", content: [] } };
    await makeRevision({ pageId, key: "policies", content, authorId: actor.id });
    await makeRevision({ pageId, key: "policies", content, authorId: actor.id, state: "pending" });
    await makeRevision({ pageId, key: "policies", content, authorId: (await makeActor()).id });
    const own = await listOwnContributions(actor, {});
    expect(own.total).toBe(2);
    expect(own.rows).toMatchObject([
      { slug: "senegal", section: "policies", number: 2, state: "pending" },
      { slug: "senegal", section: "policies", number: 1, state: "published" },
    ]);
    expect(await findPublicMember(actor.handle)).toMatchObject({ contributions: 1, latest: [{ number: 1 }] });
  });
});

describe("own contributions", () => {
  it("count what they list: edits of profiles, posts and materials, by page", async () => {
    const actor = await makeActor("trusted");
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    const content = { schemaVersion: 1, doc: { type: "doc", content: [] } };
    const draft = await startedPost(actor, { title: "A draft" });
    const shown = await publishedPost(actor, { title: "Malabo" });
    await publishedMaterial(actor, { title: "Evidence guide" });
    for (let n = 0; n < 24; n += 1)
      await makeRevision({ pageId, key: "policies", content, authorId: actor.id });
    // Others' contributions, and texts of own posts, have no rows here.
    await startedPost(await makeActor(), { title: "Another's" });
    const first = await listOwnContributions(actor, {});
    expect(first.total).toBe(27);
    const second = await listOwnContributions(actor, { before: first.next ?? "" });
    const all = [...first.rows, ...second.rows];
    expect(all.length).toBe(first.total);
    expect(second.next).toBeNull();
    const works = all.flatMap((row) => (row.kind === "revision" ? [] : [[row.kind, row.slug, row.state]]));
    expect(works.sort()).toEqual(
      [
        ["material", "evidence-guide", "published"],
        ["post", draft, "draft"],
        ["post", shown, "published"],
      ].sort(),
    );
    const back = await listOwnContributions(actor, { after: second.previous ?? "" });
    expect(back.rows).toEqual(first.rows);
  });
});

describe("public page of a member", () => {
  it("shows each reader what they may see", async () => {
    const actor = await makeActor("practitioner");
    await save(actor, { "see-institution": "members", "see-sector": "officers" });
    await saveWork(actor, { "see-languages": "hidden" });
    const visitor = await findPublicMember(actor.handle);
    expect(visitor?.fields).toMatchObject({ country: "SN", institution: null, sector: null, languages: [] });
    expect(visitor?.roles).toEqual([{ role: "practitioner", country: "" }]);
    const other = await findMemberFor(await makeActor(), actor.handle);
    expect(other?.fields).toMatchObject({ institution: "Ministry of Justice", sector: null });
    const officer = await findMemberFor(await makeActor("moderator"), actor.handle);
    expect(officer?.fields).toMatchObject({ sector: "ministry", languages: [] });
  });

  it.each(["unverified", "applied", "refused", "suspended", "erased"] as const)(
    "does not exist for %s",
    async (state) => {
      const { handle } = await makeMember({ state });
      expect(await findPublicMember(handle)).toBeNull();
      expect(await findPublicMember("nobody")).toBeNull();
    },
  );
});

describe("directory of members", () => {
  const list = (query: object = {}) => listDirectory(DirectoryQuery.parse(query));
  const listed = (name: string, values: object = {}) =>
    makeMember({
      displayName: name,
      isListed: true,
      country: "SN",
      sector: "prosecution",
      institution: "Parquet",
      specialties: ["training"],
      languages: ["fr", "pt"],
      visibility: { country: "public", sector: "public", specialties: "public", languages: "public" },
      ...values,
    });

  it("supplies suggestions after an @, besides those on the page; no others are revealed", async () => {
    const made = [
      await listed("Élodie Lefèvre", { handle: "e-lefevre" }),
      await listed("Awa Diop", { handle: "awa" }),
      await listed("Eli Suspended", { handle: "eli-s", state: "suspended" }),
      await makeMember({ displayName: "Elena Unlisted", handle: "elena" }),
    ];
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await indexMembers(
        ctx.tx,
        made.map(({ id }) => id),
      );
    });
    const asker = await makeActor();
    const offered = async (q: string, actor: Actor | null = asker) =>
      (await suggestPeople(actor, { q })).map(({ handle, name }) => `${handle} ${name}`);
    for (const q of ["el", "Lef", "e-lef", "elodie lef"])
      expect(await offered(q)).toEqual(["e-lefevre Élodie Lefèvre"]);
    expect(await offered("Aw")).toEqual(["awa Awa Diop"]);
    expect(await offered("Elena")).toEqual([]);
    expect(await offered("Parquet")).toEqual([]);
    expect(await refusal(offered("el", null))).toMatchObject({ code: "unauthenticated" });
    expect(await refusal(offered("el", { ...asker, scopes: ["read"] } as Actor))).toMatchObject({
      code: "forbidden",
    });
  });

  it("lists members who chose it with public fields, and searches only those", async () => {
    await listed("Awa Diop");
    await listed("Hidden Country", { visibility: { country: "members" } });
    await makeMember({ displayName: "Not Listed" });
    await listed("Suspended", { state: "suspended" });
    const all = await list();
    expect(all.rows.map((row) => row.displayName)).toEqual(["Awa Diop", "Hidden Country"]);
    expect(all.total).toBe(2);
    expect(all.rows[1]?.fields).toMatchObject({ country: null, sector: null, languages: [] });
    for (const query of [
      { country: "SN" },
      { sector: "prosecution" },
      { specialty: "training" },
      { language: "pt" },
    ]) {
      expect((await list(query)).rows.map((row) => row.displayName)).toEqual(["Awa Diop"]);
    }
    expect(
      (await list({ country: "SN", language: "pt", specialty: "training", sector: "prosecution" })).total,
    ).toBe(1);
    expect((await list({ q: "parquet" })).total).toBe(0);
    expect((await list({ q: "wa d" })).total).toBe(1);
    expect((await list({ q: "%" })).total).toBe(0);
    expect(await listDirectoryCountries()).toEqual(["SN"]);
  });

  it("pages by key in both directions without losing or repeating anyone", async () => {
    for (let n = 10; n < 70; n += 1) await listed(`Member ${n}`);
    const first = await list();
    const second = await list({ after: first.next });
    const third = await list({ after: second.next });
    const names = [first, second, third].flatMap((page) => page.rows.map((row) => row.displayName));
    expect(names).toHaveLength(60);
    expect(new Set(names).size).toBe(60);
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await list({ before: third.previous });
    expect(back.rows.map((row) => row.id)).toEqual(second.rows.map((row) => row.id));
  });
});

describe("roles", () => {
  it("are assigned and removed by administrators, effective at the next request, and logged", async () => {
    const admin = await makeActor("administrator");
    const { id, handle } = await makeMember();
    const actor = await actorOf(id);
    await role(admin, handle, "moderator");
    await role(admin, handle, "focal-point", "give", "SN");
    await role(admin, handle, "focal-point", "give", "FR");
    const now = await findActorBySession(actor.sessionId ?? "");
    expect(now?.roles).toEqual(expect.arrayContaining(["moderator", "focal-point"]));
    expect(now?.focalCountries.toSorted()).toEqual(["FR", "SN"]);
    await role(admin, handle, "focal-point", "take", "SN");
    await role(admin, handle, "moderator", "take");
    const then = await findActorBySession(actor.sessionId ?? "");
    expect(then).toMatchObject({ roles: ["member", "focal-point"], focalCountries: ["FR"] });
    expect(await facts()).toEqual(Array(5).fill("role.changed"));
    const [entry] = await db().select({ details: auditEntry.details }).from(auditEntry);
    expect(entry?.details).toMatchObject({ role: "moderator", reason: "Asked for by the ministry" });
  });

  it("are assigned once when assigned twice", async () => {
    const admin = await makeActor("administrator");
    const { handle } = await makeMember();
    await role(admin, handle, "trusted");
    await role(admin, handle, "trusted");
    expect(await facts()).toEqual(["role.changed"]);
  });

  it("cannot be changed by oneself or by a moderator", async () => {
    const admin = await makeActor("administrator");
    const { handle } = await makeMember();
    await expect(role(admin, admin.handle, "moderator")).rejects.toMatchObject({ code: "forbidden" });
    await expect(role(await makeActor("moderator"), handle, "trusted")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(role(null, handle, "trusted")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(role(admin, "nobody", "trusted")).rejects.toMatchObject({ code: "not_found" });
    const stale = await actorOf(admin.id, { confirmedAt: new Date(Date.now() - 700_000) });
    await expect(role(stale, handle, "trusted")).rejects.toMatchObject({ reason: "confirm_first" });
  });

  it("need an active member, and an existing country", async () => {
    const admin = await makeActor("administrator");
    const { handle } = await makeMember({ state: "unverified" });
    await expect(role(admin, handle, "trusted")).rejects.toMatchObject({ reason: "member_inactive" });
    const active = await makeMember();
    await expect(role(admin, active.handle, "focal-point", "give", "QQ")).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("always leave an administrator, even when two remove each other simultaneously", async () => {
    const [one, two] = [await makeActor("administrator"), await makeActor("administrator")];
    const results = await Promise.allSettled([
      role(one, two.handle, "administrator", "take"),
      role(two, one.handle, "administrator", "take"),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().select({ id: roleGrant.memberId }).from(roleGrant)).toHaveLength(1);
    const [left] = await db()
      .select({ email: member.email })
      .from(member)
      .innerJoin(roleGrant, eq(roleGrant.memberId, member.id));
    const take = { email: left?.email ?? "", role: "administrator", country: null, isGiven: false } as const;
    await expect(transact(OPERATOR, (ctx) => changeRoleAsOperator(ctx, take))).rejects.toMatchObject({
      reason: "last_administrator",
    });
  });
});

describe("suspension", () => {
  const suspend = (admin: Actor | null, handle: string) =>
    transact(by(admin), (ctx) =>
      suspendMember(ctx, { handle, suspensionReason: "Advertising after two warnings" }),
    );

  it("stops a member at once until it is lifted", async () => {
    const moderator = await makeActor("moderator");
    const target = await makeActor();
    await suspend(moderator, target.handle);
    expect(await findActorBySession(target.sessionId ?? "")).toBeNull();
    expect(await findPublicMember(target.handle)).toBeNull();
    await expect(suspend(moderator, target.handle)).rejects.toMatchObject({ reason: "member_inactive" });
    await transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle }));
    expect(await findActorBySession(target.sessionId ?? "")).toBeNull();
    expect(await findPublicMember(target.handle)).not.toBeNull();
    await expect(
      transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle })),
    ).rejects.toMatchObject({ reason: "member_not_suspended" });
    expect(await facts()).toEqual(["member.suspended", "member.reinstated"]);
  });

  it("of an administrator needs one; nobody suspends themselves or the last one", async () => {
    const [one, two] = [await makeActor("administrator"), await makeActor("administrator")];
    const moderator = await makeActor("moderator");
    await expect(suspend(moderator, one.handle)).rejects.toMatchObject({ code: "forbidden" });
    await expect(suspend(one, one.handle)).rejects.toMatchObject({ code: "forbidden" });
    await expect(suspend(await makeActor(), two.handle)).rejects.toMatchObject({ code: "forbidden" });
    const results = await Promise.allSettled([suspend(one, two.handle), suspend(two, one.handle)]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("can be done by the operator, by address", async () => {
    const { handle } = await makeMember({ email: "Awa@Example.org", handle: "awa" });
    await transact(OPERATOR, (ctx) =>
      suspendAsOperator(ctx, { email: "awa@example.ORG", reason: "On request" }),
    );
    expect(await findPublicMember(handle)).toBeNull();
    await expect(
      transact(OPERATOR, (ctx) => suspendAsOperator(ctx, { email: "no@example.org", reason: "x" })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("list of members for administrators", () => {
  it("filters by name, address, handle, state and role, for administrators only", async () => {
    const admin = await makeActor("administrator");
    const { id } = await makeMember({
      displayName: "Awa Diop",
      handle: "awa",
      email: "a.diop@justice.example",
    });
    await giveRole(id, "trusted");
    await makeMember({ state: "unverified", displayName: "Someone" });
    const names = async (query: object) =>
      (await searchMembers(admin, query)).rows.map((row) => row.displayName);
    for (const q of ["diop", "justice.example", "awa"]) expect(await names({ q })).toEqual(["Awa Diop"]);
    expect(await names({ state: "unverified" })).toEqual(["Someone"]);
    expect(await names({ role: "trusted" })).toEqual(["Awa Diop"]);
    expect((await searchMembers(admin, {})).total).toBe(3);
    const seenAt = new Date("2026-05-06T07:08:09Z");
    await makeSession(id, { lastSeenAt: seenAt });
    expect((await searchMembers(admin, { q: "awa" })).rows[0]?.lastSeenAt).toEqual(seenAt);
    expect((await searchMembers(admin, { q: "someone" })).rows[0]?.lastSeenAt).toBeNull();
    expect(await findMemberForAdmin(admin, "awa")).toMatchObject({
      email: "a.diop@justice.example",
      roles: [{ role: "trusted" }],
    });
    expect(await findMemberForAdmin(admin, "nobody")).toBeNull();
    expect(await countMembers(admin)).toMatchObject({
      byState: { active: 2, unverified: 1 },
      byRole: { trusted: 1 },
    });
    const other = await makeActor("moderator");
    for (const run of [
      () => searchMembers(other, {}),
      () => findMemberForAdmin(other, "awa"),
      () => countMembers(other),
    ])
      await expect(run()).rejects.toMatchObject({ code: "forbidden" });
  });

  it("resends the verification mail while needed", async () => {
    const admin = await makeActor("administrator");
    const waiting = await makeMember({ state: "unverified" });
    const active = await makeMember();
    const resend = (handle: string, actor = admin) =>
      transact(by(actor), (ctx) => resendVerificationFor(ctx, { handle }));
    await resend(waiting.handle);
    expect(await facts()).toEqual(["verification.requested"]);
    await expect(resend(active.handle)).rejects.toMatchObject({ reason: "member_verified" });
    await expect(resend(waiting.handle, await makeActor())).rejects.toMatchObject({ code: "forbidden" });
  });
});
