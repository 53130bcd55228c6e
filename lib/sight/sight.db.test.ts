import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { category, roomMember } from "@/db/schema/discussions";
import type { Actor } from "@/lib/core/actor";
import { onlyLook, WouldWrite } from "@/lib/core/looking";
import { explainSight } from "@/lib/sight-kinds";
import { SYSTEM, transact } from "@/lib/transact";
import { registerRoutes } from "@/tests/proofs/doors";
import { useDatabase } from "@/tests/support/database";
import { by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { publishedPost, startedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { madeCategory, openedTopic } from "@/tests/support/topics";

useDatabase();
process.env.RATE_LIMITS = "off";

registerRoutes();

const SECRET = "Quetzalcoatl";

it("names the rule that lets a member see an address, or what they would need", async () => {
  const admin = await makeActor("administrator");
  const mod = await makeActor("moderator");
  const author = await makeActor("trusted");
  const { id } = await makeMember({ handle: "someone" });
  const asks = async (address: string, handle = "someone", who: Actor = admin) => {
    const input = { handle, address, sightReason: "The member asked." };
    return transact(by(who), (ctx) => explainSight(ctx, input));
  };
  const answer = async (address: string, handle?: string) => {
    const { kind, isAllowed, by: rules, needs } = await asks(address, handle);
    return [kind, isAllowed, ...rules, ...needs];
  };
  const room = async (slug: string, given: object) => {
    await madeCategory({ slug, ...given });
    const topic = await openedTopic(mod, { category: slug, title: `About ${SECRET}` }, "rooms");
    return `/rooms/t/${topic.slug}/x#r2`;
  };
  const members = await room("for-members", { audience: "members" });
  const group = await room("for-group", { audience: "group" });
  const verified = await room("for-verified", { audience: "practitioners" });
  const ghana = await room("for-ghana", { audience: "country", country: "GH" });
  const published = await publishedPost(author, { title: "Malabo" });
  const draft = await startedPost(author, { title: SECRET });

  expect(await answer("/fr/countries#africa")).toEqual(["page", true, "everyone"]);
  expect(await answer(`/blog/${published}`)).toEqual(["post", true, "everyone"]);
  expect(await answer(`/blog/${draft}`)).toEqual(["post", false, "moderator", "administrator"]);
  expect(await answer(`/blog/${draft}`, author.handle)).toEqual(["post", true, "own"]);
  expect(await answer(`/blog/${draft}`, mod.handle)).toEqual(["post", true, "moderator"]);
  expect(await answer(members)).toEqual(["room", true, "members"]);
  expect(await answer(group)).toEqual(["room", false, "moderator", "administrator", "list"]);
  expect(await answer(verified)).toEqual([
    "room",
    false,
    "practitioner",
    "any-focal-point",
    "moderator",
    "administrator",
    "list",
  ]);
  expect(await answer(ghana)).toEqual(["room", false, "focal-point", "moderator", "administrator", "list"]);
  expect(await answer("/admin/members")).toEqual(["screen", false, "administrator"]);
  // The first part of an address does not decide: each page has its own rule.
  expect(await answer("/moderation/flags", author.handle)).toEqual([
    "screen",
    false,
    "moderator",
    "administrator",
  ]);
  expect(await answer("/moderation", author.handle)).toEqual(["screen", true, "trusted"]);
  expect(await answer(`/blog/${draft}/edit`, author.handle)).toEqual(["screen", true, "own"]);
  expect(await answer("/countries/atlantis")).toEqual(["none", false]);
  expect(await answer(`${members.split("/x")[0]}/history`)).toEqual(["screen", true, "members"]);
  expect(await answer("/me/messages")).toEqual(["personal", false]);
  expect(await answer(`/members/${author.handle}/write`)).toEqual(["personal", false]);
  expect(await answer("/nowhere/at/all")).toEqual(["none", false]);
  await refusal(asks("https://elsewhere.example/x"));

  // On the list of the room; then a focal point without a second factor; then suspended.
  const [found] = await db().select({ id: category.id }).from(category).where(eq(category.slug, "for-group"));
  await db()
    .insert(roomMember)
    .values({ categoryId: found?.id ?? "", memberId: id, addedBy: admin.id, addedAt: new Date() });
  expect(await answer(group)).toEqual(["room", true, "list"]);
  expect(await answer(`${group.split("/x")[0]}/history`)).toEqual(["screen", true, "list"]);
  await giveRole(id, "focal-point", "GH");
  expect(await asks(ghana)).toMatchObject({ isAllowed: true, by: ["focal-point"], lacksFactor: true });
  expect(await asks(members)).toMatchObject({ lacksFactor: false });
  await db().update(member).set({ state: "suspended" }).where(eq(member.id, id));
  expect((await asks(members)).isAllowed).toBe(false);
  expect((await asks(`/blog/${published}`)).isAllowed).toBe(true);

  // Recorded with the reason; no answer has words of what is there; for administrators only.
  const entries = await db().select().from(auditEntry).where(eq(auditEntry.fact, "member.sight-asked"));
  expect(entries[0]?.details).toMatchObject({ memberId: id, reason: "The member asked." });
  expect(JSON.stringify([entries, await asks(group), await asks(`/blog/${draft}`)])).not.toContain(SECRET);
  expect(await refusal(asks(group, "someone", mod))).toMatchObject({ code: "forbidden" });
});

it("looks at a page without a trace", async () => {
  let ran = false;
  const write = transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    ran = true;
  });
  await write;
  expect(ran).toBe(true);
  ran = false;
  const look = onlyLook(() =>
    transact(SYSTEM, async () => {
      ran = true;
    }),
  );
  await expect(look).rejects.toBeInstanceOf(WouldWrite);
  expect(ran).toBe(false);
});
