import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { category, roomMember, topic } from "@/db/schema/discussions";
import { pageLink } from "@/db/schema/page-links";
import { searchEntry } from "@/db/schema/search";
import { findComment, findCommented, findCommentVersions } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { listMemberActors } from "@/lib/core/member-actors";
import { can } from "@/lib/core/policy";
import { readVersion, scope } from "@/lib/core/versions";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import { search } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { findWatch, listNotices, listWatches, setWatch } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { categoryFields, madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { hoursPass } from "@/tests/support/watching";
import { CATEGORY_AUDIENCES } from "../areas/model";
import { ChangeCategory, MakeCategory, RoomMember } from "../categories/model";
import {
  addToRoom,
  changeCategory,
  countTopics,
  findCategory,
  findOwnTopic,
  findRoom,
  findRoomTopic,
  findTopicPage,
  listCategories,
  listNewestByCategory,
  listOpenCategories,
  listPinned,
  listRoomMembers,
  listRooms,
  listTopicAddresses,
  listTopics,
  listTopicsOn,
  makeCategory,
  removeFromRoom,
  roomCommands,
  roomPages,
  topicCommands,
} from "../index";
import { ChangeTopic } from "../model";
import { mayMemberRead, mayRead } from "./access";

useDatabase();

const SECRET = "Quetzalcoatl";

let admin: Actor;
let ama: Actor;
let kofi: Actor;

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const list = (actor: Actor, slug = "joint-team") =>
  run(admin, addToRoom, RoomMember.parse({ slug, handle: actor.handle }));
const unlist = (actor: Actor, slug = "joint-team") =>
  run(admin, removeFromRoom, RoomMember.parse({ slug, handle: actor.handle }));
const room = (given: Record<string, unknown> = {}) =>
  madeCategory({ slug: "joint-team", audience: "group", name_en: "Joint team", ...given });
const openedInside = (actor: Actor, given: Record<string, unknown> = {}) =>
  openedTopic(
    actor,
    { category: "joint-team", title: `The ${SECRET} operation`, text: `How ${SECRET} works.`, ...given },
    "rooms",
  );
const found = async (actor: Actor | null) => (await search(actor, { q: SECRET }, "en")).total;

beforeEach(async () => {
  [admin, ama, kofi] = [
    await makeActor("administrator"),
    await makeActor("trusted"),
    await makeActor("trusted"),
  ];
});

describe("who may read a room", () => {
  it("is the same in the policy, in queries, and for members who are to be notified", async () => {
    for (const audience of CATEGORY_AUDIENCES)
      await madeCategory({
        slug: `of-${audience}`,
        audience,
        ...(audience === "country" ? { country: "GH" } : {}),
      });
    const focal = await makeActor();
    await giveRole(focal.id, "focal-point", "GH");
    const elsewhere = await makeActor();
    await giveRole(elsewhere.id, "focal-point", "SN");
    for (const role of ["practitioner", "moderator"] as const) await makeActor(role);
    for (const audience of ["country", "group"]) await list(kofi, `of-${audience}`);

    const everyone = await listMemberActors(db(), undefined);
    expect(everyone.length).toBeGreaterThan(6);
    const rooms = (await db().select().from(category)).filter(({ isRoom }) => isRoom);
    expect(rooms).toHaveLength(4);
    for (const actor of everyone)
      for (const { id, audience, country } of rooms) {
        if (audience === "public") throw new Error("a public category is no room");
        const isListed = await db().$count(
          roomMember,
          sql`${roomMember.categoryId} = ${id} and ${roomMember.memberId} = ${actor.id}`,
        );
        const may = can(actor, "room.read", { audience, country, isListed: isListed > 0 });
        const rows = await db().select({ id: category.id }).from(category).where(mayRead(actor));
        const told = await db().execute<{ may: boolean }>(
          sql`select ${mayMemberRead(sql`${actor.id}::uuid`, sql`c`)} as may from category c where c.id = ${id}`,
        );
        expect([actor.roles, audience, rows.some((row) => row.id === id), told.rows[0]?.may]).toEqual([
          actor.roles,
          audience,
          may,
          may,
        ]);
        // Who owes the charter has no roles in force, and reads no room, even one on whose list they are.
        const owing: Actor = { ...actor, roles: [], dormantRoles: actor.roles, owesCharter: true };
        expect(can(owing, "room.read", { audience, country, isListed: isListed > 0 })).toBe(false);
        expect(await db().select({ id: category.id }).from(category).where(mayRead(owing))).toEqual([]);
      }
    expect(await listRooms({ ...admin, scopes: ["read"] } as Actor)).toEqual([]);
  });

  it("follows the second factor: a session without it does not see a practitioners' room", async () => {
    await room({ audience: "practitioners" });
    const { id } = await makeActor("practitioner");
    const plain = await actorOf(id, { secondFactorAt: null });
    const strong = await actorOf(id);
    expect([await listRooms(plain), (await listRooms(strong)).length]).toEqual([[], 1]);
    expect((await refusal(findRoom(plain, "joint-team"))).code).toBe("not_found");
  });
});

describe("a room", () => {
  it("is in none of the public lists, and neither are its topics", async () => {
    await room();
    await list(ama);
    const { slug, isInRoom } = await openedInside(ama, { countries: ["GH"] });
    expect(isInRoom).toBe(true);
    await replied(ama, slug, `${SECRET} answered.`, null, "rooms");
    await madeCategory();
    const open = await openedTopic(ama, { countries: ["GH"] });
    // Numbers of the two areas are counted apart: those of the public tell nothing of the rooms.
    expect([slug, open.slug]).toEqual(["1", "1"]);

    expect((await listCategories()).map((one) => one.slug)).toEqual(["electronic-evidence"]);
    expect(await findCategory("joint-team")).toBeNull();
    expect([...(await countTopics()).values()]).toEqual([1]);
    expect([...(await listNewestByCategory()).values()].map(({ title }) => title)).toHaveLength(1);
    const [inside] = await db().select().from(topic).where(sql`is_in_room`);
    const pageId = inside?.pageId ?? "";
    const lists = [
      (await listTopics({})).rows,
      (await listTopics({ list: "new", country: "ghana" })).rows,
      await listPinned(),
      await listTopicsOn({ iso2: "GH", pageId }, 20),
      await listTopicAddresses(20),
      [await findTopicPage("1")],
    ];
    expect(JSON.stringify(lists)).not.toContain(SECRET);
    expect((await listOpenCategories(ama, "discussions")).map((one) => one.slug)).toEqual([
      "electronic-evidence",
    ]);

    const mine = await listTopics({}, { reader: ama });
    expect([mine.total, mine.rows[0]?.title, mine.rows[0]?.replyCount]).toEqual([
      1,
      `The ${SECRET} operation`,
      1,
    ]);
    expect((await listTopics({}, { reader: kofi })).total).toBe(0);
    expect([...(await countTopics(kofi)).values(), ...(await countTopics(ama)).values()]).toEqual([1]);
  });

  it("answers to others as if it did not exist, to reads and to writes", async () => {
    await room();
    await list(ama);
    const { slug } = await openedInside(ama);
    const reply = await replied(ama, slug, `${SECRET} answered.`, null, "rooms");
    const attempts: [string, () => Promise<unknown>, string][] = [
      ["room", () => findRoom(kofi, "joint-team"), "category"],
      ["topic", () => findRoomTopic(kofi, slug), "topic"],
      ["manage", () => findOwnTopic(kofi, "rooms", slug), "topic"],
      ["comments", () => findCommented(roomPages, kofi, slug), "room"],
      ["comments of visitors", () => findCommented(roomPages, null, slug), "room"],
      ["comment", () => findComment(roomPages, kofi, { slug, id: reply }), "room"],
      ["reply", () => replied(kofi, slug, "Let me in.", null, "rooms"), "topic"],
      ["change", () => run(kofi, roomCommands.change, ChangeTopic.parse({ ...changeOf(slug) })), "topic"],
      ["hide", () => run(kofi, roomCommands.hide, { slug, reason: "No" }), "topic"],
      [
        "watch",
        () => run(kofi, setWatch, { of: { kind: "room", slug }, level: "watching", show: undefined }),
        "watch",
      ],
      ["watched", () => findWatch(kofi, { kind: "room", slug }), "watch"],
    ];
    for (const [what, attempt, reason] of attempts) {
      const refused = await refusal(attempt());
      expect([what, refused.code, refused.reason]).toEqual([what, "not_found", reason]);
    }
    const inRoom = await refusal(openedInside(kofi));
    const nowhere = await refusal(openedInside(kofi, { category: "no-such-room" }));
    expect([inRoom.code, inRoom.details]).toEqual([nowhere.code, nowhere.details]);
    expect(await findCommentVersions(roomPages, kofi, { slug, id: reply })).toBeNull();
    // The commands of one area never reach a topic of the other.
    expect((await refusal(run(admin, topicCommands.close, { slug, isClosed: true }))).code).toBe("not_found");
  });

  it("is found in the search by its readers alone, with its topics and replies", async () => {
    await room();
    await list(ama);
    const { slug } = await openedInside(ama);
    await replied(ama, slug, `${SECRET} answered.`, null, "rooms");
    expect([await found(ama), await found(admin), await found(kofi), await found(null)]).toEqual([
      2, 2, 0, 0,
    ]);
    const again = await search(kofi, { q: SECRET.replace("tz", "z") }, "en");
    expect(JSON.stringify(again)).not.toContain(SECRET);
    await unlist(ama);
    expect(await found(ama)).toBe(0);
    const all = await db().select().from(searchEntry).where(sql`audience like 'room:%'`);
    await reindexAll(OPERATOR);
    expect(await db().select().from(searchEntry).where(sql`audience like 'room:%'`)).toEqual(all);
  });

  it("changes no document and no list of links", async () => {
    await room();
    await list(ama);
    const scopes = [scope.discussions, scope.categories, scope.topic("1"), scope.topicsOn("GH"), scope.links];
    const before = await readVersion(scopes);
    const { slug } = await openedInside(ama, {
      countries: ["GH"],
      text: "See /countries/ghana and [Ghana](/countries/ghana), both.",
    });
    await replied(ama, slug, "Yes.", null, "rooms");
    await run(admin, roomCommands.pin, { slug, isPinned: true });
    await run(admin, roomCommands.hide, { slug, reason: "No" });
    await run(admin, roomCommands.show, { slug });
    expect(await readVersion(scopes)).toBe(before);
    expect(await db().$count(pageLink)).toBe(0);
  });
});

describe("notices about a room", () => {
  it("reach its readers only, and nobody who has lost access", async () => {
    await room();
    const ben = await makeActor("trusted");
    for (const one of [ama, ben]) await list(one);
    const { slug } = await openedInside(ama);
    await run(ben, setWatch, { of: { kind: "room", slug }, level: "watching", show: undefined });
    await replied(ama, slug, `@${kofi.handle} and @${ben.handle}, what of ${SECRET}?`, null, "rooms");
    await runDueJobs();
    expect((await listNotices(kofi, {})).rows).toEqual([]);
    expect((await listNotices(kofi, {})).unseen).toBe(0);
    expect((await listNotices(ben, {})).unseen).toBeGreaterThan(0);
    expect((await listWatches(ben, {})).rows).toHaveLength(1);

    await unlist(ben);
    const after = await listNotices(ben, {});
    expect([after.rows, after.unseen]).toEqual([[], 0]);
    expect(await listWatches(ben, {})).toMatchObject({ rows: [], total: 0 });
    await replied(ama, slug, "More.", null, "rooms");
    await runDueJobs();
    expect((await listNotices(ben, {})).unseen).toBe(0);
  });

  it("are mailed without what was written, to those who may read the room when it is sent", async () => {
    await room();
    const ben = await makeActor("trusted");
    for (const one of [ama, ben]) await list(one);
    const { slug } = await openedInside(ben, { title: "Who leads the joint team?" });
    await replied(ama, slug, `@${ben.handle}: it is ${SECRET}.`, null, "rooms");
    const before = (await readMails()).length;
    await hoursPass(1);
    const mails = (await readMails()).slice(before);
    const own = mails.filter((mail) => recipientOf(mail) === `${ben.handle}@example.org`);
    expect(own).toHaveLength(1);
    expect(JSON.stringify(own)).toContain("Who leads the joint team?");
    expect(JSON.stringify(own)).not.toContain(SECRET);
    await replied(ama, slug, `@${ben.handle}: once more.`, null, "rooms");
    await unlist(ben);
    await hoursPass(1);
    expect((await readMails()).slice(before).length).toBe(mails.length);
  });

  it("say nothing to its author who has lost access", async () => {
    await room();
    await list(ama);
    const { slug } = await openedInside(ama);
    await run(admin, roomCommands.hide, { slug, reason: "It names a suspect." });
    expect((await listNotices(ama, {})).rows).toHaveLength(1);
    await unlist(ama);
    expect((await listNotices(ama, {})).rows).toEqual([]);
  });
});

describe("administrators", () => {
  it("keep the list of a room, and the members leave it when they are erased", async () => {
    await room();
    await list(ama);
    await list(ama);
    expect((await listRoomMembers(admin, "joint-team")).map(({ handle }) => handle)).toEqual([ama.handle]);
    expect((await refusal(listRoomMembers(kofi, "joint-team"))).code).toBe("forbidden");
    expect((await refusal(run(kofi, addToRoom, { slug: "joint-team", handle: kofi.handle }))).code).toBe(
      "forbidden",
    );
    const unknown = await refusal(run(admin, addToRoom, { slug: "joint-team", handle: "nobody" }));
    expect(unknown.details).toMatchObject({ fields: { handle: ["unknown_handle"] } });
    await madeCategory();
    expect((await refusal(list(ama, "electronic-evidence"))).code).toBe("not_found");
    expect((await collectOwnData(db(), ama.id, new Date())).toString()).toContain("joint-team");
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      return erasePerson(ctx, ama.id);
    });
    expect(await db().$count(roomMember)).toBe(0);
  });

  it("never turn a category with topics into a room, or a room with topics into a public category", async () => {
    await room();
    await list(ama);
    await openedInside(ama);
    await madeCategory();
    await openedTopic(ama);
    const change = async (slug: string, audience: string) => {
      const [row] = await db().select().from(category).where(sql`slug = ${slug}`);
      const seen = row?.updatedAt.getTime();
      return run(admin, changeCategory, ChangeCategory.parse(categoryFields({ slug, audience, seen })));
    };
    expect((await refusal(change("joint-team", "public"))).reason).toBe("category_has_topics");
    expect((await refusal(change("electronic-evidence", "members"))).reason).toBe("category_has_topics");
    // Another audience of the same room is fine, and so is a form that does not name one.
    await change("joint-team", "practitioners");
    const [row] = await db().select().from(category).where(sql`slug = 'joint-team'`);
    const plain = categoryFields({ slug: "joint-team", icon: "lock", seen: row?.updatedAt.getTime() });
    await run(admin, changeCategory, ChangeCategory.parse(plain));
    expect(await findRoom(admin, "joint-team")).toMatchObject({ audience: "practitioners", icon: "lock" });
    // The database refuses what a command forgot.
    const forced = db().execute(sql`update category set audience = 'public' where slug = 'joint-team'`);
    await expect(forced).rejects.toThrow();
    const shown = db().execute(sql`update topic set state = 'shown' where is_in_room`);
    await expect(shown).rejects.toThrow();
    const noCountry = run(
      admin,
      makeCategory,
      MakeCategory.parse(categoryFields({ slug: "x", audience: "country" })),
    );
    expect((await refusal(noCountry)).details).toMatchObject({ fields: { country: ["choose"] } });
    expect(await db().$count(member)).toBeGreaterThan(0);
  });
});

const changeOf = (slug: string) => ({
  slug,
  title: "Another title",
  category: "joint-team",
  language: "en",
  topics: [],
  countries: [],
  articles: "",
  clientToken: "0b1c2d3e-4f50-4162-8394-a5b6c7d8e9f0",
});
