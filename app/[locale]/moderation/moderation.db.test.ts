import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import * as wholePage from "@/app/[locale]/me/members/[handle]/route";
import * as publicPage from "@/app/[locale]/members/[handle]/route";
import * as one from "@/app/[locale]/moderation/members/[handle]/route";
import * as hub from "@/app/[locale]/moderation/route";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { findActorBySession } from "@/lib/accounts";
import { submitMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { draftMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, publishedPost } from "@/tests/support/posts";

useDatabase();

const ask = asker([
  [/^\/moderation$/, hub as Route],
  [/^\/moderation\/members\/(?<handle>[^/]+)$/, one as Route],
  [/^\/me\/members\/(?<handle>[^/]+)$/, wholePage as Route],
  [/^\/members\/(?<handle>[^/]+)$/, publicPage as Route],
]);

/** Returns the rows of the table: name and number. */
const rowsOf = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<th scope="row"><a href="([^"]*)">[^<]*<\/a><\/th><td[^>]*>(\d+)<\/td>/g)].map(
      ([, href, count]) => [href, Number(count)],
    ),
  );

describe("the moderation overview", () => {
  it("lists what a moderator decides, with the number and the age of the oldest", async () => {
    const [ana, mod] = [await makeActor(), await makeActor("moderator")];
    const slug = await publishedPost(ana, { title: "Malabo" });
    await commented(await makeActor(), slug, "First words.");
    await commented(await makeActor(), slug, "Second words.");
    const { body, status } = await ask("/moderation", { as: mod });
    expect(status).toBe(200);
    expect(rowsOf(body)).toEqual({
      "/moderation/edits": 0,
      "/moderation/reports": 0,
      "/blog/review#submitted": 0,
      "/blog/review#changed": 0,
      "/blog/review#comments": 2,
      "/discussions/review#topics": 0,
      "/discussions/review#comments": 0,
      "/training/review#uploads": 0,
      "/training/review#versions": 0,
      "/training/review#requests": 0,
      "/training/review#suggestions": 0,
      "/moderation/flags": 0,
      "/moderation/flags#appeals": 0,
      "/moderation/files": 0,
      "/moderation/messages": 0,
    });
    expect(body.match(/<time /g)?.length).toBe(1);
    expect(body).not.toContain("Nothing is waiting for you.");
  });

  it("shows trusted members what they may review, and counts nothing else", async () => {
    const [ana, trusted] = [await makeActor("practitioner"), await makeActor("trusted")];
    for (const access of ["public", "practitioners"]) {
      const { slug } = await draftMaterial(ana, { title: `For ${access}`, access });
      await transact(by(ana), (ctx) => submitMaterial(ctx, { slug }));
    }
    expect(rowsOf((await ask("/moderation", { as: trusted })).body)).toEqual({
      "/moderation/edits": 0,
      "/moderation/reports": 0,
      "/training/review#uploads": 1,
      "/training/review#versions": 0,
      "/training/review#requests": 0,
      "/training/review#suggestions": 0,
    });
    const own = await ask("/moderation", { as: ana });
    expect(own.status).toBe(403);
  });
});

describe("suspending by moderators", () => {
  it("needs a reason, is listed in the overview, and can be lifted", async () => {
    const [ana, mod] = [await makeActor(), await makeActor("moderator")];
    const at = `/moderation/members/${ana.handle}`;
    const form = { form: "suspend", handle: ana.handle };
    const bare = await ask(at, { as: mod, form: { ...form, suspensionReason: "" } });
    expect(bare.status).toBe(422);
    const done = await ask(at, { as: mod, form: { ...form, suspensionReason: "Spam in three posts" } });
    expect(done.to).toBe(`${at}?done=suspended`);
    expect(await findActorBySession(ana.sessionId ?? "")).toBeNull();
    const list = await ask("/moderation", { as: mod });
    expect(list.body).toContain("One member is suspended.");
    expect(list.body).toContain("Spam in three posts");
    const lifted = await ask(at, { as: mod, form: { form: "reinstate", handle: ana.handle } });
    expect(lifted.to).toBe(`${at}?done=reinstated`);
    expect((await ask("/moderation", { as: mod })).body).toContain("No member is suspended.");
    const [entry] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "member.suspended"));
    expect(entry).toMatchObject({ actorId: mod.id, subject: ana.id });
  });

  it("is not possible for officers, oneself or trusted members, and shows nothing of the account", async () => {
    const [mod, other, admin] = [
      await makeActor("moderator"),
      await makeActor("moderator"),
      await makeActor("administrator"),
    ];
    for (const officer of [other, admin]) {
      const at = `/moderation/members/${officer.handle}`;
      const page = await ask(at, { as: mod });
      expect(page.body).toContain("can suspend moderators and administrators");
      expect(page.body).not.toContain("@example.org");
      const form = { form: "suspend", handle: officer.handle, suspensionReason: "No" };
      expect((await ask(at, { as: mod, form })).status).toBe(403);
    }
    expect((await ask(`/moderation/members/${mod.handle}`, { as: mod })).body).toContain("suspend yourself");
    const form = { form: "suspend", handle: other.handle, suspensionReason: "Taken over" };
    const at = `/moderation/members/${other.handle}`;
    expect((await ask(at, { as: admin, form })).status).toBe(303);
    expect((await ask(at, { as: await makeActor("trusted") })).status).toBe(403);
  });

  it("is linked from the member's page for moderators", async () => {
    const [ana, mod] = [await makeActor(), await makeActor("moderator")];
    const link = `href="/moderation/members/${ana.handle}"`;
    expect((await ask(`/me/members/${ana.handle}`, { as: mod })).body).toContain(link);
    expect((await ask(`/me/members/${ana.handle}`, { as: await makeActor() })).body).not.toContain(link);
    const everyone = await ask(`/members/${ana.handle}`);
    expect(everyone.body).toMatch(/<p hidden="" data-suspend=""><a href="\/moderation\/members\//);
  });
});
